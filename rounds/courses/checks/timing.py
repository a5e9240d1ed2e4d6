"""Time that is left, in words. Pure."""

from datetime import datetime
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def seconds_left(due_at: datetime | None, began_at: datetime, at: datetime) -> int | None:
    """None without a limit. Never more than there was, whatever a clock that jumped says."""
    if due_at is None:
        return None
    whole = (due_at - began_at).total_seconds()
    return ceil(max(0, min(whole, (due_at - at).total_seconds())))


def in_words(seconds: int) -> str:
    """ "12 minutes", "1 hour and 5 minutes", "40 seconds"; not finer than helps."""
    if seconds < 90:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    hours, minutes = divmod(seconds // 60, 60)
    of_minutes = ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    if not hours:
        return of_minutes
    of_hours = ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    return (
        _("%(hours)s and %(minutes)s") % {"hours": of_hours, "minutes": of_minutes} if minutes else of_hours
    )
