from django.utils.translation import gettext_lazy as _

from rounds.mail import topics
from rounds.mail.topics import Topic

REMINDERS = "users.credential_reminders"


def enter() -> None:
    """Mail about credentials that people may refuse. A decision is not among it."""
    why = _("You get this because a credential of yours was checked until a day.")
    topics.enter(REMINDERS, Topic(_("Reminders that a credential runs out"), why))
