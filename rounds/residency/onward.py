"""The ways to the residency: from one's own pages, and from strategic plans, in which it ends."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way


def enter() -> None:
    ways.enter("me", "residency", _mine)
    ways.enter("plans", "residency", _residency)


def _mine(_user: Any) -> Way:
    return Way(reverse("residency:mine"), _("Residency"), "people", rank=17)


def _residency(_user: Any) -> Way:
    return Way("/residency/", _("The residency"), "people", rank=1)
