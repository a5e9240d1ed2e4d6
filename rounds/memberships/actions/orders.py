"""An order is placed and billed, delivered once when its invoice is settled, or called off.

Whoever comes from billing holds the invoice; then the membership is held, then the order: in this order everywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing.actions import BillTo, Line, issue
from rounds.billing.models import Invoice
from rounds.memberships.actions import points
from rounds.memberships.actions.delivering import deliver_upgrade, deliver_year, restore
from rounds.memberships.actions.holding import hold, hold_to_bill
from rounds.memberships.actions.terms import end_term
from rounds.memberships.models import Application, Ending, Membership, Order, Plan, Term
from rounds.users.models import User

Kind = Order.Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is ordered. `dues_cents`: for a whole year, whatever `lines` bill of it."""

    kind: str
    plan: Plan
    seats: int
    dues_cents: int
    lines: Sequence[Line]
    due_on: date
    follows: Term | None = None
    application: Application | None = None


@transaction.atomic
def place(
    *, key: str, membership: Membership, wanted: Wanted, user: User | None, by: User | None, at: datetime
) -> Order:
    """Bill it. The same key gets back the first order. What is free, or joined on terms, is delivered at once."""
    held = hold_to_bill(membership)
    invoice = issue(
        key=f"order:{key}",
        bill_to=bill_to(held, user),
        lines=wanted.lines,
        due_on=wanted.due_on,
        by=by,
        at=at,
        user=user or held.user,
        organization=held.organization,
        language=user.language if user else "en",
    )
    order, is_new = Order.objects.get_or_create(
        invoice=invoice,
        defaults={
            "kind": wanted.kind,
            "membership": held,
            "user": user,
            "plan": wanted.plan,
            "application": wanted.application,
            "follows": wanted.follows,
            "seats": wanted.seats,
            "dues_cents": wanted.dues_cents,
            "placed_at": at,
        },
    )
    if not is_new:
        return order
    record(verb="order.placed", about=held, by=by, at=at, order=order.pk, kind=order.kind)
    if invoice.settled_at:
        return settled(invoice=invoice, by=by, at=at) or order
    if wanted.kind == Kind.JOIN and wanted.plan.on_terms:
        return _deliver(order, held, by, at)
    return order


@transaction.atomic
def settled(*, invoice: Invoice, by: User | None, at: datetime) -> Order | None:
    """Nothing is owed any more: what was ordered is delivered, unless it was, and paid dues bring their points."""
    found = Order.objects.filter(invoice=invoice).select_related("membership").first()
    if found is None:
        return None
    order = _deliver(found, hold(found.membership), by, at)
    if order.kind != Kind.TOP_UP and order.delivered_at:
        points.grant_dues(order=order, at=at)
    points.give_again(order=order, at=at)
    return order


@transaction.atomic
def reopened(*, invoice: Invoice, by: User | None, at: datetime) -> None:
    """A payment did not come after all. Standing goes by the invoice itself; points would stay, and be spent."""
    if found := Order.objects.filter(invoice=invoice).select_related("membership").first():
        points.hold_back(order=found, by=by, at=at)


@transaction.atomic
def credited(*, invoice: Invoice, reason: str, by: User | None, at: datetime) -> None:
    """The whole invoice was taken back: what was not delivered is called off, and what was delivered ends."""
    found = Order.objects.filter(invoice=invoice).select_related("membership").first()
    if found is None:
        return
    membership = hold(found.membership)
    order = _locked(found)
    if order.delivered_at is None:
        _call_off(order, by, at)
        return
    points.take_back(order=order, at=at)
    if (term := Term.objects.filter(invoice=invoice, ending=None).first()) is None:
        return
    end_term(term=term, reason=Ending.Reason.CREDITED, ended_on=at.date(), by=by, at=at)
    if order.kind == Kind.UPGRADE and by is not None:
        restore(term, membership, by=by, reason=reason, at=at)


def bill_to(membership: Membership, user: User | None) -> BillTo:
    who = membership.user or user
    return BillTo(
        name=membership.bill_to or str(membership.organization or who),
        email=membership.billing_email or (who.email if who else ""),
        attention=membership.attention,
        address=membership.address,
        purchase_order=membership.purchase_order,
    )


def _deliver(found: Order, membership: Membership, by: User | None, at: datetime) -> Order:
    """Once, however often it is asked for; an order that was called off stays so."""
    order = _locked(found)
    if order.delivered_at or order.called_off_at:
        return order
    match order.kind:
        case Kind.TOP_UP:
            points.deliver_top_up(order=order, at=at)
        case Kind.UPGRADE:
            if deliver_upgrade(order, membership, by=by, at=at) is None:
                return order
        case _:
            deliver_year(order, membership, by=by, at=at)
    order.delivered_at = at
    order.save(update_fields=["delivered_at"])
    record(verb="order.delivered", about=membership, by=by, at=at, order=order.pk, kind=order.kind)
    return order


def _call_off(order: Order, by: User | None, at: datetime) -> None:
    if order.called_off_at is None:
        order.called_off_at = at
        order.save(update_fields=["called_off_at"])
        record(verb="order.called_off", about=order.membership, by=by, at=at, order=order.pk)


def _locked(order: Order) -> Order:
    held = Order.objects.select_for_update(of=("self",))
    return held.select_related(
        "membership", "plan", "user", "invoice", "follows__ending", "follows__plan"
    ).get(pk=order.pk)
