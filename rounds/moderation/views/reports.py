"""For both sides of a case: the link in the mail, and the secret page with the decision, its reasons and the appeal.

Each side has an address of its own. That of the affected shows nothing of who reported and what they wrote.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.activity.models import Activity
from rounds.core.limits import admit
from rounds.core.secret_pages import masked, secret
from rounds.core.text_fields import showable
from rounds.moderation import actions
from rounds.moderation.forms import AppealForm
from rounds.moderation.models import Case, Side

# What each side may see of what happened.
_HAPPENED = {
    "case.reported": gettext_lazy("Reported"),
    "case.confirmed": gettext_lazy("E-mail address confirmed; a moderator will look at it"),
    "case.decided": gettext_lazy("Decided"),
    "case.appealed": gettext_lazy("An appeal was made; another moderator will look at it"),
    "case.appeal_decided": gettext_lazy("Decided about the appeal"),
    "case.closed": gettext_lazy("Closed"),
}
_REPORTERS_ALONE = {"case.confirmed"}


@secret
def report_confirm(request: HttpRequest, confirmation: str) -> HttpResponse:
    """Mail scanners open the links of a mail too, so only the button confirms."""
    case = get_object_or_404(Case, confirmation=confirmation)
    if request.method == "POST":
        actions.confirm_address(case=case, at=timezone.now())
        return redirect("moderation:case", case.token)
    context = {"case": case, "days": actions.KEPT_UNCONFIRMED.days}
    return render(request, "moderation/confirm.html", context)


@secret
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Where it stands, the statement of reasons, and the appeal."""
    case = get_object_or_404(Case, Q(token=token) | Q(affected_token=token))
    side = Side.REPORTER if case.token == token else Side.AFFECTED
    now = timezone.now()
    if request.method != "POST":
        return _page(request, case, side, now)
    try:
        match request.POST.get("do"):
            case "appeal":
                return _appeal(request, case, side, token, now)
            case "again" if side == Side.REPORTER:
                return _send_again(request, case, now)
    except actions.Refused:
        case.refresh_from_db()
        warning = _("This is no longer possible: %(state)s.") % {"state": case.get_state_display()}
        return _page(request, case, side, now, typed=request.POST, warning=warning, status=409)
    return redirect("moderation:case", token)


def _appeal(request: HttpRequest, case: Case, side: Side, token: str, now: datetime) -> HttpResponse:
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, case, side, now, form=form.showable(), status=422)
    if not admit(request, "report-appeal", places=20, seconds=3600, who=token):
        warning = _("That is very much at once. What you wrote is still here: please send it in an hour.")
        return _page(request, case, side, now, typed=request.POST, warning=warning, status=429)
    actions.appeal(case=case, side=side, text=form.cleaned_data["text"], at=now)
    return redirect("moderation:case", token)


def _send_again(request: HttpRequest, case: Case, now: datetime) -> HttpResponse:
    if not admit(request, "report-link", places=3, seconds=3600, who=case.token):
        warning = _(
            "The link has been sent several times in the last hour. Please look into the spam folder, too."
        )
        return _page(request, case, Side.REPORTER, now, warning=warning, status=429)
    actions.send_link_again(case=case, at=now)
    return _page(request, case, Side.REPORTER, now, done=_("The link is on its way once more."))


def _page(
    request: HttpRequest,
    case: Case,
    side: Side,
    now: datetime,
    *,
    form: AppealForm | None = None,
    typed: dict[str, Any] | None = None,
    warning: str = "",
    done: str = "",
    status: int = 200,
) -> HttpResponse:
    is_reporter = side == Side.REPORTER
    context = {
        "case": case,
        "is_reporter": is_reporter,
        "email": masked(case.reporter_email) if is_reporter else "",
        "days": actions.KEPT_UNCONFIRMED.days,
        "in_force": case.effect_of(case.measure_in_force),
        "may_appeal": case.may_appeal(side, at=now),
        "own_appeal": case.appeals.filter(side=side).first(),
        "appeals": case.appeals.exclude(decided_at=None).order_by("decided_at"),
        "form": form or AppealForm(initial=showable(typed or {})),
        "events": _events(case, is_reporter),
        "warning": warning,
        "done": done,
    }
    return render(request, "moderation/report.html", context, status=status)


def _events(case: Case, is_reporter: bool) -> list[dict[str, Any]]:
    """What happened, oldest first. Moderators have no names here: decisions are the house's."""
    return [
        {"at": activity.happened_at, "what": _HAPPENED[activity.verb], "who": "", "detail": ""}
        for activity in reversed(Activity.objects.about(case))
        if activity.verb in _HAPPENED and (is_reporter or activity.verb not in _REPORTERS_ALONE)
    ]
