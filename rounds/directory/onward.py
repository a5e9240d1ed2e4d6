"""The way from the pages about oneself to the organizations that one speaks for."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way
from rounds.directory.models import Claim, Representative
from rounds.users.models import User


def enter() -> None:
    ways.enter("me", "organizations", _mine)


def _mine(user: User) -> Way | None:
    """For whoever speaks for an organization, or has asked to."""
    speaks = Representative.objects.current().filter(user=user).exists()
    if not speaks and not Claim.objects.filter(user=user, state__in=Claim.OPEN).exists():
        return None
    return Way(reverse("directory:mine"), _("Organizations"), "building", rank=50)
