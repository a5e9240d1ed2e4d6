"""Mail about plans that people may refuse."""

from django.utils.translation import gettext_lazy as _

from rounds.mail import topics
from rounds.mail.topics import Topic

COMMENTS = "plans.comments"


def enter() -> None:
    why = _("You get this because you write this plan.")
    topics.enter(COMMENTS, Topic(_("Comments on plans that you write"), why))
