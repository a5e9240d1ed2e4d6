"""Mail about policies that people may refuse."""

from django.utils.translation import gettext_lazy as _

from rounds.mail import topics
from rounds.mail.topics import Topic

UPDATES = "policies.updates"


def enter() -> None:
    why = _("You get this because you lead the network at an organization that adopted the policy.")
    topics.enter(UPDATES, Topic(_("New editions of policies that your organization adopted"), why))
