"""What can happen between an invoice and a kept card: few tries, at set days, and then no more."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing import emails
from rounds.billing.actions.payments import pay
from rounds.billing.models import Attempt, Card, Invoice, Payment
from rounds.billing.providers import Charged, Unreachable
from rounds.billing.providers.chosen import named
from rounds.billing.signals import charge_given_up

DAYS = (0, 3, 7, 14)  # from the first try
PATIENCE = timedelta(days=1)  # with a provider that does not answer, for each try
NOTHING_OWED, CARD_REMOVED, NO_ANSWER = "nothing owed", "card removed", "no answer"


@transaction.atomic
def charge_kept_card(*, invoice: Invoice, at: datetime) -> bool:
    """Begin to charge an invoice to the card that its payer has agreed to. False where there is none.

    The clock does it within minutes. After a failure it tries again 3, 7 and 14 days after the first time; when that is
    over, `charge_given_up` is announced.
    """
    current = Invoice.objects.select_for_update().get(pk=invoice.pk)
    card = Card.objects.of(current).first()
    if card is None or not current.owed_cents or named(card.provider) is None:
        return False
    _made, is_new = Attempt.objects.get_or_create(
        invoice=current, number=1, defaults={"card": card, "due_at": at}
    )
    if is_new:
        record(verb="invoice.charge_planned", about=current, by=None, at=at)
    return True


def try_due_charges(*, at: datetime, most: int = 100) -> int:
    """Try what is due. Returns how many tries were made."""
    due = Attempt.objects.filter(tried_at=None, due_at__lte=at).order_by("due_at", "pk")
    return sum(try_charge(attempt_id=pk, at=at) for pk in list(due.values_list("pk", flat=True)[:most]))


def try_charge(*, attempt_id: int, at: datetime) -> bool:
    """Ask the provider, then write down what it said. Asked twice for one attempt, it charges once."""
    attempt = Attempt.objects.select_related("invoice", "card").get(pk=attempt_id)
    card, invoice = attempt.card, attempt.invoice
    if attempt.tried_at or not _may_charge(attempt, at):
        return False
    provider = named(card.provider) if card else None
    if card is None or provider is None:
        _write_failed(attempt, CARD_REMOVED, at, is_last=True)
        return False
    try:
        answer = provider.charge(card, invoice, key=f"attempt:{attempt.pk}")
    except Unreachable:
        if at - attempt.due_at > PATIENCE:
            _write_failed(attempt, NO_ANSWER, at)
        return False
    if answer.payment:
        _write_paid(attempt, card.provider, answer, at)
    else:
        _write_failed(attempt, answer.reason, at)
    return True


@transaction.atomic
def stop_charging(*, card: Card, at: datetime) -> None:
    """The card was taken away: what was to be tried with it is not."""
    for attempt in Attempt.objects.select_for_update().filter(card=card, tried_at=None):
        _end(attempt, CARD_REMOVED, at)
        charge_given_up.send(sender=Invoice, invoice=attempt.invoice, at=at)


@transaction.atomic
def _may_charge(attempt: Attempt, at: datetime) -> bool:
    """Somebody may have paid in another way, or the invoice been credited."""
    current = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if current.tried_at is None and not attempt.invoice.owed_cents:
        _end(current, NOTHING_OWED, at)
    return current.tried_at is None


def _end(attempt: Attempt, reason: str, at: datetime) -> None:
    attempt.tried_at, attempt.reason = at, reason
    attempt.save(update_fields=["tried_at", "reason"])


@transaction.atomic
def _write_paid(attempt: Attempt, provider: str, answer: Charged, at: datetime) -> None:
    invoice = Invoice.objects.select_for_update().get(pk=attempt.invoice_id)
    current = Attempt.objects.select_for_update().get(pk=attempt.pk)
    if current.tried_at is None:
        current.tried_at, current.outcome = at, Attempt.Outcome.PAID
        current.save(update_fields=["tried_at", "outcome"])
    pay(
        key=f"{provider}:{answer.payment}",
        invoice=invoice,
        amount_cents=attempt.invoice.owed_cents,  # what was asked for
        method=Payment.Method.CARD,
        received_on=at.date(),
        by=None,
        at=at,
        provider=provider,
        reference=answer.payment,
    )


@transaction.atomic
def _write_failed(attempt: Attempt, reason: str, at: datetime, *, is_last: bool = False) -> None:
    """Plan the next try, or give up. The payer is told."""
    invoice = Invoice.objects.select_for_update().get(pk=attempt.invoice_id)
    current = Attempt.objects.select_for_update(of=("self",)).select_related("card").get(pk=attempt.pk)
    if current.tried_at:
        return
    current.tried_at, current.outcome, current.reason = at, Attempt.Outcome.FAILED, reason[:300]
    current.save(update_fields=["tried_at", "outcome", "reason"])
    record(
        verb="invoice.charge_failed",
        about=invoice,
        by=None,
        at=at,
        number=current.number,
        reason=reason[:300],
    )
    following = None if is_last else _next(current)
    if following is None:
        charge_given_up.send(sender=Invoice, invoice=invoice, at=at)
    emails.tell_charge_failed(current, following, at=at)


def _next(attempt: Attempt) -> Attempt | None:
    if attempt.number >= len(DAYS):
        return None
    first = Attempt.objects.get(invoice_id=attempt.invoice_id, number=1)
    return Attempt.objects.create(
        invoice_id=attempt.invoice_id,
        card_id=attempt.card_id,
        number=attempt.number + 1,
        due_at=first.due_at + timedelta(days=DAYS[attempt.number]),
    )
