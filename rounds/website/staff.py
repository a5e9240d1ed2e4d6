"""Whoever may enter the back office may see everything that it looks after."""

from collections.abc import Iterable
from typing import Any

from rounds.core import zones

OFFICE = "wagtailadmin.access_admin"


def enter() -> None:
    zones.enter("staff", _zones)


def _zones(user: Any) -> Iterable[str]:
    return zones.Zone.values if user.has_perm(OFFICE) else ()
