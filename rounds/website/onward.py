"""The way to the overview, first among the pages about oneself."""

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core import ways
from rounds.core.ways import Way


def enter() -> None:
    ways.enter("me", "overview", lambda _user: Way(reverse("website:me"), _("Overview"), "person", rank=-10))
