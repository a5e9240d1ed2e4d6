"""The way to the pages that say one's name, for those of whom there are any."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.content.models import Naming
from rounds.core import ways


def enter() -> None:
    ways.enter("me", "named", _named)


def _named(user: Any) -> ways.Way | None:
    if not Naming.objects.filter(person=user).exists():
        return None
    return ways.Way(reverse("named"), _("Where you are named"), "pen", rank=58)
