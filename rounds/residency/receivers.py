"""What follows from a cohort that is cancelled and an invoice that was credited; what plans and courses tell."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from rounds.billing.models import Invoice
from rounds.billing.signals import invoice_credited
from rounds.courses.models import Enrolment
from rounds.courses.signals import course_passed
from rounds.plans.models import StrategicPlan
from rounds.plans.signals import plan_accepted
from rounds.residency import tasks
from rounds.residency.actions import fees
from rounds.residency.actions.working.completing import RUNNING, look
from rounds.residency.models import Cohort, Place
from rounds.residency.signals import cohort_cancelled


@receiver(cohort_cancelled, dispatch_uid="residency.settle_cancelled")
def settle_cancelled(cohort: Cohort, **_signal: Any) -> None:
    transaction.on_commit(partial(tasks.settle_cancelled.enqueue, cohort.pk))


@receiver(invoice_credited, dispatch_uid="residency.fee_credited")
def fee_credited(invoice: Invoice, is_whole: bool, at: datetime, **_signal: Any) -> None:
    if is_whole:
        fees.credited(invoice=invoice, at=at)


@receiver(plan_accepted, dispatch_uid="residency.plan_accepted")
def see_whether_that_was_the_last(plan: StrategicPlan, at: datetime, **_signal: Any) -> None:
    """Of everybody who wrote it for their residency."""
    for place in _waiting().filter(plan=plan):
        look(place=place, at=at)


@receiver(course_passed, dispatch_uid="residency.course_passed")
def see_whether_the_course_was_the_last(enrolment: Enrolment, at: datetime, **_signal: Any) -> None:
    asked = _waiting().filter(
        user=enrolment.user_id, cohort__program__prerequisites__course=enrolment.course_id
    )
    for place in asked.distinct():
        look(place=place, at=at)


def _waiting() -> Any:
    return Place.objects.held().filter(completed_at=None, cohort__state__in=RUNNING).order_by("pk")
