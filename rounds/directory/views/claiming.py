"""How somebody becomes a representative: the page with the ways, and looking for the proof."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.directory.actions import claims
from rounds.directory.actions.submissions import Refused
from rounds.directory.checking.fetchers import ChecksAreOff, checks_are_on, open_fetcher
from rounds.directory.claiming import challenges
from rounds.directory.claiming.domains import Ground, why_not
from rounds.directory.claiming.grounds import ground_for, proving_address, was_removed
from rounds.directory.claiming.looking import look
from rounds.directory.claiming.words import ADDRESSES, OBSTACLES, REFUSALS, problem
from rounds.directory.forms.representatives import NoteForm
from rounds.directory.models import Claim, Method, Representative
from rounds.organizations.models import Organization
from rounds.users.addresses import verified_addresses
from rounds.users.signed_in import person

PATIENCE = 6  # seconds for one request to their site, while a person waits


@private
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """What it means, and the ways to prove it. Nobody needs to sign in to read it."""
    organization = _organization(slug)
    if organization.merged_into:
        return redirect("directory:claim", organization.merged_into.slug)
    if request.method == "POST" and request.user.is_authenticated:
        return _make(request, organization, timezone.now())
    return _page(request, organization)


@private
@require_POST
@login_required
def claim_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Look for the proof now, or take the claim back."""
    organization = _organization(slug)
    found = _open(request, organization)
    now = timezone.now()
    if found and request.POST.get("do") == "withdraw":
        claims.withdraw(claim=found, by=person(request), at=now)
        messages.success(request, _("You took it back. You may begin once more at any time."))
    elif found and found.state == Claim.State.OPEN:
        if not admit(request, "claim-check", places=6, seconds=600, who=f"user:{request.user.pk}"):
            warning = _(
                "We looked several times in the last minutes. Please wait ten minutes; we go on looking, too."
            )
            return _page(request, organization, warning=warning, status=429)
        try:
            _look(found, now)
        except ChecksAreOff:
            warning = _("Looking is not available here at the moment. Please ask a moderator below.")
            return _page(request, organization, warning=warning, status=409)
    return redirect("directory:claim", slug)


def _look(found: Claim, now: datetime) -> None:
    with open_fetcher(pause=0, seconds=PATIENCE) as fetcher:
        reading = look(
            method=found.method,
            token=found.challenge,
            ground=ground_for(found.organization),
            fetcher=fetcher,
        )
    claims.note_reading(claim=found, found=reading, at=now, told=False)


def _make(request: HttpRequest, organization: Organization, now: datetime) -> HttpResponse:
    method = request.POST.get("method", "")
    if method not in (Method.EMAIL, *claims.SHOWN, Method.DECISION):
        return _page(request, organization, status=422)
    form = NoteForm(request.POST) if method == Method.DECISION else None
    if form and not form.is_valid():
        return _page(request, organization, form=form.showable(), status=422)
    if not admit(request, "claim", places=10, seconds=24 * 3600, who=f"user:{request.user.pk}"):
        warning = _(
            "That were very many attempts today. What you wrote is still here: please go on tomorrow."
        )
        return _page(request, organization, form=form, warning=warning, status=429)
    try:
        claims.claim(
            user=person(request),
            organization=organization,
            method=method,
            note=form.cleaned_data["note"] if form else "",
            at=now,
        )
    except Refused as refused:
        return _page(request, organization, form=form, warning=str(REFUSALS[str(refused)]), status=409)
    return redirect("directory:claim", organization.slug)


def _page(
    request: HttpRequest,
    organization: Organization,
    *,
    form: NoteForm | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "organization": organization,
        "trail": [
            (_("The List"), "/list/"),
            (organization.name, organization.get_absolute_url()),
            (_("Speak for it"), ""),
        ],
        "warning": warning,
        "form": form or NoteForm(),
    }
    if request.user.is_authenticated:
        context |= _for_person(request, organization)
    return render(request, "directory/representatives/claim.html", context, status=status)


def _for_person(request: HttpRequest, organization: Organization) -> dict[str, Any]:
    user, ground = person(request), ground_for(organization)
    open_claim = _open(request, organization)
    return {
        "speaks": Representative.objects.current().filter(organization=organization, user=user).first(),
        "claim": open_claim,
        "shown": _shown(open_claim, ground) if open_claim else None,
        "problem": problem(open_claim.problem) if open_claim else "",
        "last": Claim.objects.filter(organization=organization, user=user).order_by("-pk").first(),
        "was_removed": was_removed(user, organization),
        "ground": ground,
        "obstacle": OBSTACLES.get(ground.obstacle, "") if ground.obstacle else "",
        "top": Organization.objects.filter(pk=ground.top).first() if ground.top else None,
        "proving": proving_address(user, ground),
        "addresses": [
            {"email": email, "why": ADDRESSES[why]}
            for email in verified_addresses(user)
            if (why := why_not(email, ground))
        ],
        "checks_are_on": checks_are_on(),
    }


def _shown(claim: Claim, ground: Ground) -> dict[str, Any]:
    """What is to be put where."""
    return {
        "names": challenges.record_names(ground.host),
        "word": challenges.word(claim.challenge),
        "file": challenges.file_address(ground.site, ground.scope.path) if ground.host else "",
        "tag": challenges.tag(claim.challenge),
    }


def _open(request: HttpRequest, organization: Organization) -> Claim | None:
    found = Claim.objects.filter(organization=organization, user=request.user.pk, state__in=Claim.OPEN)
    return found.select_related("organization", "user").first()


def _organization(slug: str) -> Organization:
    return get_object_or_404(Organization.objects.select_related("merged_into"), slug=slug)
