"""Taking an entry back: by another that gives exactly as much away. The first stays to be read."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.credits import rules
from rounds.credits.actions.ledger import add, hold
from rounds.credits.models import Entry, Side
from rounds.credits.refusing import Refused
from rounds.users.models import User


@transaction.atomic
def reverse(*, entry: Entry, reason: str, by: User | None, at: datetime) -> Entry:
    """The same can be claimed again afterwards."""
    hold(entry.user)
    if entry.reverses_id or Entry.objects.filter(reverses=entry).exists():
        raise Refused(Refused.REVERSED)
    made = add(
        user=entry.user,
        activity=entry.activity,
        side=Side(entry.side),
        rule=rules.REVERSAL,
        settled=rules.reversal(entry.number, entry.minutes, entry.hundredths),
        numbers={},
        evidence={},
        period=(entry.period_from, entry.period_to),
        by=by,
        at=at,
        reverses=entry,
        reason=reason,
    )
    record(verb="credit.reversed", about=entry, by=by, at=at, hundredths=made.hundredths, reason=reason)
    return made
