"""Mail about the network that people may refuse. What costs or decides something is not among it."""

from django.utils.translation import gettext_lazy as _

from rounds.mail import topics
from rounds.mail.topics import Topic

REMINDERS, POINTS = "memberships.reminders", "memberships.points"


def enter() -> None:
    topics.enter(
        REMINDERS,
        Topic(_("Reminders that a membership ends"), _("You get this because you look after a membership.")),
    )
    topics.enter(POINTS, Topic(_("Points that you got"), _("You get this because points came to you.")))
