"""Ways onward: links on a page to pages of contexts above it.

Templates link downwards only, so a page offers a place by name, and the contexts above enter their ways into it in the
`ready` of their app. The places: "organization" (about: the Organization), "list" (about: `AskedOf`, the grid's
question), "mine" (about: the user, who represents an organization), "me" (about: the user; the tabs above each page
about oneself), "network" (about: the Membership; the tabs of a leader's desk), "network.next" (the same; what a leader
may do next), "learning" (about: the user; records of what they learned, on their home as a learner),
"badges.none" and "credits.none" (about: the user, who has none yet; where one is earned), "plans" (about: the user, or
whoever looks; where a strategic plan leads).
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple


class Way(NamedTuple):
    url: str
    label: str
    icon: str  # of the sprite
    is_file: bool = False  # the browser keeps it instead of showing it
    rank: int = 0  # lower comes first


Make = Callable[[Any], Way | None]  # what the page is about in; None where there is no way from there

_entered: defaultdict[str, dict[str, Make]] = defaultdict(dict)


def enter(place: str, name: str, make: Make) -> None:
    """`name` is the way's own: entered again it takes the place of the first."""
    _entered[place][name] = make


def ways_from(place: str, about: Any) -> list[Way]:
    """By rank, then in the order of their names, whatever the order in which contexts came."""
    made = (make(about) for _name, make in sorted(_entered[place].items()))
    return sorted((way for way in made if way), key=lambda way: way.rank)
