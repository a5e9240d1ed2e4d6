"""Mail about courses that people may refuse."""

from django.utils.translation import gettext_lazy as _

from rounds.mail import topics
from rounds.mail.topics import Topic

REVIEW = "courses.review"


def enter() -> None:
    why = _("You get this, twice a week at most, because you took lessons whose cards wait to be reviewed.")
    topics.enter(REVIEW, Topic(_("Cards that wait to be reviewed"), why))
