"""Publishing to staff, the address for those without a seat, and the draft as a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import typed
from rounds.policies import cards, exporting
from rounds.policies.actions import releasing
from rounds.policies.actions.releasing import newest_release, written_out
from rounds.policies.forms.own import ReleaseForm
from rounds.policies.models import Release
from rounds.policies.refusals import why
from rounds.policies.refusing import Refused
from rounds.policies.views.files import pdf_file, word_file
from rounds.policies.views.place import Place, for_leaders, tell
from rounds.policies.workbench import Workbench, workbench


@for_leaders
def publish(request: HttpRequest, place: Place) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, place)
    try:
        match request.POST.get("do"):
            case "publish":
                return _publish(request, place)
            case "share":
                releasing.share(policy=place.policy, by=place.user, at=place.at)
                messages.success(request, _("Here is the address. Whoever has it can read the policy."))
            case "stop":
                releasing.stop_sharing(policy=place.policy, by=place.user, at=place.at)
                messages.success(request, _("The address does not work any more."))
    except Refused as refused:
        tell(request, refused)
    return redirect(reverse("policies:publish", args=[place.policy.pk]) + "#address")


def _publish(request: HttpRequest, place: Place) -> HttpResponse:
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, place, form=form.showable(), status=422)
    try:
        release = releasing.publish(policy=place.policy, by=place.user, at=place.at, **form.cleaned_data)
    except Refused as refused:
        return _page(request, place, form=form, warning=why(refused), status=409)
    said = _("Release %(number)s is out. Everybody with a seat can read it now.")
    messages.success(request, said % {"number": release.number})
    return redirect("policies:release", place.policy.organization.slug, place.policy.template.slug)


def _page(
    request: HttpRequest,
    place: Place,
    *,
    form: ReleaseForm | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    place.policy.refresh_from_db()
    bench, last = workbench(place.policy), newest_release(place.policy)
    before = typed.take(request) if form is None and request.method == "GET" else None
    start = {"title": place.policy.title, "contact": place.policy.contact}
    key = place.policy.reading_key
    context = {
        "place": place,
        "policy": place.policy,
        "bench": bench,
        "form": form or ReleaseForm(initial=before or start),
        "is_restored": before is not None,
        "last": last,
        "next": last.number + 1 if last else 1,
        "differences": cards.compared(last, _as_release(bench)) if last else None,
        "address": request.build_absolute_uri(reverse("policies:shared", args=[key])) if key else "",
        "warning": warning,
    }
    return render(request, "policies/own/publish.html", context, status=status)


def _as_release(bench: Workbench) -> Release:
    """As it would be published now."""
    return Release(policy=bench.policy, clauses=written_out(bench))


@require_safe
@for_leaders
def draft_word(request: HttpRequest, place: Place) -> HttpResponseBase:
    return word_file(
        exporting.draft(workbench(place.policy), at=place.at), f"{place.policy.template.slug}-draft"
    )


@require_safe
@for_leaders
def draft_pdf(request: HttpRequest, place: Place) -> HttpResponseBase:
    document = exporting.draft(workbench(place.policy), at=place.at)
    return pdf_file(request, document, f"{place.policy.template.slug}-draft")
