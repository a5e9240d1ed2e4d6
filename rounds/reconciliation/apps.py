from django.apps import AppConfig
from django.utils.translation import gettext as _

from rounds.core import ways


class ReconciliationConfig(AppConfig):
    name = "rounds.reconciliation"

    def ready(self) -> None:
        ways.enter("list", "reconciliation", lambda _asked: _way())


def _way() -> ways.Way:
    return ways.Way("/reconcile/about/", _("Match a table of your own"), "link")
