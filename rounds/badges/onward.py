"""The way to one's badges from the pages about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.badges.models import Award
from rounds.core import ways


def enter() -> None:
    ways.enter("me", "badges", _badges)
    ways.enter("learning", "badges", _earned)


def _badges(_user: Any) -> ways.Way:
    return ways.Way(reverse("badges:mine"), _("Badges"), "shield-check", rank=45)


def _earned(user: Any) -> ways.Way | None:
    return _badges(user) if Award.objects.filter(user=user).exists() else None
