"""Mail about a residency that people may refuse."""

from django.utils.translation import gettext_lazy as _

from rounds.mail import topics
from rounds.mail.topics import Topic

GROUP = "residency.group"
REMINDERS = "residency.reminders"


def enter() -> None:
    why = _("You get this, once a day at most, because you are in a group of a residency.")
    topics.enter(GROUP, Topic(_("New posts in your residency’s group"), why))
    why = _("You get this because you have a place in a residency that begins soon.")
    topics.enter(REMINDERS, Topic(_("A residency that begins soon"), why))
