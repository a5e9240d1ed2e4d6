"""Mail about the network that people may refuse. What costs or decides something is not among it."""

from django.utils.translation import gettext_lazy as _

from rounds.mail.topics import Topic, enter

REMINDERS, POINTS = "memberships.reminders", "memberships.points"


def enter() -> None:
    enter(
        REMINDERS,
        Topic(_("Reminders that a membership ends"), _("You get this because you look after a membership.")),
    )
    enter(POINTS, Topic(_("Points that you got"), _("You get this because points came to you.")))
