"""Plans that wait for a reviewer to be named, on the front page of the back office."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rounds.core import desk
from rounds.core.desk import Task
from rounds.plans.access import NAME
from rounds.plans.models import Review


def enter() -> None:
    desk.enter(
        "plans.reviewers",
        Task(
            permission=NAME,
            count=lambda _at: waiting().count(),
            label=lambda n: ngettext("%d plan without a reviewer", "%d plans without a reviewer", n) % n,
            url_name="office_strategic_plans",
            rank=26,
            nothing=_("Every plan that was sent has a reviewer."),
            oldest=_oldest,
        ),
    )


def waiting() -> QuerySet[Review]:
    return Review.objects.filter(reviewer=None, decided_at=None, taken_back_at=None)


def _oldest(at: datetime) -> datetime | None:
    return waiting().order_by("sent_at").values_list("sent_at", flat=True).first()
