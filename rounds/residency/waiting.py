"""What waits for whoever runs the residency, on the front page of the back office."""

from datetime import datetime

from django.db.models import Min, QuerySet
from django.utils.translation import ngettext

from rounds.core import desk
from rounds.residency.access import RUN
from rounds.residency.models import Application, Cohort


def enter() -> None:
    desk.enter(
        "residency.applications",
        desk.Task(
            permission=RUN,
            count=_sent,
            label=_label,
            url_name="office_residency",
            rank=35,
            oldest=_oldest,
        ),
    )


def _sent(_at: datetime) -> int:
    return _applications().count()


def _oldest(_at: datetime) -> datetime | None:
    found: datetime | None = _applications().aggregate(first=Min("sent_at"))["first"]
    return found


def _applications() -> QuerySet[Application]:
    return Application.objects.filter(state=Application.State.SENT, cohort__state=Cohort.State.OPEN)


def _label(count: int) -> str:
    return ngettext(
        "%(count)d application to the residency to read",
        "%(count)d applications to the residency to read",
        count,
    ) % {"count": count}
