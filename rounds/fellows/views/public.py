"""What everybody sees: the fellows, and one's portfolio once they say so."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import typed
from rounds.fellows import portfolio
from rounds.fellows.access import RUN, opinions_of
from rounds.fellows.actions import nominating
from rounds.fellows.forms import NominationForm
from rounds.fellows.models import Fellow, Level, Picture, Step
from rounds.fellows.plan_shown import edition_of, sections_of
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.fellows.views.place import own_page
from rounds.media.sending import Sent, send
from rounds.plans.shape import read
from rounds.users.signed_in import person


@require_safe
def fellows(request: HttpRequest) -> HttpResponse:
    page = portfolio.page_of(request.GET.get("page"))
    context = {"people": portfolio.people(page), "page": page}
    return render(request, "fellows/fellows.html", context)


@require_safe
def fellow(request: HttpRequest, slug: str) -> HttpResponse:
    """Before it is public only the fellow sees it, as everybody would."""
    found, shown = _seen(request, slug)
    is_own = found.user_id == request.user.pk
    context = {"fellow": found, "shown": shown, "is_own": is_own, "may_nominate": _may(request, found, shown)}
    return _answer(request, "fellow", found, context)


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The accepted version, once the fellow shows it."""
    found, shown = _seen(request, slug)
    edition = edition_of(found) if found.shows_plan else None
    if edition is None:
        raise Http404
    context = {
        "fellow": found,
        "shown": shown,
        "edition": edition,
        "content": read(edition.content),
        "sections": sections_of(edition),
        "trail": [(_("Fellows"), reverse("fellows:fellows")), (shown.name, found.get_absolute_url())],
    }
    return _answer(request, "plan", found, context)


@require_safe
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Of a report: for whoever may read the report."""
    found = get_object_or_404(Picture.objects.select_related("step__fellow"), pk=pk)
    if not _may_see(request, found.step):
        raise Http404
    ending = found.file.name.rpartition(".")[2]
    what = Sent(
        open=lambda: found.file.open("rb"),
        size=found.file.size,
        tag=found.file.name,
        content_type="image/jpeg" if ending == "jpg" else "image/png",
        name=found.file.name.rpartition("/")[2],
        is_download=False,
    )
    return send(request, what)


@own_page
def nominate(request: HttpRequest, slug: str) -> HttpResponse:
    """By a fellow of gold or platinum, for another who has gold and whose portfolio is public."""
    found = get_object_or_404(Fellow.objects.select_related("user"), slug=slug, is_public=True)
    shown = portfolio.portfolio_of(found)
    if not _may(request, found, shown):
        raise Http404
    context: dict[str, Any] = {"fellow": found, "shown": shown}
    if request.method != "POST":
        form = NominationForm(initial=typed.take(request))
        return render(request, "fellows/nominate.html", context | {"form": form})
    form = NominationForm(request.POST)
    context["form"] = form
    if not form.is_valid():
        return render(request, "fellows/nominate.html", context | {"form": form.showable()}, status=422)
    try:
        nominating.nominate(fellow=found, by=person(request), at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        return render(request, "fellows/nominate.html", context | {"warning": why(refused)}, status=409)
    messages.success(request, _("Thank you. Two reviewers read your reasons now."))
    return redirect("fellows:fellow", found.slug)


def _seen(request: HttpRequest, slug: str) -> tuple[Fellow, portfolio.Portfolio]:
    """A portfolio that is public, or one's own."""
    found = get_object_or_404(Fellow.objects.select_related("user"), slug=slug, user__closed_at=None)
    shown = portfolio.portfolio_of(found)
    if found.user_id != request.user.pk and not (found.is_public and shown.level):
        raise Http404
    return found, shown


def _answer(request: HttpRequest, name: str, found: Fellow, context: dict[str, Any]) -> HttpResponse:
    response = render(request, f"fellows/{name}.html", context)
    if not found.is_public:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _may(request: HttpRequest, found: Fellow, shown: portfolio.Portfolio) -> bool:
    user = request.user
    if not user.is_authenticated or found.user_id == user.pk or shown.level != Level.GOLD:
        return False
    return nominating.may_nominate(person(request))


def _may_see(request: HttpRequest, step: Step) -> bool:
    if step.fellow.is_public and step.state == Step.State.AWARDED:
        return True
    user = request.user
    if not user.is_authenticated:
        return False
    is_asked = opinions_of(person(request)).filter(step__fellow=step.fellow_id).exists()
    return step.fellow.user_id == user.pk or user.has_perm(RUN) or is_asked
