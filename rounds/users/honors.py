"""What the house honors a person with, shown beside their name: icon and words. Contexts above enter how they know.

Asked for many people at once, so that a page of people costs the same few queries as one.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise


class Honor(NamedTuple):
    label: str | Promise  # "Silver fellow"
    url: str = ""  # where it is told of, or ""
    icon: str = "award"  # of the sprite
    kind: str = ""  # "silver": a class of its own, beside the words


Know = Callable[[Collection[int]], Mapping[int, Honor]]  # by the users' ids

_known: dict[str, Know] = {}


def enter(name: str, know: Know) -> None:
    """`name` is the source's own: entered again it takes the place of the first."""
    _known[name] = know


def honors_of(user_ids: Collection[int]) -> dict[int, list[Honor]]:
    """In the order of the sources' names."""
    found: dict[int, list[Honor]] = {pk: [] for pk in user_ids}
    for _name, know in sorted(_known.items()):
        for pk, honor in know(user_ids).items() if found else ():
            found[pk].append(honor)
    return found


def give_honors(rows: Iterable[Any]) -> None:
    """Each row of somebody's (with `user_id`) knows their `honors` afterwards, for users/honors.html."""
    shown = list(rows)
    found = honors_of({row.user_id for row in shown})
    for row in shown:
        row.honors = found[row.user_id]
