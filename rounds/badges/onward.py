"""The way to one's badges from the pages about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways


def enter() -> None:
    ways.enter("me", "badges", _badges)


def _badges(_user: Any) -> ways.Way:
    return ways.Way(reverse("badges:mine"), _("Badges"), "shield-check", rank=45)
