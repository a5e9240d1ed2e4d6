"""What waits for whoever runs the fellows, on the front page of the back office."""

from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rounds.core import desk
from rounds.fellows import ladder
from rounds.fellows.access import RUN
from rounds.fellows.models import Step


def enter() -> None:
    desk.enter(
        "fellows.reviewers",
        desk.Task(
            permission=RUN,
            count=lambda _at: without_reviewers().count(),
            label=_label,
            url_name="office_fellows",
            rank=35,
            nothing=_("No step of a fellow waits for reviewers."),
            oldest=_oldest,
        ),
    )


def without_reviewers() -> QuerySet[Step]:
    """Sent, and fewer than two are named."""
    named = Count("opinions", filter=Q(opinions__round=F("round")))
    sent = Step.objects.filter(state=Step.State.SENT).annotate(named=named)
    return sent.filter(named__lt=ladder.REVIEWERS).order_by("sent_at", "pk")


def _label(count: int) -> str:
    return ngettext(
        "%(count)d step of a fellow waits for its reviewers",
        "%(count)d steps of fellows wait for their reviewers",
        count,
    ) % {"count": count}


def _oldest(_at: datetime) -> datetime | None:
    return without_reviewers().values_list("sent_at", flat=True).first()
