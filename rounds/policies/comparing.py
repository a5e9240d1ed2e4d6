"""What an edition changes for one organization's own clauses. Pure: the database is not asked.

Nothing is kept of a merge under way: a change waits as long as what an own clause was last compared with (its base)
differs from the edition. So it can be left half-way, and an edition that was skipped makes no difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    NEW = "new"  # a clause that the organization does not have
    TEXT = "text"  # perhaps the heading, too
    HEADING = "heading"
    OPTIONAL = "optional"  # one may leave it out now, or no longer
    REMOVED = "removed"


WORDING = frozenset({Kind.TEXT, Kind.HEADING, Kind.OPTIONAL})


class Words(NamedTuple):
    """A clause of an edition."""

    heading: str
    text: str
    is_optional: bool = False


class Own(NamedTuple):
    """A clause of the organization. `base`: what it was last compared with; None where it is all their own."""

    key: str
    heading: str
    text: str
    is_included: bool = True
    base: Words | None = None

    @property
    def is_touched(self) -> bool:
        """Anything was decided about it."""
        if self.base is None or not self.is_included:
            return True
        return (self.heading, self.text) != self.base[:2]


class Change(NamedTuple):
    """One clause to decide about. `old`: the base. `new`: None where it is removed. `own`: None where it is new."""

    key: str
    kind: Kind
    old: Words | None
    new: Words | None
    own: Own | None

    @property
    def is_touched(self) -> bool:
        return self.own is not None and self.own.is_touched

    @property
    def is_taken_with_all(self) -> bool:
        """The words of a clause that was never touched. What comes or goes as a whole is decided one by one."""
        return self.kind in WORDING and not self.is_touched


def changes(own: Iterable[Own], edition: Mapping[str, Words]) -> list[Change]:
    """In the order of the edition; clauses that it no longer has come last, in the organization's order."""
    by_key = {one.key: one for one in own}
    offered = [_offered(key, new, by_key.get(key)) for key, new in edition.items()]
    removed = [_removed(one) for key, one in by_key.items() if key not in edition]
    return [one for one in (*offered, *removed) if one]


def place_of(key: str, edition: Sequence[str], own: Sequence[str]) -> int:
    """Where a new clause goes among the organization's: behind the nearest that stands before it in the edition."""
    before = edition[: edition.index(key)]
    nearest = next((one for one in reversed(before) if one in own), None)
    return 0 if nearest is None else own.index(nearest) + 1


def _offered(key: str, new: Words, own: Own | None) -> Change | None:
    if own is None:
        return Change(key, Kind.NEW, None, new, None)
    says_so_already = own.is_included and (own.heading, own.text) == new[:2]
    if own.base is None:
        return None if says_so_already else Change(key, Kind.NEW, None, new, own)
    if says_so_already:
        kind = None
    elif own.base.text != new.text:
        kind = Kind.TEXT
    else:
        kind = Kind.HEADING if own.base.heading != new.heading else None
    if kind is None and _may_now(own.base, new, own):
        kind = Kind.OPTIONAL
    return Change(key, kind, own.base, new, own) if kind else None


def _may_now(base: Words, new: Words, own: Own) -> bool:
    """It matters to who has it in that it may go, and to who left it out that it belongs in."""
    return base.is_optional != new.is_optional and new.is_optional == own.is_included


def _removed(own: Own) -> Change | None:
    if own.base is None or not own.is_included:
        return None
    return Change(own.key, Kind.REMOVED, own.base, None, own)
