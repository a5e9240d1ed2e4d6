"""What a residency hears of plans."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from rounds.courses.models import Enrolment
from rounds.courses.signals import course_passed
from rounds.plans.models import StrategicPlan
from rounds.plans.signals import plan_accepted
from rounds.residency.actions.working.completing import RUNNING, look
from rounds.residency.models import Place


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
