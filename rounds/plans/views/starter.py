"""What everybody may read about plans: what one is, two worked examples, and the rubric. And a plan begun from one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import typed
from rounds.directory.caching import kept
from rounds.plans import examples, guidance, rubric
from rounds.plans.access import may_start
from rounds.plans.actions.beginning import begin_from
from rounds.plans.example_page import sections_of
from rounds.plans.examples import Example
from rounds.plans.forms.plan import PlanForm
from rounds.plans.models import Key
from rounds.plans.views.place import signed_in
from rounds.users.signed_in import person


@require_safe
def plans(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _plans)


@require_safe
def example(request: HttpRequest, slug: str) -> HttpResponseBase:
    return kept(request, lambda asked: _example(asked, slug))


@require_safe
def rubric_page(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _rubric)


@signed_in
def start_from(request: HttpRequest, slug: str) -> HttpResponseBase:
    """For members; others are told what they need."""
    one = _found(slug)
    if not may_start(request.user):
        return render(request, "plans/for_members.html", status=403)
    if request.method != "POST":
        before = typed.take(request)
        context = {"example": one, "form": PlanForm(before), "is_restored": before is not None}
        return render(request, "plans/starter/start.html", context)
    form = PlanForm(request.POST)
    if not form.is_valid():
        context = {"example": one, "form": form.showable()}
        return render(request, "plans/starter/start.html", context, status=422)
    user = person(request)
    plan = begin_from(example=one, by=user, at=timezone.now(), language=user.language, **form.cleaned_data)
    messages.success(request, _("The plan is begun, with the example’s words and rows. Make it your own."))
    return redirect("plans:write", plan.code)


def _found(slug: str) -> Example:
    try:
        return examples.called(slug)
    except KeyError as unknown:
        raise Http404 from unknown


def _plans(request: HttpRequest) -> HttpResponse:
    context = {
        "sections": guidance.all_sections(),
        "examples": examples.all_examples(),
        "may_start": may_start(request.user),
    }
    return render(request, "plans/starter/plans.html", context)


def _example(request: HttpRequest, slug: str) -> HttpResponse:
    one = _found(slug)
    context = {
        "example": one,
        "content": one.content,
        "sections": sections_of(one.content),
        "others": [other for other in examples.all_examples() if other.slug != slug],
        "may_start": may_start(request.user),
        "trail": [(_("Strategic plans"), reverse("plans:plans")), (one.label, "")],
    }
    return render(request, "plans/starter/example.html", context)


def _rubric(request: HttpRequest) -> HttpResponse:
    current = rubric.current()
    whole = [(_("The plan as a whole"), current.of_section())]
    context = {
        "rubric": current,
        "groups": [(str(Key(key).label), current.of_section(key)) for key in Key.values] + whole,
        "trail": [(_("Strategic plans"), reverse("plans:plans")), (_("The rubric"), "")],
    }
    return render(request, "plans/starter/rubric.html", context)
