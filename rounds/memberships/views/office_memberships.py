"""The back office for memberships: the list with its filters, and one with its terms and what staff may do."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from rounds.activity.models import Activity
from rounds.billing.money import money
from rounds.directory.views.representatives import person
from rounds.memberships import history
from rounds.memberships.access import Stand, stand, stands_of, terms_of
from rounds.memberships.actions.refunds import refund, refundable
from rounds.memberships.actions.renewals import renew
from rounds.memberships.actions.waivers import end_membership, honor, waive
from rounds.memberships.forms.office import EndForm, HonorForm, WaiveForm
from rounds.memberships.models import Lot, Membership, Order, Seat, Term
from rounds.memberships.office_desk import MANAGE, SOON
from rounds.memberships.people import who_answers
from rounds.memberships.policy import GRACE_DAYS
from rounds.memberships.refusing import Refused
from rounds.memberships.said import SAID
from rounds.memberships.words import why

PER_PAGE = 50
SHOWS = {
    "all": gettext_lazy("All"),
    "running": gettext_lazy("Running"),
    "grace": gettext_lazy("Perhaps in grace"),
    "ending": gettext_lazy("Ending within 30 days"),
    "over": gettext_lazy("Over"),
    "stuck": gettext_lazy("Paid too late to be delivered"),
}


@require_safe
@permission_required(MANAGE, raise_exception=True)
def memberships(request: HttpRequest, show: str = "") -> HttpResponse:
    chosen = show or request.GET.get("show", "")
    show = chosen if chosen in SHOWS else "all"
    day, q = timezone.now().date(), request.GET.get("q", "").replace("\0", "")[:200].strip()
    rows = (
        _searched(_shown(show, day), q).select_related("organization", "user").order_by("-opened_at", "-pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    stands: Mapping[int, Stand] = stands_of([one.pk for one in page.object_list], day)
    context = {
        "page_obj": page,
        "rows": [(one, stands[one.pk], history.badge(stands[one.pk].standing)) for one in page.object_list],
        "show": show,
        "shows": SHOWS.items(),
        "q": q,
        "breadcrumbs_items": [{"url": "", "label": _("Memberships")}],
        "header_title": _("Memberships"),
        "header_icon": "group",
    }
    return render(request, "memberships/office/memberships.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MANAGE, raise_exception=True)
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Membership.objects.select_related("organization", "user"), pk=pk)
    if request.method != "POST":
        return _page(request, found)
    form = _bound(request)
    if form is not None and not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        messages.success(request, _do(request, found, form))
    except Refused as refused:
        return _page(request, found, form=form, fault=why(refused), status=409)
    return redirect("office_membership", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MANAGE, raise_exception=True)
def honor_new(request: HttpRequest) -> HttpResponse:
    """An honorary membership for somebody."""
    form = HonorForm(request.POST or None)
    fault, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                term = honor(
                    user=told["email"],
                    plan=told["plan"],
                    reason=told["reason"],
                    ends_on=told["ends_on"],
                    by=person(request),
                    at=timezone.now(),
                )
                return redirect("office_membership", term.membership_id)
            except Refused as refused:
                fault, status = why(refused), 409
    context = {
        "form": form,
        "fault": fault,
        "breadcrumbs_items": [
            {"url": reverse("office_memberships"), "label": _("Memberships")},
            {"url": "", "label": _("Honor somebody")},
        ],
        "header_title": _("Honor somebody"),
        "header_icon": "pick",
    }
    return render(request, "memberships/office/honor.html", context, status=status)


def _shown(show: str, day: date) -> QuerySet[Membership]:
    """By what the database can tell quickly; where each stands exactly is worked out for the rows of a page."""
    terms = Term.objects.filter(membership=OuterRef("pk"))
    runs = terms.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ending=None)
    lately = terms.filter(
        ends_on__range=(day - timedelta(days=GRACE_DAYS), day - timedelta(days=1)), ending=None
    )
    unpaid = runs.filter(invoice__settled_at=None, invoice__due_on__lt=day, basis=Term.Basis.INVOICE)
    found = Membership.objects.all()
    match show:
        case "running":
            return found.filter(Exists(runs))
        case "grace":
            return found.filter(Exists(unpaid) | (Exists(lately) & ~Exists(runs)))
        case "ending":
            ending = Term.objects.ending_between(day, day + SOON).values("membership")
            return found.filter(pk__in=ending)
        case "over":
            return found.filter(Exists(terms)).exclude(Exists(runs))
        case "stuck":
            return found.filter(pk__in=Order.objects.paid_in_vain().values("membership"))
    return found


def _searched(found: QuerySet[Membership], q: str) -> QuerySet[Membership]:
    if not q:
        return found
    return found.filter(
        Q(organization__name__icontains=q) | Q(user__name__icontains=q) | Q(user__email__icontains=q)
    )


def _bound(request: HttpRequest) -> forms.Form | None:
    match request.POST.get("do"):
        case "waive":
            return WaiveForm(request.POST)
        case "end":
            return EndForm(request.POST)
    return None


def _do(request: HttpRequest, found: Membership, form: forms.Form | None) -> str:
    """What was done, in words."""
    common: dict[str, Any] = {"membership": found, "by": person(request), "at": timezone.now()}
    match request.POST.get("do"), form:
        case "renew", _:
            user = next(iter(who_answers(found)), None)
            order = renew(user=user, **common)
            return _("Invoice %(number)s is written.") % {"number": order.invoice.number}
        case "refund", _:
            cents = refund(reason=_("Ended by the membership team"), **common)
            return _("It has ended. %(money)s come back.") % {"money": money(cents)}
        case "waive", WaiveForm():
            waive(reason=form.cleaned_data["reason"], **common)
            return _("The next year is waived.")
        case "end", EndForm():
            end_membership(reason=form.cleaned_data["ending"], **common)
            return _("It has ended today.")
    return _("Nothing was done.")


def _page(
    request: HttpRequest,
    found: Membership,
    *,
    form: forms.Form | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    day = timezone.now().date()
    terms = terms_of([found.pk]).get(found.pk, [])
    now = stand(terms, day)
    title = str(found.organization or found.user)
    context = {
        "membership": found,
        "badge": history.badge(now.standing),
        "says": history.says(now, terms, day),
        "stand": now,
        "lines": history.lines(terms),
        "leaders": who_answers(found) if found.organization_id else [],
        "held": Seat.objects.held().filter(term=now.term).count() if now.term else 0,
        "points": sum(
            Lot.objects.filter(membership=found, expires_on__gte=day).values_list("remaining", flat=True)
        ),
        "orders": found.orders.select_related("invoice", "plan").order_by("-placed_at", "-pk")[:50],
        "happened": [
            (one.happened_at, one.actor, SAID.get(one.verb, one.verb))
            for one in Activity.objects.about(found).select_related("actor")[:100]
        ],
        "may_refund": _may(terms, day),
        "waive": form if isinstance(form, WaiveForm) else WaiveForm(),
        "end": form if isinstance(form, EndForm) else EndForm(),
        "form": form,
        "fault": fault,
        "breadcrumbs_items": [
            {"url": reverse("office_memberships"), "label": _("Memberships")},
            {"url": "", "label": title},
        ],
        "header_title": title,
        "header_icon": "group",
    }
    return render(request, "memberships/office/membership.html", context, status=status)


def _may(terms: list[Term], day: date) -> bool:
    try:
        refundable(terms, day)
    except Refused:
        return False
    return True
