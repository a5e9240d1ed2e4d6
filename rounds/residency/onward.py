"""The way from one's own pages to the residency."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way


def enter() -> None:
    ways.enter("me", "residency", _mine)


def _mine(_user: Any) -> Way:
    return Way(reverse("residency:mine"), _("Residency"), "people", rank=17)
