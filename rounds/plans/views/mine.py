"""A person's own plans: all of them, and a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import typed
from rounds.plans import examples, overview
from rounds.plans.access import may_start
from rounds.plans.actions.writing import start_plan
from rounds.plans.forms.plan import PlanForm
from rounds.plans.views.place import signed_in
from rounds.users.signed_in import person


@require_safe
@signed_in
def plans(request: HttpRequest) -> HttpResponseBase:
    context = {"lines": overview.lines(person(request)), "may_start": may_start(request.user)}
    return render(request, "plans/mine.html", context)


@signed_in
def start(request: HttpRequest) -> HttpResponseBase:
    """For members; others are told what they need."""
    if not may_start(request.user):
        return render(request, "plans/for_members.html", status=403)
    if request.method != "POST":
        before = typed.take(request)
        return _start(request, PlanForm(before), is_restored=before is not None)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _start(request, form.showable(), status=422)
    user = person(request)
    plan = start_plan(by=user, at=timezone.now(), language=user.language, **form.cleaned_data)
    messages.success(request, _("The plan is begun. Write in any order; everything is saved as you type."))
    return redirect("plans:write", plan.code)


def _start(
    request: HttpRequest, form: PlanForm, *, is_restored: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "is_restored": is_restored, "examples": examples.all_examples()}
    return render(request, "plans/start.html", context, status=status)
