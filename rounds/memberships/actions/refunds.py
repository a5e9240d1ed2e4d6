"""Somebody goes in the first days of a term and gets the dues back, less the points already spent."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing.actions import Refused as NotThatMuch
from rounds.billing.actions import credit
from rounds.billing.actions import refund as pay_back
from rounds.billing.actions.numbering import hold_numbers
from rounds.billing.models import Invoice, Payment
from rounds.memberships.access import terms_of
from rounds.memberships.actions import points
from rounds.memberships.actions.holding import hold
from rounds.memberships.actions.terms import end_term
from rounds.memberships.emails import terms as emails
from rounds.memberships.models import Ending, Membership, Order, Term
from rounds.memberships.policy import POINT_CENTS, REFUND_DAYS
from rounds.memberships.refusing import Refused
from rounds.users.models import User


def refundable(terms: Sequence[Term], day: date) -> list[Term]:
    """The newest term with those that it replaced within the year. Raises Refused where nothing comes back any more.

    The terms come from `access.terms_of`.
    """
    if not terms or hasattr(terms[-1], "ending"):
        raise Refused(Refused.NOT_RUNNING)
    by_key = {term.pk: term for term in terms}
    chain = [terms[-1]]
    while chain[-1].how in {Term.How.UPGRADED, Term.How.RESTORED} and chain[-1].follows_id in by_key:
        chain.append(by_key[chain[-1].follows_id or 0])
    if day > chain[-1].starts_on + timedelta(days=REFUND_DAYS):
        raise Refused(Refused.TOO_LATE)
    paid = [term for term in chain if term.invoice and term.invoice.paid_cents > 0]
    if not paid:
        raise Refused(Refused.NOTHING_PAID)
    return chain


@transaction.atomic
def refund(*, membership: Membership, reason: str, by: User, at: datetime) -> int:
    """Returns the cents that come back: to the card at once; what came by bank is sent by the treasurers."""
    chain = refundable(terms_of([membership.pk]).get(membership.pk, []), at.date())
    invoices = _lock([term.invoice_id for term in chain if term.invoice_id])
    hold_numbers()
    held = hold(membership)
    chain = refundable(terms_of([held.pk])[held.pk], at.date())
    end_term(term=chain[0], reason=Ending.Reason.REFUNDED, ended_on=at.date(), by=by, at=at)
    cents = sum(_give_back(order, invoices, reason, by, at) for order in _orders(chain))
    record(verb="membership.refunded", about=held, by=by, at=at, cents=cents, reason=reason)
    emails.tell_refunded(chain[0], held, cents, at=at)
    return cents


def _give_back(order: Order, invoices: dict[int, Invoice], reason: str, by: User, at: datetime) -> int:
    spent = points.take_back(order=order, at=at, by=by)
    invoice = invoices[order.invoice_id]
    cents = max(0, invoice.paid_cents - spent * POINT_CENTS)
    if cents == 0:
        return 0
    key = f"refund:{order.pk}"
    last = invoice.payments.filter(kind=Payment.Kind.PAYMENT).order_by("-pk").first()
    common: dict[str, Any] = {"key": key, "invoice": invoice, "amount_cents": cents, "by": by, "at": at}
    if last is not None and last.method == Payment.Method.CARD:
        try:
            pay_back(method=last.method, reason=reason, **common)
            return cents
        except NotThatMuch:  # on any one card; treasurers send it
            pass
    credit(reason=reason, **common)
    return cents


def _orders(chain: Sequence[Term]) -> list[Order]:
    invoices = [term.invoice_id for term in chain if term.invoice_id]
    return list(
        Order.objects.filter(invoice__in=invoices).select_related("membership", "plan").order_by("pk")
    )


def _lock(ids: Sequence[int]) -> dict[int, Invoice]:
    found = Invoice.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    return {invoice.pk: invoice for invoice in found}
