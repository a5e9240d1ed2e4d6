"""The way from strategic plans to the residency, which ends in one."""

from typing import Any

from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way


def enter() -> None:
    ways.enter("plans", "residency", _residency)


def _residency(_user: Any) -> Way:
    return Way("/residency/", _("The residency"), "people", rank=1)
