"""Of the evidence about a listing, the newest that matters. Pure, over evidence that is loaded."""

from collections.abc import Collection, Iterable
from datetime import datetime

from rounds.directory.models import Evidence
from rounds.directory.proof import Kind, Outcome, kind_until


def newest(
    evidence: Iterable[Evidence], *, of: Collection[str] = (), outcome: Outcome | None = None
) -> Evidence | None:
    """`of`: these kinds; any where none are named."""
    told = (
        one for one in evidence if (not of or one.kind in of) and (outcome is None or one.outcome == outcome)
    )
    return max(told, key=lambda one: one.observed_at, default=None)


def in_force(evidence: Iterable[Evidence], kind: Kind, at: datetime) -> Evidence | None:
    """The newest sight of a kind, if it counts still."""
    of_kind = sorted((one for one in evidence if one.kind == kind), key=lambda one: one.observed_at)
    return newest(of_kind, outcome=Outcome.CONFIRMS) if kind_until(of_kind, at) else None
