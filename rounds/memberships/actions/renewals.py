"""The next year is ordered, and renewing by itself is turned off and on."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from rounds.activity.actions import record
from rounds.memberships.access import facts, terms_of
from rounds.memberships.actions.holding import hold, hold_to_bill
from rounds.memberships.actions.orders import Wanted, place
from rounds.memberships.billed import a_year
from rounds.memberships.models import Ending, Membership, Order, Term
from rounds.memberships.policy import RENEW_FROM_DAYS
from rounds.memberships.refusing import Refused
from rounds.memberships.standing import next_first_day
from rounds.users.models import User


@transaction.atomic
def renew(*, membership: Membership, user: User | None, by: User | None, at: datetime) -> Order:
    """Bill another year on the plan's prices of today. Asked for again while that is open, it is the same order.

    `user`: who is to be written to. Raises Refused where there is nothing to renew, or it is too early.
    """
    held = hold_to_bill(membership)
    terms = terms_of([held.pk]).get(held.pk, [])
    last = term_to_renew(terms, at.date())
    if order := Order.objects.filter(kind=Order.Kind.RENEW, follows=last, called_off_at=None).first():
        return order
    first, goes_on = next_first_day([facts(term) for term in terms], at.date())
    quote = last.plan.quote(revenue=held.revenue or 0, seats=last.seats)
    wanted = Wanted(
        kind=Order.Kind.RENEW,
        plan=last.plan,
        seats=quote.seats,
        dues_cents=quote.cents,
        lines=a_year(
            last.plan, quote, language=user.language if user else "en", from_on=first if goes_on else None
        ),
        due_on=_due_on(last, at.date()),
        follows=last,
    )
    asked = Order.objects.filter(kind=Order.Kind.RENEW, follows=last).count()
    return place(key=f"renew:{last.pk}:{asked}", membership=held, wanted=wanted, user=user, by=by, at=at)


@transaction.atomic
def let_end(*, membership: Membership, by: User, at: datetime) -> None:
    """No renewal invoice goes out any more. An order that waits stays open until it is called off."""
    _turn(membership, False, by, at)


@transaction.atomic
def let_renew(*, membership: Membership, by: User, at: datetime) -> None:
    _turn(membership, True, by, at)


def _turn(membership: Membership, to: bool, by: User, at: datetime) -> None:
    held = hold(membership)
    if held.renews_itself == to:
        return
    held.renews_itself = to
    held.save(update_fields=["renews_itself"])
    record(verb="membership.renewal_on" if to else "membership.renewal_off", about=held, by=by, at=at)


def term_to_renew(terms: Sequence[Term], day: date) -> Term:
    """The term that a renewal follows. The terms come from `access.terms_of`. Raises Refused where none can."""
    if not terms:
        raise Refused(Refused.NOT_RUNNING)
    last = terms[-1]
    if last.ends_on is None:
        raise Refused(Refused.NO_END)
    if not last.plan.is_offered:
        raise Refused(Refused.NOT_OFFERED)
    if last.starts_on > day and not hasattr(last, "ending"):
        raise Refused(Refused.RENEWED)
    told = facts(last)
    if last.basis == Term.Basis.INVOICE and told.paid_on is None and told.ended_on is None and told.runs(day):
        raise Refused(Refused.UNPAID)
    if told.last_day and day < told.last_day - timedelta(days=RENEW_FROM_DAYS):
        raise Refused(Refused.TOO_EARLY)
    return last


def _due_on(last: Term, day: date) -> date:
    """On the last day of what runs, and never sooner than the plan's days to pay."""
    assert last.ends_on is not None
    ended: Ending | None = getattr(last, "ending", None)
    soonest = day + timedelta(days=last.plan.days_to_pay)
    return soonest if ended else max(last.ends_on, soonest)
