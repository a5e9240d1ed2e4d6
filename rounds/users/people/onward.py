"""The ways to these pages from those about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways


def enter() -> None:
    ways.enter("me", "profile", _profile)
    ways.enter("me", "profile.credentials", _credentials)


def _profile(_user: Any) -> ways.Way:
    return ways.Way(reverse("users:profile"), _("Profile"), "person", rank=50)


def _credentials(_user: Any) -> ways.Way:
    return ways.Way(reverse("users:credentials"), _("Credentials"), "pen", rank=55)
