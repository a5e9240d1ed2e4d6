"""The way to one's mail from the pages about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways


def enter() -> None:
    ways.enter("me", "mail", _mail)


def _mail(_user: Any) -> ways.Way:
    return ways.Way(reverse("mail:mine"), _("Mail"), "mail", rank=70)
