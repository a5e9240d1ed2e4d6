"""What waits for whoever decides about reports: a line of the back office's front page."""

from django.utils.translation import ngettext

from rounds.core import desk
from rounds.core.templatetags.core import number
from rounds.moderation.models import Case
from rounds.moderation.views.cases import PERMISSION


def enter() -> None:
    desk.enter("moderation.cases", CASES)


def _cases(n: int) -> str:
    return ngettext(
        "%(n)s report or appeal waits for a decision", "%(n)s reports and appeals wait for a decision", n
    ) % {"n": number(n)}


CASES = desk.Task(
    permission=PERMISSION,
    count=lambda at: Case.objects.filter(state__in=[Case.State.OPEN, Case.State.APPEALED]).count(),
    label=_cases,
    url_name="office_cases",
    rank=20,
)
