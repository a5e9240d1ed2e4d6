"""The way from the List to the service that matches tables against it."""

from django.utils.translation import gettext as _

from rounds.core import ways


def enter() -> None:
    ways.enter("list", "reconciliation", lambda _asked: _way())


def _way() -> ways.Way:
    return ways.Way("/reconcile/about/", _("Match a table of your own"), "link")
