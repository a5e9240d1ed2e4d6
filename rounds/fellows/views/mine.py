"""One's own fellowship: where one stands, what is next, what others see."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import typed
from rounds.core.limits import admit
from rounds.core.paper.typesetting import NotInTime
from rounds.fellows import standing
from rounds.fellows.actions import showing
from rounds.fellows.forms import PortfolioForm
from rounds.fellows.models import Fellow, Step
from rounds.fellows.paper import certificate as paper
from rounds.fellows.plan_shown import edition_of
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.fellows.views.place import own_fellow, own_page
from rounds.users.signed_in import person


@own_page
def mine(request: HttpRequest) -> HttpResponse:
    """For whoever is no fellow yet: how one becomes one."""
    fellow = own_fellow(person(request))
    if fellow is None:
        return render(request, "fellows/none.html")
    if request.method == "POST":
        return _show(request, fellow)
    before = typed.take(request)
    return _mine(request, fellow, PortfolioForm(before or _shown(fellow)), is_restored=before is not None)


@require_safe
@own_page
def certificate(request: HttpRequest, level: str) -> HttpResponse:
    steps = Step.objects.select_related("fellow__user", "plan", "award__achievement")
    step = get_object_or_404(
        steps, fellow__user=person(request), level=level, state=Step.State.AWARDED, award__isnull=False
    )
    if not admit(request, "fellow-pdf", places=20, seconds=60, who=str(request.user.pk)):
        return render(request, "fellows/slower.html", status=429)
    try:
        content = paper.pdf(step)
    except NotInTime:
        return render(request, "fellows/slower.html", status=503)
    headers = {
        "Content-Disposition": f'attachment; filename="fellow-{level}.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _show(request: HttpRequest, fellow: Fellow) -> HttpResponse:
    form = PortfolioForm(request.POST)
    if not form.is_valid():
        return _mine(request, fellow, form.showable(), status=422)
    try:
        showing.show(fellow=fellow, to=form.cleaned_data, by=person(request), at=timezone.now())
    except Refused as refused:
        return _mine(request, fellow, form, warning=why(refused), status=409)
    messages.success(request, _("Saved."))
    return redirect("fellows:mine")


def _shown(fellow: Fellow) -> dict[str, Any]:
    return {name: getattr(fellow, name) for name in showing.FIELDS}


def _mine(
    request: HttpRequest, fellow: Fellow, form: PortfolioForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    rungs = standing.rungs(fellow, timezone.now())
    context = {
        "fellow": fellow,
        "rungs": rungs,
        "next": standing.next_rung(rungs),
        "form": form,
        "may_show_plan": edition_of(fellow) is not None,
        **more,
    }
    return render(request, "fellows/mine.html", context, status=status)
