"""The back office for plans: what was sent, who reviews it, and naming somebody."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.core.office_page import Way, office_page
from rounds.plans.access import NAME
from rounds.plans.actions.reviewing import TIME_TO_REVIEW, name_reviewer
from rounds.plans.forms.reviewing import NameForm
from rounds.plans.models import Review
from rounds.plans.naming import OPEN, candidates, reviewers
from rounds.plans.refusing import Refused
from rounds.users.models import User
from rounds.users.signed_in import person

ICON, A_PAGE = "tick-inverse", 50
WAITING, READ, DECIDED = "waiting", "read", "decided"
OPEN_REVIEW = Q(decided_at=None, taken_back_at=None)


@require_safe
@permission_required(NAME, raise_exception=True)
def reviews(request: HttpRequest) -> HttpResponse:
    """Those that wait longest first; what was decided, the newest first."""
    only = request.GET.get("only", "")
    page = Paginator(_found(only), A_PAGE).get_page(request.GET.get("p"))
    today = timezone.localdate()
    context = {"page": page, "only": only, "today": today, "reviewers": _loads(today)}
    return _show(request, "reviews", _("Strategic plans"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(NAME, raise_exception=True)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Who could review it, whoever has a tie with the tie in words, before anybody is chosen."""
    found = get_object_or_404(Review.objects.select_related("plan", "edition", "reviewer", "named_by"), pk=pk)
    is_open = found.decided_at is None and found.taken_back_at is None
    people = candidates(found.plan) if is_open else []
    form = _form(request, found, people)
    status, warning = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            warning = _name(request, found, form)
            if not warning:
                return redirect("office_strategic_plans")
            status = 409
            found.refresh_from_db()
    context = {
        "review": found,
        "plan": found.plan,
        "is_open": is_open,
        "people": people,
        "form": form,
        "warning": warning,
        "authors": found.plan.authors.filter(left_at=None).select_related("user").order_by("-is_lead", "pk"),
    }
    above = [{"url": reverse("office_strategic_plans"), "label": _("Strategic plans")}]
    return _show(request, "review", found.plan.title, context, above, status=status)


def _found(only: str) -> QuerySet[Review]:
    found = Review.objects.select_related("plan", "reviewer", "edition")
    if only == DECIDED:
        return found.filter(decided_at__isnull=False).order_by("-decided_at", "-pk")
    found = found.filter(OPEN_REVIEW)
    if only in (WAITING, READ):
        found = found.filter(reviewer__isnull=only == WAITING)
    return found.order_by("sent_at", "pk")


def _loads(today: Any) -> QuerySet[User]:
    """Who has how many on the desk, and how many of them are late."""
    late = OPEN & Q(plan_reviews__due_on__lt=today)
    there = Q(plan_reviews__isnull=False)
    found = reviewers().annotate(
        load=Count("plan_reviews", filter=OPEN & there, distinct=True),
        late=Count("plan_reviews", filter=late, distinct=True),
    )
    return found.order_by("-load", "name", "pk")


def _form(request: HttpRequest, found: Review, people: list[Any]) -> NameForm:
    today = timezone.localdate()
    initial = {
        "reviewer": found.reviewer_id,
        "due_on": found.due_on or today + timedelta(days=TIME_TO_REVIEW.days),
    }
    data = request.POST if request.method == "POST" else None
    return NameForm(data, initial=initial, candidates=people, today=today)


def _name(request: HttpRequest, found: Review, form: NameForm) -> str:
    """Why not, or ""."""
    reviewer = get_object_or_404(User, pk=form.cleaned_data["reviewer"])
    due_on = form.cleaned_data["due_on"]
    try:
        name_reviewer(review=found, reviewer=reviewer, due_on=due_on, by=person(request), at=timezone.now())
    except Refused as refused:
        return str(refused)
    messages.success(request, _("%(who)s reviews it, and is told.") % {"who": reviewer})
    return ""


def _show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    above: Way | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    template = f"plans/office/{name}.html"
    return office_page(request, template, title, context, icon=ICON, way=above, status=status)
