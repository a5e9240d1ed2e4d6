"""Which parts of profiles are open to whom."""

from typing import Any

from rounds.core import zones
from rounds.core.zones import Zone
from rounds.users.models import Audience

EVERYONE = frozenset({Audience.EVERYONE.value})
MEMBERS = EVERYONE | {Audience.MEMBERS.value}


def open_for(viewer: Any) -> frozenset[str]:
    return MEMBERS if is_member(viewer) else EVERYONE


def is_member(viewer: Any) -> bool:
    """Whether what is for members is open to somebody, whichever way it was opened."""
    return Zone.MEMBER.value in zones.open_to(viewer)
