"""What whoever keeps the register has running: a line of the back office's front page."""

from django.utils.translation import ngettext

from rounds.core import desk
from rounds.core.templatetags.core import number
from rounds.organizations.models import ImportRun
from rounds.organizations.views.imports import PERMISSION


def enter() -> None:
    desk.enter("organizations.imports", RUNNING)


def _running(n: int) -> str:
    return ngettext("%(n)s import is running", "%(n)s imports are running", n) % {"n": number(n)}


RUNNING = desk.Task(
    permission=PERMISSION,
    count=lambda at: ImportRun.objects.filter(state=ImportRun.State.RUNNING).count(),
    label=_running,
    url_name="office_imports",
    rank=80,
)
