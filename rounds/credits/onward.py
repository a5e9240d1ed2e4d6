"""The way to one's own credit, from the pages about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way
from rounds.credits.models import Entry


def enter() -> None:
    ways.enter("me", "credits", _mine)
    ways.enter("learning", "credits", _earned)


def _mine(_user: Any) -> Way:
    return Way(reverse("credits:mine"), _("Credits"), "check", rank=35)


def _earned(user: Any) -> Way | None:
    return _mine(user) if Entry.objects.filter(user=user).exists() else None
