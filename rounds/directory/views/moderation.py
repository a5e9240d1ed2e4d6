"""The back office for submissions: the queue, and one of them with everything needed to decide."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rounds.activity.models import Activity
from rounds.directory.actions import submissions as verbs
from rounds.directory.actions.representatives import MODERATE
from rounds.directory.forms.fields import NEW, PROPOSED
from rounds.directory.forms.moderation import DecisionForm
from rounds.directory.models import Purpose, Submission
from rounds.directory.moderation import queue
from rounds.directory.moderation.review import review
from rounds.organizations.matching.did_you_mean import Candidate, likely
from rounds.organizations.models import Organization

PER_PAGE = 50
HAPPENED = {
    "submission.sent": gettext_lazy("sent it"),
    "submission.link_sent_again": gettext_lazy("asked for the link once more"),
    "submission.confirmed": gettext_lazy("confirmed the e-mail address"),
    "submission.asked": gettext_lazy("asked the sender"),
    "submission.answered": gettext_lazy("answered"),
    "submission.withdrawn": gettext_lazy("withdrew it"),
    "submission.accepted": gettext_lazy("accepted it"),
    "submission.declined": gettext_lazy("declined it"),
}


@require_safe
@permission_required(MODERATE, raise_exception=True)
def submissions(request: HttpRequest) -> HttpResponse:
    asked = queue.read(request.GET)
    page = Paginator(queue.submissions(asked), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "asked": asked,
        "states": [(value, label) for value, (label, _states) in queue.STATES.items()],
        "risks": [("", _("Any risk")), *queue.RISKS.items()],
        "kinds": [("", _("Any kind")), *Submission.Kind.choices],
        "orders": [(value, label) for value, (label, _fields) in queue.ORDERS.items()],
        "breadcrumbs_items": [{"url": "", "label": _("Submissions")}],
        "header_title": _("Submissions"),
        "header_icon": "mail",
        "now": timezone.now(),
    }
    return render(request, "directory/office/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MODERATE, raise_exception=True)
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        Submission.objects.select_related("organization__merged_into", "reported", "decided_by"), pk=pk
    )
    if request.method != "POST":
        return _page(request, found)
    form = DecisionForm(request.POST, review=review(found))
    if form.action not in ("accept", "decline", "ask"):
        return _page(request, found, form=form, is_looking=True)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        _decide(request, found, form, timezone.now())
    except verbs.Conflict as conflict:
        found.refresh_from_db()
        return _page(request, found, form=form, conflict=conflict, status=409)
    following = queue.next_after(found)
    return redirect("office_submission", following.pk) if following else redirect("office_submissions")


def _decide(request: HttpRequest, found: Submission, form: DecisionForm, now: datetime) -> None:
    by, fields = request.user, form.cleaned_data
    common: dict[str, Any] = {"submission": found, "version": fields["version"], "by": by, "at": now}
    match form.action:
        case "accept":
            verbs.accept(decision=form.decision(), **common)
            done = _("Accepted: %(about)s")
        case "decline":
            verbs.decline(reason=fields["message"], **common)
            done = _("Declined: %(about)s")
        case _asking:
            verbs.ask(text=fields["message"], **common)
            done = _("Asked the sender: %(about)s")
    messages.success(request, done % {"about": found})


def _page(
    request: HttpRequest,
    found: Submission,
    *,
    form: DecisionForm | None = None,
    conflict: verbs.Conflict | None = None,
    is_looking: bool = False,
    status: int = 200,
) -> HttpResponse:
    reviewed = review(found)
    form = form or DecisionForm(review=reviewed)
    context = {
        "submission": found,
        "review": reviewed,
        "form": form,
        # Another moderator's change is on the page now, so going on from here is a decision with open eyes.
        "version": found.version if conflict or not form.is_bound else form.data.get("version", ""),
        "shows_errors": form.is_bound and not is_looking,
        "conflict": _told(conflict) if conflict else "",
        "rows": form.rows(),
        "purposes": Purpose.choices,
        "proposed_names": PROPOSED,
        "organizations": _organizations(found, form),
        "find": str(form.data.get("find", "")) if form.is_bound else "",
        "remarks": found.remarks.select_related("by").order_by("pk"),
        "happened": _happened(found),
        "breadcrumbs_items": [
            {"url": reverse("office_submissions"), "label": _("Submissions")},
            {"url": "", "label": str(found)},
        ],
        "header_title": str(found),
        "header_icon": "mail",
    }
    return render(request, "directory/office/submission.html", context, status=status)


def _organizations(found: Submission, form: DecisionForm) -> list[Candidate]:
    """Which organization it may be about: the sender's, likely others, what the moderator looks for."""
    options: dict[str, Candidate] = {}
    if found.organization:
        current = found.organization.merged_into or found.organization
        options[current.slug] = Candidate(current)
    searched = str(form.data.get("find", "")).replace("\0", "")[:300].strip() if form.is_bound else ""
    proposed = found.proposed
    name = searched or proposed.get("name", "")
    where = (
        {} if searched else {key: proposed.get(key, "") for key in ("country", "region", "city", "website")}
    )
    for one in likely(name, **where) if name else []:
        options.setdefault(one.organization.slug, one)
    if form.chosen not in options and form.chosen != NEW:
        chosen = Organization.objects.current().filter(slug=form.chosen.replace("\0", "")).first()
        if chosen:
            options[chosen.slug] = Candidate(chosen)
    return list(options.values())


def _happened(found: Submission) -> list[dict[str, Any]]:
    return [
        {
            "at": one.happened_at,
            "who": one.actor or _("The sender"),
            "what": HAPPENED.get(one.verb, one.verb),
            "amended": one.data.get("amended", {}),
        }
        for one in Activity.objects.about(found).select_related("actor")
    ]


def _told(conflict: verbs.Conflict) -> str:
    """Who was faster, when, and what they did."""
    if not conflict.at:
        return _("It cannot be decided now.")
    return _("%(who)s %(what)s (%(when)s). What you entered is still here; nothing of it has been saved.") % {
        "who": conflict.by or _("The sender"),
        "what": HAPPENED.get(conflict.verb, conflict.verb),
        "when": date_format(timezone.localtime(conflict.at), "DATETIME_FORMAT"),
    }
