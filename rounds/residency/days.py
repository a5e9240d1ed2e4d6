"""The days of a cohort, where it is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from rounds.residency.models import Cohort


def today(cohort: Cohort, at: datetime) -> date:
    return at.astimezone(ZoneInfo(cohort.time_zone)).date()


def has_begun(cohort: Cohort, at: datetime) -> bool:
    """Its first day has come, or the office began it."""
    return cohort.state in {Cohort.State.RUNNING, Cohort.State.ENDED} or today(cohort, at) >= cohort.begins_on


def takes_applications(cohort: Cohort, at: datetime) -> bool:
    return cohort.state == Cohort.State.OPEN and at < cohort.applications_close_at
