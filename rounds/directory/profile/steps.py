"""What we said of an account from one moment to the next."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from rounds.directory.models import Listing, Statement
from rounds.directory.proof import OFFICIAL, Proof, shown


class Step(NamedTuple):
    at: datetime
    text: str
    proof: str
    label: str


def steps_of(listing: Listing, statements: Iterable[Statement], now: datetime) -> list[Step]:
    """Each change of what the List said of a listing, newest first. `statements`: those until now, in order."""
    steps: list[Step] = []
    handle = ""
    for said in statements:
        if said.from_at == said.until_at:
            continue  # nobody saw it
        if handle and said.handle != handle:
            words = _("Renamed from %(old)s to %(new)s") % {"old": handle, "new": said.handle}
            steps.append(Step(said.from_at, words, "", ""))
        handle = said.handle
        _say(steps, said.from_at, said.proof)
        lapsed_at = listing.proof_until if said.until_at is None else None
        if lapsed_at and shown(said.proof, lapsed_at, now) != said.proof:
            _say(steps, lapsed_at, Proof.STALE)
    return steps[::-1]


def since(steps: Iterable[Step]) -> datetime | None:
    """Since when what is said now is said."""
    return next((step.at for step in steps if step.proof), None)


def _say(steps: list[Step], at: datetime, proof: str) -> None:
    before = next((step.proof for step in reversed(steps) if step.proof), "")
    if proof == before:
        return
    lapsed = proof == Proof.STALE and before in OFFICIAL
    words = _("What proved it had run out") if lapsed else ""
    steps.append(Step(at, words, proof, str(Proof(proof).label)))
