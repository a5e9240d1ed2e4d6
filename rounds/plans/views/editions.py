"""The versions of a plan that were kept: all of them, one to be read, two beside each other."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rounds.plans.actions.editions import keep
from rounds.plans.content import content_of
from rounds.plans.differing import between
from rounds.plans.forms.reviewing import KeepForm
from rounds.plans.models import Edition, Key, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.plans.shape import Content, read
from rounds.plans.showing import names_in, shown
from rounds.plans.views.place import Place, for_readers

NOW = "now"  # instead of a number: the plan as it stands


@for_readers
def editions(request: HttpRequest, place: Place) -> HttpResponse:
    form = KeepForm(request.POST if request.method == "POST" else None)
    status, warning = 200, ""
    if request.method == "POST":
        if not place.part.is_author:
            raise Http404
        warning = _keep(request, place, form)
        if not warning and form.is_valid():
            return redirect("plans:editions", place.plan.code)
        status = 409 if warning else 422
    found = place.plan.editions.defer("content").select_related("by", "review").order_by("-number")
    context = {"place": place, "plan": place.plan, "editions": found, "form": form, "warning": warning}
    return render(request, "plans/review/editions.html", context, status=status)


@for_readers
def edition(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    found = get_object_or_404(place.plan.editions.select_related("by"), number=number)
    content = read(found.content)
    context = {"place": place, "plan": place.plan, "edition": found, "content": content}
    context["sections"] = shown(content, names_in(content))
    return render(request, "plans/review/edition.html", context)


@for_readers
def differences(request: HttpRequest, place: Place) -> HttpResponse:
    """`?old=1&new=2`; "now" is the plan as it stands."""
    old, old_name = _content(place.plan, request.GET.get("old", ""))
    new, new_name = _content(place.plan, request.GET.get("new", NOW))
    found = between(old, new, names_in(old, new))
    titles = {key.value: str(key.label) for key in Key}
    context = {
        "place": place,
        "plan": place.plan,
        "difference": found,
        "sections": [(titles[one.key], one) for one in found.changed],
        "old_name": old_name,
        "new_name": new_name,
    }
    return render(request, "plans/review/differences.html", context)


def _keep(request: HttpRequest, place: Place, form: KeepForm) -> str:
    """Why not, or ""."""
    if not form.is_valid():
        return ""
    try:
        made = keep(plan=place.plan, name=form.cleaned_data["name"], by=place.user, at=place.at)
    except Refused as refused:
        return str(refused)
    messages.success(request, _("Kept as version %(number)d.") % {"number": made.number})
    return ""


def _content(plan: StrategicPlan, which: str) -> tuple[Content, str]:
    if which == NOW:
        return read(content_of(plan)), _("as it stands now")
    if not (which.isascii() and which.isdigit() and len(which) < 10):
        raise Http404
    found: Edition = get_object_or_404(plan.editions, number=int(which))
    return read(found.content), _("version %(number)d") % {"number": found.number}
