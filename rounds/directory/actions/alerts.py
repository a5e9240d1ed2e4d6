"""Whom we tell when the List stops calling an account official."""

from collections.abc import Iterable
from datetime import datetime

from rounds.directory.actions.askings import ask
from rounds.directory.actions.evidence import Turn
from rounds.directory.emails import alerts as emails
from rounds.directory.models import Asking
from rounds.directory.proof import OFFICIAL, Proof

ALARMING = frozenset({Proof.DISPUTED.value, Proof.STALE.value})


def warn(turns: Iterable[Turn], *, at: datetime) -> None:
    """Tell moderators at once of what is disputed now, and ask representatives about what looks odd."""
    for turn in turns:
        if turn.after == Proof.DISPUTED:
            emails.tell_moderators(turn.listing, at=at)
        if turn.after in ALARMING and (turn.before in OFFICIAL or turn.after == Proof.DISPUTED):
            ask(
                organization=turn.listing.organization,
                cause=Asking.Cause.ODD,
                detail=emails.what_is_odd(turn.listing, turn.after),
                at=at,
            )
