"""Asking to join: the form, did you mean, and the page that says where the application stands."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from rounds.core import plain_text
from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.core.text_fields import showable
from rounds.directory.forms.fields import NEW
from rounds.directory.forms.submissions import chosen
from rounds.memberships.actions import applications
from rounds.memberships.forms.applying import MessageForm, OrganizationForm, PersonForm, form_for
from rounds.memberships.models import Application, Membership, Order, Plan
from rounds.memberships.refusing import Refused
from rounds.memberships.words import why
from rounds.organizations.matching.did_you_mean import likely
from rounds.organizations.models import Organization
from rounds.users.models import User
from rounds.users.signed_in import person

PAGE = "memberships/apply.html"
Form = PersonForm | OrganizationForm


@private
@login_required
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Each button sends the whole form; whatever is not right yet comes back with all of it kept."""
    joinable = Plan.objects.filter(is_offered=True).exclude(kind__in=[Plan.Kind.GUEST, Plan.Kind.HONORARY])
    plan, user = get_object_or_404(joinable, slug=slug), person(request)
    if request.method != "POST":
        return _page(request, _empty(plan, user, request.GET), request.GET)
    match request.POST.get("do"):
        case "send":
            return _send(request, plan, user)
        case "ask":
            return _ask_for_seat(request, plan, user)
    return _page(request, _empty(plan, user, request.POST), request.POST)


@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """Did you mean: the matches alone, while somebody types."""
    if not admit(request, "application-organizations", places=200, seconds=600):
        return HttpResponse(status=429)
    return render(
        request, "directory/submissions/new.html#matches", _matches(request.GET, chosen(request.GET))
    )


@private
@login_required
def application(request: HttpRequest, key: UUID) -> HttpResponse:
    """For whoever applied: what was told, what we asked, and what became of it."""
    found = get_object_or_404(
        Application.objects.select_related("plan", "organization", "user"), key=key, user=person(request)
    )
    if request.method != "POST":
        return _where_it_stands(request, found)
    try:
        match request.POST.get("do"):
            case "answer":
                return _answer(request, found)
            case "withdraw":
                applications.withdraw(application=found, by=person(request), at=timezone.now())
                messages.success(request, _("Taken back. Nothing is owed."))
    except Refused as refused:
        found.refresh_from_db()
        return _where_it_stands(request, found, warning=why(refused), status=409)
    return redirect("memberships:application", found.key)


def _send(request: HttpRequest, plan: Plan, user: User) -> HttpResponse:
    form = _form(plan, user, data=request.POST)
    if not form.is_valid():
        return _page(request, form.showable(), request.POST, status=422)
    key = form.cleaned_data["key"]
    is_stored = Application.objects.filter(key=key, user=user).exists()
    if not is_stored and not admit(request, "application", places=10, seconds=24 * 3600, who=str(user.pk)):
        warning = _("That is very much for one day. What you wrote is still here: please send it tomorrow.")
        return _page(request, form, request.POST, warning=warning, status=429)
    try:
        made = applications.apply(key=key, plan=plan, told=form.told(), user=user, at=timezone.now())
    except Refused as refused:
        return _page(request, form, request.POST, warning=why(refused), status=409)
    order = Order.objects.filter(application=made).select_related("invoice").first()
    if order and order.invoice.owed_cents:
        return redirect(order.invoice.get_absolute_url())
    return redirect("memberships:mine") if order else redirect("memberships:application", made.key)


def _ask_for_seat(request: HttpRequest, plan: Plan, user: User) -> HttpResponse:
    membership = _already(plan, user, chosen(request.POST))
    if membership is None or not plan.is_for_organizations:
        raise Http404
    if admit(request, "seat-wanted", places=5, seconds=24 * 3600, who=str(user.pk)):
        applications.ask_for_seat(membership=membership, by=user, at=timezone.now())
    text = _("We wrote to whoever leads the network at %(name)s. You hear from them by e-mail.")
    messages.success(request, text % {"name": membership.organization})
    return redirect("memberships:plans")


def _empty(plan: Plan, user: User, data: QueryDict) -> Form:
    """Not sent yet: it shows what was typed, or what a link filled in, without faults."""
    typed = {name: value for name, value in showable(data).items() if value}
    typed.pop("key", None)
    return _form(plan, user, initial=typed, organization=chosen(data))


def _form(
    plan: Plan,
    user: User,
    *,
    data: QueryDict | None = None,
    initial: dict[str, Any] | None = None,
    organization: Organization | None = None,
) -> Form:
    kind = form_for(plan)
    common: dict[str, Any] = {"plan": plan, "user": user, "initial": initial or {}}
    if issubclass(kind, OrganizationForm):
        common["organization"] = chosen(data) if data is not None else organization
    return kind(data, **common)


def _page(
    request: HttpRequest, form: Form, data: QueryDict, *, warning: str = "", status: int = 200
) -> HttpResponse:
    user = person(request)
    organization = getattr(form, "organization", None)
    waiting = Application.objects.filter(user=user, plan=form.plan, state__in=applications.OPEN)
    context = {
        "form": form,
        "plan": form.plan,
        "quote": form.plan.quote(),
        "warning": warning,
        "already": _already(form.plan, user, organization),
        "waiting": waiting.order_by("-sent_at").first(),
        **(_matches(data, organization) if form.plan.is_for_organizations else {}),
    }
    return render(request, PAGE, context, status=status)


def _already(plan: Plan, user: User, organization: Organization | None) -> Membership | None:
    return applications.is_member_already(plan, user, organization, at=timezone.now())


def _matches(data: QueryDict, organization: Organization | None) -> dict[str, Any]:
    """The organizations that are likely meant, the chosen one first."""
    q = plain_text.without_unprintable(data.get("q", ""))[:300].strip()
    city = plain_text.without_unprintable(data.get("city", ""))[:120]
    candidates = likely(q, country=data.get("country", "")[:2], city=city) if q else []
    return {
        "q": q,
        "chosen": organization,
        "is_new": data.get("organization") == NEW,
        "candidates": [one for one in candidates if one.organization != organization],
    }


def _answer(request: HttpRequest, found: Application) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _where_it_stands(request, found, form=form.showable(), status=422)
    if not admit(request, "application-answer", places=20, seconds=3600, who=str(request.user.pk)):
        warning = _("That is very much at once. What you wrote is still here: please send it in an hour.")
        return _where_it_stands(request, found, form=form, warning=warning, status=429)
    text = form.cleaned_data["text"]
    applications.answer(application=found, text=text, by=person(request), at=timezone.now())
    messages.success(request, _("Sent. We read it and answer."))
    return redirect("memberships:application", found.key)


def _where_it_stands(
    request: HttpRequest,
    found: Application,
    *,
    form: MessageForm | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    order = Order.objects.filter(application=found).select_related("invoice").first()
    context = {
        "application": found,
        "thread": found.messages.order_by("at", "pk"),
        "order": order,
        "is_open": found.state in applications.OPEN,
        "form": form or MessageForm(),
        "warning": warning,
    }
    return render(request, "memberships/application.html", context, status=status)
