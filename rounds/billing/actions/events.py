"""What a provider tells us: stored once, then acted on. Told twice, late, or in another order, it does no harm."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from rounds.activity.actions import record
from rounds.billing.actions.cards import keep_card
from rounds.billing.actions.checkouts import end_checkout
from rounds.billing.actions.payments import pay
from rounds.billing.actions.refunds import note_failed, note_sent, refund
from rounds.billing.models import Checkout, Invoice, Payment, ProviderEvent
from rounds.billing.providers import Event, Kind
from rounds.billing.refusing import Refused
from rounds.users.models import User

PATIENCE = timedelta(days=3)  # with an event that speaks of money we have not heard of yet
WAITS = "waits for its payment"

log = logging.getLogger(__name__)


class Problem(Exception):
    """Only a person can put it right: it is shown to staff."""


class NotYet(Exception):
    """It speaks of something that another event will tell us."""


def receive(*, provider: str, event: Event, at: datetime) -> ProviderEvent:
    """Store an event and act on it. An event that is here already is only acted on if that failed before."""
    stored = _store(provider, event, at)
    act_on(event_id=stored.pk, at=at)
    if event.kind == Kind.PAID:  # others may have waited for it
        for pk in _waiting(provider, event.payment):
            act_on(event_id=pk, at=at)
    return stored


def act_on_waiting(*, at: datetime) -> None:
    """Try again what could not be acted on."""
    for pk in list(ProviderEvent.objects.filter(handled_at=None).order_by("pk").values_list("pk", flat=True)):
        act_on(event_id=pk, at=at)


def act_on(*, event_id: int, at: datetime) -> None:
    """Whatever goes wrong is written beside the event, and tried again unless it is a Problem."""
    try:
        _act(event_id, at)
    except NotYet:
        _note(event_id, WAITS, at, is_over_after=PATIENCE)
    except (Problem, Refused) as problem:
        _note(event_id, str(problem), at, is_over_after=timedelta(0))
    except Exception as fault:  # whatever goes wrong with whoever hears that something is paid
        log.exception("An event of a provider could not be acted on")
        _note(event_id, type(fault).__name__, at, is_over_after=PATIENCE)


@transaction.atomic
def _store(provider: str, event: Event, at: datetime) -> ProviderEvent:
    """In our words alone: what else the provider sent (names, addresses) is none of our business."""
    known = ProviderEvent.objects.filter(provider=provider, reference=event.reference)
    if stored := known.first():
        return stored
    try:
        with transaction.atomic():
            return ProviderEvent.objects.create(
                provider=provider,
                reference=event.reference,
                kind=event.kind,
                payload=asdict(event),
                received_at=at,
            )
    except IntegrityError:  # the same event, twice at the same moment
        return known.get()


@transaction.atomic
def _act(event_id: int, at: datetime) -> None:
    stored = ProviderEvent.objects.select_for_update().get(pk=event_id)
    if stored.handled_at:
        return
    event = Event(**{**stored.payload, "kind": Kind(stored.payload["kind"])})
    if act := _ACTS.get(event.kind):
        act(stored.provider, event, at)
    stored.handled_at, stored.error = at, ""
    stored.save(update_fields=["handled_at", "error"])


@transaction.atomic
def _note(event_id: int, error: str, at: datetime, *, is_over_after: timedelta) -> None:
    stored = ProviderEvent.objects.select_for_update().get(pk=event_id)
    stored.error = error
    if at - stored.received_at >= is_over_after:
        stored.handled_at = at
        stored.error = "" if error == WAITS else error  # nobody here was paid that: it is none of our money
    stored.save(update_fields=["error", "handled_at"])


def _paid(provider: str, event: Event, at: datetime) -> None:
    invoice = _invoice_of(provider, event)
    if invoice is None:
        return  # somebody else's, who has the same card company
    _refuse_other_currency(invoice, event)
    pay(
        key=f"{provider}:{event.payment}",
        invoice=invoice,
        amount_cents=event.amount_cents,
        method=Payment.Method.CARD,
        received_on=at.date(),
        by=None,
        at=at,
        provider=provider,
        reference=event.payment,
    )
    if event.checkout:
        end_checkout(provider=provider, reference=event.checkout, outcome="paid", at=at)
    if event.card:
        keep_card(
            invoice=invoice,
            provider=provider,
            customer=event.customer,
            method=event.card,
            label=event.card_label,
            at=at,
        )


def _ended(provider: str, event: Event, at: datetime) -> None:
    end_checkout(provider=provider, reference=event.checkout, outcome=event.kind, at=at)


def _refunded(provider: str, event: Event, at: datetime) -> None:
    """One that we asked for has been sent; one that somebody made at the provider is new to us."""
    if ours := Payment.objects.filter(key=event.our_key).first() if event.our_key else None:
        note_sent(payment=ours, at=at, reference=event.refund)
        return
    paid = _payment_of(provider, event)
    _refuse_other_currency(paid.invoice, event)
    refund(
        key=f"{provider}:{event.refund}",
        invoice=paid.invoice,
        amount_cents=event.amount_cents,
        method=Payment.Method.CARD,
        reason="Given back at the card company.",
        by=None,
        at=at,
        reference=event.payment,
        is_sent=True,
    )


def _refund_failed(provider: str, event: Event, at: datetime) -> None:
    if ours := Payment.objects.filter(key__in=[event.our_key, f"{provider}:{event.refund}"]).first():
        note_failed(payment=ours, reason=event.reason, at=at)
        if not Payment.objects.to_send().filter(pk=ours.pk).exists():
            raise Problem(f"A refund did not arrive: {event.reason}")


def _disputed(provider: str, event: Event, at: datetime) -> None:
    paid = _payment_of(provider, event)
    record(verb="invoice.disputed", about=paid.invoice, by=None, at=at, cents=event.amount_cents)
    raise Problem(f"{paid.invoice.number}: the bank took the money back ({event.reason})")


def _invoice_of(provider: str, event: Event) -> Invoice | None:
    checkout = Checkout.objects.filter(provider=provider, reference=event.checkout).first()
    if checkout and event.checkout:
        return checkout.invoice
    return Invoice.objects.filter(number=event.invoice, kind=Invoice.Kind.INVOICE).first()


def _payment_of(provider: str, event: Event) -> Payment:
    paid = Payment.objects.filter(key=f"{provider}:{event.payment}").select_related("invoice").first()
    if paid is None:
        raise NotYet
    return paid


def _refuse_other_currency(invoice: Invoice, event: Event) -> None:
    if event.currency != invoice.currency:
        raise Problem(f"{invoice.number} is in {invoice.currency}, and {event.currency} came in.")


@transaction.atomic
def put_right(*, event: ProviderEvent, by: User, at: datetime) -> None:
    """A person has seen to what was wrong."""
    stored = ProviderEvent.objects.select_for_update().get(pk=event.pk)
    record(verb="provider_event.put_right", about=stored, by=by, at=at, error=stored.error)
    stored.error = ""
    stored.save(update_fields=["error"])


def _waiting(provider: str, payment: str) -> list[int]:
    waiting = ProviderEvent.objects.filter(provider=provider, handled_at=None, payload__payment=payment)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


_ACTS: dict[Kind, Callable[[str, Event, datetime], None]] = {
    Kind.PAID: _paid,
    Kind.FAILED: _ended,
    Kind.EXPIRED: _ended,
    Kind.REFUNDED: _refunded,
    Kind.REFUND_FAILED: _refund_failed,
    Kind.DISPUTED: _disputed,
}
