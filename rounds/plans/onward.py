"""The way to one's plans."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way


def enter() -> None:
    ways.enter("me", "plans", _mine)


def _mine(_user: Any) -> Way:
    return Way(reverse("plans:mine"), _("Plans"), "pen", rank=35)
