"""The way to one's own feeds from the pages about oneself."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways


def enter() -> None:
    ways.enter("me", "feeds", _feeds)


def _feeds(user: Any) -> ways.Way:
    return ways.Way(reverse("feeds:mine"), _("Feeds"), "rss", rank=60)
