"""For whoever has sent something in: the link in the mail, and the secret page that tells where it stands."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.activity.models import Activity
from rounds.core.limits import admit
from rounds.core.secret_pages import masked, secret
from rounds.directory.actions import submissions
from rounds.directory.forms.submissions import AnswerForm
from rounds.directory.models import Submission
from rounds.directory.platforms import PLATFORMS

_HAPPENED = {
    "submission.sent": gettext_lazy("Sent"),
    "submission.link_sent_again": gettext_lazy("The link to confirm was sent again"),
    "submission.confirmed": gettext_lazy("E-mail address confirmed; a moderator will look at it"),
    "submission.withdrawn": gettext_lazy("Taken back"),
    "submission.accepted": gettext_lazy("Published"),
    "submission.declined": gettext_lazy("Declined"),
}


@secret
def submission_confirm(request: HttpRequest, confirmation: str) -> HttpResponse:
    """Mail scanners open the links of a mail too, so only the button confirms."""
    submission = get_object_or_404(
        Submission.objects.select_related("organization"), confirmation=confirmation
    )
    if request.method == "POST":
        submissions.confirm_address(submission=submission, at=timezone.now())
        return redirect("directory:submission", submission.token)
    context = {
        "submission": submission,
        "accounts": _accounts(submission),
        "days": submissions.KEPT_UNCONFIRMED.days,
    }
    return render(request, "directory/submissions/confirm.html", context)


@secret
def submission(request: HttpRequest, token: str) -> HttpResponse:
    """Where it stands; answering and taking back."""
    submission = get_object_or_404(Submission.objects.select_related("organization", "reported"), token=token)
    if request.method != "POST":
        return _page(request, submission)
    now = timezone.now()
    try:
        match request.POST.get("do"):
            case "answer":
                return _answer(request, submission, now)
            case "withdraw":
                submissions.withdraw(submission=submission, at=now)
            case "again":
                return _send_again(request, submission, now)
    except submissions.Refused:
        submission.refresh_from_db()
        return _page(request, submission, warning=_too_late(submission), typed=request.POST, status=409)
    return redirect("directory:submission", token)


def _answer(request: HttpRequest, submission: Submission, now: datetime) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, submission, form=form, status=422)
    if not admit(request, "submission-answer", places=20, seconds=3600, who=submission.token):
        warning = _("That is very much at once. What you wrote is still here: please send it in an hour.")
        return _page(request, submission, typed=request.POST, warning=warning, status=429)
    submissions.answer(submission=submission, text=form.cleaned_data["text"], at=now)
    return redirect("directory:submission", submission.token)


def _send_again(request: HttpRequest, submission: Submission, now: datetime) -> HttpResponse:
    if not admit(request, "submission-link", places=3, seconds=3600, who=submission.token):
        warning = _(
            "The link has been sent several times in the last hour. Please look into the spam folder, too."
        )
        return _page(request, submission, warning=warning, status=429)
    submissions.send_link_again(submission=submission, at=now)
    return _page(request, submission, done=_("The link is on its way once more."))


def _page(
    request: HttpRequest,
    submission: Submission,
    *,
    form: AnswerForm | None = None,
    typed: dict[str, Any] | None = None,
    warning: str = "",
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    events = _events(submission)
    context = {
        "submission": submission,
        "accounts": _accounts(submission),
        "events": events,
        "form": form.showable() if form else AnswerForm(initial={"text": (typed or {}).get("text", "")}),
        "question": _question(events),
        "email": masked(submission.sender_email),
        "warning": warning,
        "done": done,
        "days": submissions.KEPT_UNCONFIRMED.days,
    }
    return render(request, "directory/submissions/status.html", context, status=status)


def _accounts(submission: Submission) -> list[dict[str, Any]]:
    return [
        {
            "account": account,
            "platform": PLATFORMS[account.platform],
        }
        for account in submission.accounts.order_by("position")
    ]


def _events(submission: Submission) -> list[dict[str, Any]]:
    """What happened, oldest first. Moderators have no names here: decisions are the house's."""
    happened = [
        {"at": activity.happened_at, "what": _HAPPENED[activity.verb], "who": "", "detail": ""}
        for activity in Activity.objects.about(submission)
        if activity.verb in _HAPPENED
    ]
    if submission.reason and submission.decided_at:
        for event in happened:
            if event["at"] == submission.decided_at:
                event["detail"] = submission.reason
    said = [
        {
            "at": remark.said_at,
            "what": _("You wrote") if remark.from_sender else _("A moderator asked"),
            "who": "",
            "detail": remark.text,
            "is_question": not remark.from_sender,
        }
        for remark in submission.remarks.all()
    ]
    return sorted([*happened, *said], key=lambda event: event["at"])


def _question(events: list[dict[str, Any]]) -> str:
    """What a moderator asked last."""
    return next((event["detail"] for event in reversed(events) if event.get("is_question")), "")


def _too_late(submission: Submission) -> str:
    return _("This is no longer possible: %(state)s.") % {"state": submission.get_state_display()}
