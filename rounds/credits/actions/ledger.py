"""Adding a line to one person's ledger, inside the caller's transaction, while nobody else does."""

from datetime import datetime
from typing import Any

from rounds.credits.models import Activity, Certificate, Entry, Side
from rounds.credits.rules import Settled
from rounds.credits.signals import entry_added
from rounds.users.models import User


def hold(user: User) -> User:
    """Two tabs at once are one after the other."""
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def add(
    *,
    user: User,
    activity: Activity,
    side: Side,
    rule: str,
    settled: Settled,
    numbers: dict[str, Any],
    evidence: dict[str, Any],
    period: tuple[datetime, datetime],
    by: User | None,
    at: datetime,
    reverses: Entry | None = None,
    reason: str = "",
) -> Entry:
    """`hold` first. With the certificate, where it is the first of its activity."""
    Certificate.objects.get_or_create(user=user, activity=activity, side=side, defaults={"made_at": at})
    last = Entry.objects.filter(user=user).order_by("-number").first()
    made = Entry.objects.create(
        user=user,
        number=last.number + 1 if last else 1,
        activity=activity,
        side=side,
        minutes=settled.minutes,
        hundredths=settled.hundredths,
        rule=rule,
        numbers={**numbers, "steps": [[one.what, one.numbers] for one in settled.steps]},
        evidence=evidence,
        periods=[list(one) for one in settled.periods],
        period_from=period[0],
        period_to=period[1],
        entered_at=at,
        by=by,
        reverses=reverses,
        reason=reason,
    )
    entry_added.send(Entry, entry=made)
    return made
