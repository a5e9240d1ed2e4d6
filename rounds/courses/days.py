"""Which day it is where a learner lives."""

from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.conf import settings

from rounds.courses.models import Rhythm


def today_of(user: Any, at: datetime) -> date:
    zone = Rhythm.objects.filter(user=user).values_list("time_zone", flat=True).first()
    return day_in(zone or "", at)


def day_in(time_zone: str, at: datetime) -> date:
    return local(time_zone, at).date()


def local(time_zone: str, at: datetime) -> datetime:
    """In a time zone by its name; in that of this installation where there is none of that name."""
    try:
        zone = ZoneInfo(time_zone or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo(settings.TIME_ZONE)
    return at.astimezone(zone)


@cache
def names() -> frozenset[str]:
    """Those with a place in them, and UTC."""
    return frozenset(
        {one for one in available_timezones() if "/" in one and not one.startswith("Etc/")} | {"UTC"}
    )
