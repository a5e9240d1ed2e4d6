"""The way from strategic plans to the fellows, who carried theirs out."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way


def enter() -> None:
    ways.enter("plans", "fellows", _guidelines)


def _guidelines(_user: Any) -> Way:
    return Way(reverse("fellows:guidelines"), _("The fellows"), "person", rank=2)
