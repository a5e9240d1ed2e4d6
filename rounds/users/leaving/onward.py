"""The way to these pages from those about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways


def enter() -> None:
    ways.enter("me", "users.data", _your_data)


def _your_data(user: Any) -> ways.Way:
    return ways.Way(reverse("leaving:data"), _("Your data"), "download", rank=90)
