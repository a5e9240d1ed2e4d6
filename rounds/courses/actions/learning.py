"""What follows for a course from what was done of it."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.checks.which import checked
from rounds.courses.models import Attempt, Enrolment
from rounds.courses.signals import course_passed


@transaction.atomic
def settle(*, enrolment: Enrolment, at: datetime) -> None:
    """Passed once every check of the edition that they read is."""
    kept = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if kept.passed_at:
        return
    checks = checked(kept.edition_id)
    passed = set(Attempt.objects.filter(enrolment=kept, is_passed=True).values_list("lesson__key", flat=True))
    if not checks or not checks <= passed:
        return
    kept.passed_at = at
    kept.save(update_fields=["passed_at"])
    record(verb="course.passed", about=kept, by=kept.user, at=at)
    course_passed.send(Enrolment, enrolment=kept, at=at)
