"""The ways to one's fellowship, to what one is asked to review, and from plans to the fellows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way
from rounds.fellows.access import REVIEW, opinions_of
from rounds.fellows.models import Fellow


def enter() -> None:
    ways.enter("me", "fellowship", _mine)
    ways.enter("me", "fellow_reviews", _reviews)
    ways.enter("learning", "fellowship", _mine)
    ways.enter("badges.none", "fellows", _fellows)
    ways.enter("plans", "fellows", _guidelines)


def _mine(user: Any) -> Way | None:
    if not Fellow.objects.filter(user=user).exists():
        return None
    return Way(reverse("fellows:mine"), _("Fellowship"), "award", rank=42)


def _reviews(user: Any) -> Way | None:
    """Administrators may review, but few are ever asked."""
    reviews = user.has_perm(REVIEW) and not user.is_superuser
    if not reviews and not opinions_of(user).exists():
        return None
    return Way(reverse("fellows:reviews"), _("Reviews of fellows"), "pen", rank=43)


def _fellows(_user: Any) -> Way:
    return Way(reverse("fellows:fellows"), _("What fellows do"), "award")


def _guidelines(_user: Any) -> Way:
    return Way(reverse("fellows:guidelines"), _("The fellows"), "person", rank=2)
