"""Zones: who may see a thing that is not for everybody.

A thing has exactly one zone. What is open to a person is a set of zones, worked out by the contexts that grant them:
they enter an opener in the `ready` of their app. To whoever is not signed in PUBLIC alone is open.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    PUBLIC = "public", _("Everybody")
    GUEST = "guest", _("Everybody who signs in")
    MEMBER = "member", _("Members")
    ORGANIZATION = "organization", _("Staff of member organizations")
    STAFF = "staff", _("The center's staff")
    BOARD = "board", _("The advisory board")


# Everybody may know that these exist; what is for staff or the board shows itself to them alone.
ADVERTISED = (Zone.PUBLIC, Zone.GUEST, Zone.MEMBER, Zone.ORGANIZATION)
Opener = Callable[[Any], Iterable[str]]  # of a signed-in user, which zones

_openers: dict[str, Opener] = {}


def enter(name: str, opener: Opener) -> None:
    """`name` is the opener's own: entered again it takes the place of the first."""
    _openers[name] = opener


def open_to(user: Any) -> frozenset[str]:
    """The zones that a person (or AnonymousUser) may enter now."""
    if not getattr(user, "is_authenticated", False):
        return frozenset({Zone.PUBLIC.value})
    granted = (zone for opener in _openers.values() for zone in opener(user))
    return frozenset({Zone.PUBLIC.value, Zone.GUEST.value, *granted})
