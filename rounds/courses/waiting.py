"""What waits for course authors on the front page of the back office."""

from datetime import datetime

from django.utils.translation import ngettext

from rounds.core import desk
from rounds.courses.finding import WRITE
from rounds.courses.models import Edition


def enter() -> None:
    desk.enter(
        "courses.drafts",
        desk.Task(
            permission=WRITE,
            count=_drafts,
            label=_label,
            url_name="office_courses",
            rank=60,
            query="only=drafts",
        ),
    )


def _drafts(_at: datetime) -> int:
    return Edition.objects.drafts().count()


def _label(count: int) -> str:
    return ngettext(
        "%(count)d draft of a course waits to be published",
        "%(count)d drafts of courses wait to be published",
        count,
    ) % {"count": count}
