"""Does what is due. Two clocks never do the same work at once: a duty is claimed by one conditional update."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from rounds.core.clock import Duty, duties
from rounds.website.models import ClockDuty

AFTER_A_FAULT = timedelta(minutes=5)

log = logging.getLogger(__name__)


def do_what_is_due(*, at: datetime) -> dict[str, bool]:
    """Do each duty that is due. Returns their names, and whether it went well."""
    ClockDuty.objects.bulk_create(
        [ClockDuty(name=name, due_at=at) for name in _unknown(list(duties))], ignore_conflicts=True
    )
    claimed = [duty for duty in duties.values() if _claim(duty, at)]
    return {duty.name: _do(duty, at) for duty in claimed}


def _unknown(names: list[str]) -> list[str]:
    known = set(ClockDuty.objects.values_list("name", flat=True))
    return [name for name in names if name not in known]


def _claim(duty: Duty, at: datetime) -> bool:
    """Until `at_most` is over nobody else does it; if we die, somebody does it after that."""
    return ClockDuty.objects.filter(name=duty.name, due_at__lte=at).update(due_at=at + duty.at_most) == 1


def _do(duty: Duty, at: datetime) -> bool:
    mine = ClockDuty.objects.filter(name=duty.name)
    try:
        duty.do(at)
    except Exception as fault:  # one duty's fault is not the others'
        log.exception("The clock could not do %s", duty.name)
        mine.update(
            due_at=at + min(duty.every, AFTER_A_FAULT), error=f"{type(fault).__name__}: {fault}"[:2000]
        )
        return False
    mine.update(due_at=at + duty.every, done_at=timezone.now(), error="")
    return True
