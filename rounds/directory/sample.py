"""What a sample installation adds, so that every desk has something on it."""

from datetime import datetime

from rounds.directory.actions.representatives import appoint
from rounds.directory.models import Representative
from rounds.organizations.models import Organization
from rounds.users.models import User

REPRESENTED = "baylor-scott-white-health"  # several accounts, and parts of its own
REPRESENTATIVE = "representative@example.org"


def give_representative(*, at: datetime) -> None:
    """Let the sample representative speak for an organization, once: whoever resigned stays so."""
    person = User.objects.filter(email=REPRESENTATIVE).first()
    organization = Organization.objects.current().filter(slug=REPRESENTED).first()
    if person and organization and not Representative.objects.filter(user=person).exists():
        appoint(organization=organization, user=person, by=None, at=at)
