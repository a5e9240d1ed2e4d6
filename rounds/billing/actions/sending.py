"""Refunds on their way to the cards that paid. The provider is asked outside of any transaction: it may take long."""

from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from rounds.activity.models import Activity
from rounds.billing.actions.refunds import note_failed, note_sent
from rounds.billing.models import Payment
from rounds.billing.providers import Declined, Unreachable
from rounds.billing.providers.chosen import named

TRIES = 5
PAUSE = timedelta(hours=1)  # after the first refusal; then four times as long each time


def send_refunds(*, at: datetime) -> int:
    """Ask for what is promised and due. Asked twice for the same, a provider gives it back once. Returns how many."""
    waiting = Payment.objects.to_send().select_related("invoice").order_by("pk")
    return sum(_send(payment, at) for payment in list(waiting[:100]) if _is_due(payment, at))


def stuck() -> QuerySet[Payment]:
    """What providers refused for good: somebody has to give it back in another way."""
    refused = Activity.objects.filter(verb="refund.failed", object_type=Payment._meta.label_lower)
    often = refused.values("object_id").annotate(times=Count("pk")).filter(times__gte=TRIES)
    return Payment.objects.to_send().filter(pk__in=often.values("object_id"))


def _send(payment: Payment, at: datetime) -> bool:
    provider = named(payment.provider)
    if provider is None:
        return False
    try:
        reference = provider.refund(
            payment=payment.reference, amount_cents=payment.amount_cents, our_key=payment.key
        )
    except Unreachable:
        return False
    except Declined as said:
        note_failed(payment=payment, reason=str(said), at=at)
        return False
    note_sent(payment=payment, at=at, reference=reference)
    return True


def _is_due(payment: Payment, at: datetime) -> bool:
    refusals = _refusals(payment)
    last = Activity.objects.about(payment).filter(verb="refund.failed").first()
    return last is None or (refusals < TRIES and at - last.happened_at >= PAUSE * 4 ** (refusals - 1))


def _refusals(payment: Payment) -> int:
    return Activity.objects.about(payment).filter(verb="refund.failed").count()
