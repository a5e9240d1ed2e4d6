"""The organizations that a person is shown to belong to. Contexts above enter how they know.

Asked for many people at once, so that a page of people costs the same few queries as one.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise


class Affiliation(NamedTuple):
    organization: str
    url: str  # of its page here, or ""
    role: str | Promise  # "network leader", or ""
    proven_by: str | Promise  # "a seat in its membership"


Know = Callable[[Collection[int]], Mapping[int, Sequence[Affiliation]]]  # by the users' ids

_known: dict[str, Know] = {}


def enter(name: str, know: Know) -> None:
    """`name` is the source's own: entered again it takes the place of the first."""
    _known[name] = know


def affiliations_of(user_ids: Collection[int]) -> dict[int, list[Affiliation]]:
    """Each organization once, by whoever proves it first in the order of the sources' names."""
    found: dict[int, dict[str, Affiliation]] = {pk: {} for pk in user_ids}
    for _name, know in sorted(_known.items()):
        for pk, theirs in know(user_ids).items():
            for one in theirs:
                found[pk].setdefault(one.organization, one)
    return {pk: list(theirs.values()) for pk, theirs in found.items()}
