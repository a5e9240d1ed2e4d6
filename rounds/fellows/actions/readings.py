"""What the measures of a plan showed while it was carried out."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from rounds.activity.actions import record
from rounds.fellows.actions.holding import hold_own
from rounds.fellows.models import Step
from rounds.fellows.refusing import Refused
from rounds.plans.models import Measure, Reading
from rounds.users.models import User


@transaction.atomic
def add_reading(*, step: Step, measure: Measure, on: date, value: Decimal, by: User, at: datetime) -> Reading:
    held = hold_own(step, by)
    if measure.plan_id != held.plan_id or measure.taken_out_at:
        raise Refused(Refused.NOT_YOURS)
    try:
        with transaction.atomic():
            made = Reading.objects.create(measure=measure, on=on, value=value, by=by, at=at)
    except IntegrityError:
        raise Refused(Refused.READ_ALREADY) from None
    record(verb="fellow.measure_read", about=held, by=by, at=at, measure=measure.name)
    return made


@transaction.atomic
def take_reading_out(*, step: Step, reading: Reading, by: User, at: datetime) -> None:
    held = hold_own(step, by)
    theirs = Reading.objects.filter(pk=reading.pk, measure__plan=held.plan_id)
    if theirs.delete()[0]:
        record(verb="fellow.reading_taken_out", about=held, by=by, at=at, measure=reading.measure.name)
