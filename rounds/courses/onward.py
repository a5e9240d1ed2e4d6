"""The ways to what one learns, and to what an organization's staff learn."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way
from rounds.memberships.models import Membership


def enter() -> None:
    ways.enter("me", "learning", _home)
    ways.enter("network", "learning", _of_the_staff)
    ways.enter("badges.none", "courses", _courses)
    ways.enter("credits.none", "courses", _courses)


def _home(_user: Any) -> Way:
    return Way(reverse("courses:learning"), _("Learning"), "book", rank=15)


def _courses(_user: Any) -> Way:
    return Way(reverse("courses:courses"), _("Look at the courses"), "book")


def _of_the_staff(membership: Membership) -> Way:
    return Way(reverse("courses:staff_learning", args=[membership.pk]), _("Learning"), "book")
