"""One designated activity: who has a say in it, what was earned by it; and disclosures to look after."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.credits import claimable
from rounds.credits.actions import claiming, designating, disclosing
from rounds.credits.disclosures import lapsed
from rounds.credits.explaining import credit
from rounds.credits.forms.office import EnterForm, RoleForm
from rounds.credits.models import Activity, Entry, Role
from rounds.credits.refusals import why
from rounds.credits.refusing import Refused
from rounds.credits.rules import credit_of
from rounds.credits.views.office import PAGE, above, keepers, show, typing
from rounds.users.signed_in import person


@typing
@keepers
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Activity.objects.select_related("accreditor"), pk=pk)
    if request.method != "POST":
        return _page(request, found)
    try:
        return _do(request, found)
    except Refused as refused:
        messages.error(request, why(refused))
        if request.POST.get("do") == "enter":
            return _page(request, found, attended=EnterForm(request.POST), status=409)
        return _page(request, found, form=RoleForm(request.POST, activity=found), status=409)


def _do(request: HttpRequest, found: Activity) -> HttpResponse:
    by, at = person(request), timezone.now()
    what, _colon, which = request.POST.get("do", "").partition(":")
    if what == "withdraw":
        designating.withdraw(activity=found, by=by, at=at)
        messages.success(request, _("Withdrawn. What is finished from now on earns nothing."))
    elif what == "end" and (role := _role(found, which)):
        disclosing.end_role(role=role, by=by, at=at)
        messages.success(request, _("The role has ended."))
    elif what == "role":
        form = RoleForm(request.POST, activity=found)
        if not form.is_valid():
            return _page(request, found, form=form, status=422)
        given = dict(form.cleaned_data)
        disclosing.give_role(activity=found, person=given.pop("email"), **given, by=by, at=at)
        messages.success(request, _("Kept. Learners read their disclosure before they begin."))
    elif what == "enter":
        attended = EnterForm(request.POST)
        if not attended.is_valid():
            return _page(request, found, attended=attended, status=422)
        given = dict(attended.cleaned_data)
        claiming.enter(activity=found, user=given.pop("email"), **given, by=by, at=at)
        messages.success(request, _("Entered."))
    return redirect("office_credit_activity", found.pk)


def _role(found: Activity, which: str) -> Role | None:
    is_number = which.isascii() and which.isdigit() and len(which) < 19
    return found.roles.filter(pk=int(which)).first() if is_number else None


def _page(
    request: HttpRequest,
    found: Activity,
    *,
    form: RoleForm | None = None,
    attended: EnterForm | None = None,
    status: int = 200,
) -> HttpResponse:
    roles = (
        found.roles.select_related("person", "part", "disclosure")
        .prefetch_related("disclosure__relations")
        .order_by("given_at", "pk")
    )
    entries = Entry.objects.filter(activity=found).select_related("user").order_by("-entered_at", "-pk")
    context = {
        "activity": found,
        "kind": claimable.label_of(found.kind),
        "most_credit": credit(credit_of(found.most_minutes, found.accreditor.terms)),
        "known": claimable.find(found.kind, found.key),
        "parts": found.parts.order_by("starts_at", "pk"),
        "roles": roles,
        "page": Paginator(entries, PAGE).get_page(request.GET.get("p")),
        "form": form or RoleForm(activity=found),
        "attended": attended or EnterForm(),
    }
    return show(request, "activity", found.title, context, above(), status=status)


@require_safe
@keepers
def disclosures(request: HttpRequest) -> HttpResponse:
    return show(request, "disclosures", _("Disclosures"), {"lapses": lapsed(timezone.now())}, above())
