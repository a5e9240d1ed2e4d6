"""Essays that wait for their reader, on the front page of the back office."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rounds.core import desk
from rounds.core.desk import Task
from rounds.courses.checks.allowed import WRITE
from rounds.courses.models import Answer


def enter() -> None:
    desk.enter(
        "courses.essays",
        Task(
            permission=WRITE,
            count=lambda _at: waiting().count(),
            label=lambda n: ngettext("%d essay to read", "%d essays to read", n) % n,
            url_name="office_essays",
            rank=25,
            nothing=_("No essay waits."),
            oldest=_oldest,
        ),
    )


def waiting() -> QuerySet[Answer]:
    return Answer.objects.filter(points=None, attempt__ended_at__isnull=False)


def _oldest(at: datetime) -> datetime | None:
    return waiting().order_by("attempt__ended_at").values_list("attempt__ended_at", flat=True).first()
