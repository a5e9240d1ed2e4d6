"""The ways that lead here from pages of the contexts below."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways


def enter() -> None:
    ways.enter("mine", "spreadsheets", _from_my_organizations)


def _from_my_organizations(user: Any) -> ways.Way:
    return ways.Way(reverse("spreadsheets:spreadsheets"), _("Bring a spreadsheet"), "upload")
