"""The ways from an organization's page into the figures."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.organizations.models import Organization, Status


def enter() -> None:
    ways.enter("organization", "figures.peers", _peers)


def _peers(organization: Organization) -> ways.Way | None:
    if organization.status != Status.ACTIVE:
        return None
    return ways.Way(reverse("figures:peers", args=[organization.slug]), _("Peers like this one"), "people")
