"""What follows from a cohort that is cancelled, and from an invoice that the treasurers took back."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from rounds.billing.models import Invoice
from rounds.billing.signals import invoice_credited
from rounds.residency import tasks
from rounds.residency.actions import fees
from rounds.residency.models import Cohort
from rounds.residency.signals import cohort_cancelled


@receiver(cohort_cancelled, dispatch_uid="residency.settle_cancelled")
def settle_cancelled(cohort: Cohort, **_signal: Any) -> None:
    transaction.on_commit(partial(tasks.settle_cancelled.enqueue, cohort.pk))


@receiver(invoice_credited, dispatch_uid="residency.fee_credited")
def fee_credited(invoice: Invoice, is_whole: bool, at: datetime, **_signal: Any) -> None:
    if is_whole:
        fees.credited(invoice=invoice, at=at)
