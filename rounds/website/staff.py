"""Whoever may enter the back office may see everything that it looks after."""

from collections.abc import Iterable
from typing import Any

from rounds.core import zones
from rounds.users.signing_in.second_factors import is_to_set_one_up

OFFICE = "wagtailadmin.access_admin"


def open_zones() -> None:
    zones.enter("staff", _zones)


def _zones(user: Any) -> Iterable[str]:
    return zones.Zone.values if user.has_perm(OFFICE) and not is_to_set_one_up(user) else ()
