"""What waits for whoever keeps the List: lines of the back office's front page."""

from datetime import datetime

from django.db.models import Min
from django.utils.translation import gettext_lazy, ngettext

from rounds.core import desk
from rounds.core.templatetags.core import number
from rounds.directory.actions.representatives import MODERATE
from rounds.directory.models import Claim, Submission
from rounds.directory.views import suggestions_office


def enter() -> None:
    desk.enter("directory.submissions", SUBMISSIONS)
    desk.enter("directory.claims", CLAIMS)
    desk.enter("directory.suggestions", SUGGESTIONS)
    desk.enter("directory.asked", ASKED)


def _oldest_submission(at: datetime) -> datetime | None:
    return Submission.objects.filter(state=Submission.State.WAITING).aggregate(at=Min("confirmed_at"))["at"]


def _submissions(n: int) -> str:
    return ngettext("%(n)s submission waits for a decision", "%(n)s submissions wait for a decision", n) % {
        "n": number(n)
    }


def _claims(n: int) -> str:
    return ngettext(
        "%(n)s person wants to speak for an organization",
        "%(n)s people want to speak for an organization",
        n,
    ) % {"n": number(n)}


def _suggestions(n: int) -> str:
    return ngettext(
        "%(n)s account was found on a website and is not listed",
        "%(n)s accounts were found on websites and are not listed",
        n,
    ) % {"n": number(n)}


def _asked(n: int) -> str:
    return ngettext(
        "%(n)s sender was asked something and has not answered yet",
        "%(n)s senders were asked something and have not answered yet",
        n,
    ) % {"n": number(n)}


SUBMISSIONS = desk.Task(
    permission=MODERATE,
    count=lambda at: Submission.objects.filter(state=Submission.State.WAITING).count(),
    label=_submissions,
    url_name="office_submissions",
    rank=10,
    nothing=gettext_lazy("No submission waits. Well done."),
    oldest=_oldest_submission,
)
CLAIMS = desk.Task(
    permission=MODERATE,
    count=lambda at: Claim.objects.filter(state=Claim.State.WAITING).count(),
    label=_claims,
    url_name="office_claims",
    rank=30,
)
SUGGESTIONS = desk.Task(
    permission=MODERATE,
    count=lambda at: suggestions_office.waiting(at).count(),
    label=_suggestions,
    url_name="office_suggestions",
    rank=50,
)
ASKED = desk.Task(
    permission=MODERATE,
    count=lambda at: Submission.objects.filter(state=Submission.State.ASKED).count(),
    label=_asked,
    url_name="office_submissions",
    query="state=asked",
    rank=90,
)
