"""A plan as it stands, what it is called, and who writes it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import prose, typed
from rounds.core.limits import admit
from rounds.plans import desk, reading
from rounds.plans.actions import authors as who
from rounds.plans.actions import writing
from rounds.plans.forms.plan import InviteForm, PlanForm
from rounds.plans.models import Author, Invitation
from rounds.plans.refusing import Refused
from rounds.plans.views.place import Place, for_authors, for_readers, number, tell
from rounds.users.honors import give_honors

UNDO = "plans_author_out"


@require_safe
@for_readers
def plan(request: HttpRequest, place: Place) -> HttpResponseBase:
    """All of it, to be read."""
    steps = desk.steps(place.plan)
    context = {
        "place": place,
        "plan": place.plan,
        "parts": reading.parts(place.plan, prose.html),
        "steps": steps,
        "written": sum(one.is_written for one in steps),
        "waiting": sum(one.open for one in steps),
        "authors": _authors(place),
    }
    return render(request, "plans/plan.html", context)


@for_authors
def about(request: HttpRequest, place: Place) -> HttpResponseBase:
    """What it is called, of whom, from when until when; and put away."""
    do = request.POST.get("do") if request.method == "POST" else None
    try:
        if do == "put-away":
            writing.put_away(plan=place.plan, by=place.user, at=place.at)
            messages.success(request, _("The plan is put away, whole. You can bring it back here."))
        elif do == "bring-back":
            writing.bring_back(plan=place.plan, by=place.user, at=place.at)
            messages.success(request, _("The plan is back, as it was."))
        else:
            return _about(request, place)
    except Refused as refused:
        tell(request, refused)
    return redirect("plans:about", place.plan.code)


def _about(request: HttpRequest, place: Place) -> HttpResponseBase:
    if request.method != "POST":
        before = typed.take(request)
        return _about_page(request, place, PlanForm(before, plan=place.plan), is_restored=before is not None)
    form = PlanForm(request.POST, plan=place.plan)
    if not form.is_valid():
        return _about_page(request, place, form.showable(), status=422)
    try:
        writing.describe(plan=place.plan, by=place.user, at=place.at, **form.cleaned_data)
    except Refused as refused:
        return _about_page(request, place, form, warning=str(refused), status=409)
    messages.success(request, _("Saved."))
    return redirect("plans:plan", place.plan.code)


def _about_page(
    request: HttpRequest, place: Place, form: PlanForm, *, status: int = 200, **more: Any
) -> HttpResponseBase:
    context = {"place": place, "plan": place.plan, "form": form, **more}
    return render(request, "plans/about.html", context, status=status)


@for_authors
def authors(request: HttpRequest, place: Place) -> HttpResponseBase:
    if request.method != "POST":
        return _authors_page(request, place, InviteForm())
    what, _colon, which = request.POST.get("do", "").partition(":")
    try:
        if what == "invite":
            return _invite(request, place)
        if what == "leave":
            who.leave(plan=place.plan, by=place.user, at=place.at)
            messages.success(request, _("You do not write this plan any more. What you wrote stays in it."))
            return redirect("plans:mine")
        _do(request, place, what, number(which))
    except Refused as refused:
        tell(request, refused)
    return redirect("plans:authors", place.plan.code)


def _do(request: HttpRequest, place: Place, what: str, pk: int) -> None:
    by_and_at: dict[str, Any] = {"by": place.user, "at": place.at}
    if what == "withdraw":
        invitation = get_object_or_404(Invitation, plan=place.plan, pk=pk)
        who.withdraw(invitation=invitation, **by_and_at)
        messages.success(request, _("The invitation is withdrawn: its link does not let anybody in."))
        return
    author = get_object_or_404(Author.objects.select_related("user", "plan"), plan=place.plan, pk=pk)
    match what:
        case "lead":
            who.pass_lead(plan=place.plan, to=author.user, **by_and_at)
            messages.success(request, _("%(who)s leads the plan now.") % {"who": author.user})
        case "out":
            who.take_out(author=author, **by_and_at)
            request.session[UNDO] = author.pk
        case "back":
            who.put_back(author=author, **by_and_at)
            messages.success(request, _("%(who)s writes along again.") % {"who": author.user})
        case _other:
            raise Http404


def _invite(request: HttpRequest, place: Place) -> HttpResponseBase:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _authors_page(request, place, form, status=422)
    if not admit(request, "plan-invitations", places=30, seconds=3600, who=f"user:{place.user.pk}"):
        warning = _("That was very often in one hour. Please go on a little later.")
        return _authors_page(request, place, form, warning=warning, status=429)
    try:
        sent = who.invite(plan=place.plan, email=form.cleaned_data["email"], by=place.user, at=place.at)
    except Refused as refused:
        return _authors_page(request, place, form, warning=str(refused), status=409)
    messages.success(request, _("A mail with a link is on its way to %(email)s.") % {"email": sent.email})
    return redirect("plans:authors", place.plan.code)


def _authors_page(
    request: HttpRequest, place: Place, form: InviteForm, *, warning: str = "", status: int = 200
) -> HttpResponseBase:
    waiting = Invitation.objects.filter(
        plan=place.plan, accepted_at=None, withdrawn_at=None, sent_at__gt=place.at - who.LIVES
    )
    out = request.session.pop(UNDO, None) if request.method == "GET" else None
    context = {
        "place": place,
        "plan": place.plan,
        "authors": _authors(place),
        "waiting": waiting.order_by("-sent_at") if place.part.leads else [],
        "form": form,
        "warning": warning,
        "out": Author.objects.select_related("user").filter(plan=place.plan, pk=out).first() if out else None,
    }
    return render(request, "plans/authors.html", context, status=status)


def _authors(place: Place) -> list[Author]:
    found = Author.objects.filter(plan=place.plan, left_at=None).select_related("user")
    authors = list(found.order_by("-is_lead", "joined_at", "pk"))
    give_honors(authors)
    return authors
