"""The ways to policies from other pages, and what waits in them."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core import ways
from rounds.core.ways import Way
from rounds.memberships.access import is_of_an_organization, standing_of
from rounds.memberships.models import Membership
from rounds.policies.access import Part
from rounds.policies.overview import waiting_for


def enter() -> None:
    ways.enter("me", "policies", _mine)
    ways.enter("network", "policies", _of_the_desk)
    ways.enter("network.next", "policies", _update)


def _mine(user: Any) -> Way | None:
    if not is_of_an_organization(user):
        return None
    return Way(reverse("policies:mine"), _("Policies"), "document", rank=25)


def _of_the_desk(_membership: Membership) -> Way:
    return Way(reverse("policies:mine"), _("Policies"), "document")


def _update(membership: Membership) -> Way | None:
    """The first that waits for the leaders of an organization."""
    if membership.organization is None:
        return None
    is_open = standing_of(membership, timezone.now().date()).is_open
    part = Part(membership.organization, leads=True, is_running=is_open)
    for policy, count in waiting_for([part]):
        text = ngettext(
            "%(title)s: an update waits, %(count)d clause.",
            "%(title)s: an update waits, %(count)d clauses.",
            count,
        )
        said = text % {"title": policy.title, "count": count}
        return Way(reverse("policies:update", args=[policy.pk]), said, "document")
    return None
