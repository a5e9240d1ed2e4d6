"""More for the rest of the year: another plan of the same kind, or more seats."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from rounds.billing.actions import credit
from rounds.billing.models import Invoice
from rounds.memberships.access import facts, stand, terms_of
from rounds.memberships.actions.holding import hold_to_bill
from rounds.memberships.actions.orders import Wanted, place
from rounds.memberships.billed import an_upgrade
from rounds.memberships.dues import days_of_year_to, part_of_year
from rounds.memberships.models import Membership, Order, Plan, Term
from rounds.memberships.refusing import Refused
from rounds.users.models import User


class Price(NamedTuple):
    """`cents` now, for the rest of the year; `dues_cents`: for a whole one from then on."""

    cents: int
    seats: int
    dues_cents: int
    until_on: date


def price_of(*, term: Term, membership: Membership, plan: Plan, seats: int, day: date) -> Price:
    """The difference of a year's dues for the days that are left. Raises Refused where it brings no more."""
    if term.ends_on is None:
        raise Refused(Refused.NO_END)
    if plan == term.plan:  # what was agreed for the year stays; only the new seats have today's price
        wanted, more = seats, (seats - term.seats) * plan.extra_seat_cents
    else:
        quote = plan.quote(revenue=membership.revenue or 0, seats=max(seats, term.seats))
        wanted, more = quote.seats, quote.cents - term.dues_cents
    if more < 0 or wanted < term.seats or (plan == term.plan and wanted == term.seats):
        raise Refused(Refused.NOT_MORE)
    year = days_of_year_to(term.ends_on)
    left = min((term.ends_on - day).days + 1, year)
    return Price(part_of_year(more, days=left, of=year), wanted, term.dues_cents + more, term.ends_on)


def term_to_upgrade(membership: Membership, day: date) -> Term:
    """The paid term that runs, with no other agreed after it. Raises Refused where there is none."""
    terms = terms_of([membership.pk]).get(membership.pk, [])
    term = stand(terms, day).term
    if term is None or (term.ends_on and term.ends_on < day):
        raise Refused(Refused.NOT_RUNNING)
    if term != terms[-1]:
        raise Refused(Refused.RENEWED)
    if term.basis == Term.Basis.INVOICE and facts(term).paid_on is None:
        raise Refused(Refused.UNPAID)
    return term


@transaction.atomic
def upgrade(
    *, membership: Membership, plan: Plan, seats: int, user: User | None, by: User, at: datetime
) -> Order:
    """Bill it; it begins when it is paid. Asked for differently while one is open, the last word counts."""
    waiting = open_upgrades(membership)
    for pk in waiting.values_list("invoice", flat=True):  # before the membership, as always
        Invoice.objects.select_for_update().get(pk=pk)
    held = hold_to_bill(membership)
    term = term_to_upgrade(held, at.date())
    price = price_of(term=term, membership=held, plan=plan, seats=seats, day=at.date())
    for order in waiting.select_related("invoice"):
        if (order.plan_id, order.seats, order.dues_cents) == (plan.pk, price.seats, price.dues_cents):
            return order
        _replace(order, by, at)
    language = user.language if user else "en"
    wanted = Wanted(
        kind=Order.Kind.UPGRADE,
        plan=plan,
        seats=price.seats,
        dues_cents=price.dues_cents,
        lines=an_upgrade(plan, price.seats, price.cents, until_on=price.until_on, language=language),
        due_on=min(at.date() + timedelta(days=plan.days_to_pay), price.until_on),
        follows=term,
    )
    asked = Order.objects.filter(kind=Order.Kind.UPGRADE, follows=term).count()
    return place(key=f"upgrade:{term.pk}:{asked}", membership=held, wanted=wanted, user=user, by=by, at=at)


@transaction.atomic
def call_off_stale(*, order: Order, at: datetime) -> None:
    """What was ordered for a term that is over, or for one that an upgrade has replaced, is not owed any more."""
    invoice = Invoice.objects.select_for_update().get(pk=order.invoice_id)
    if invoice.settled_at is None:  # somebody may have paid it just now
        _replace(order, None, at)


@transaction.atomic
def call_off_unpaid(*, orders: QuerySet[Order], at: datetime) -> None:
    """What of these nobody has paid is not owed any more. Their memberships are not held yet."""
    waiting = list(orders.filter(delivered_at=None, called_off_at=None).order_by("invoice"))
    for order in waiting:  # all invoices before any membership, as always
        Invoice.objects.select_for_update().get(pk=order.invoice_id)
    for order in waiting:
        call_off_stale(order=order, at=at)


def open_upgrades(membership: Membership) -> QuerySet[Order]:
    waiting = Order.objects.filter(kind=Order.Kind.UPGRADE, delivered_at=None, called_off_at=None)
    return waiting.filter(membership=membership)


def _replace(order: Order, by: User | None, at: datetime) -> None:
    if order.invoice.credited_cents < order.invoice.total_cents:
        credit(
            key=f"replaced:{order.pk}",
            invoice=order.invoice,
            amount_cents=None,
            reason="Replaced",
            by=by,
            at=at,
        )
