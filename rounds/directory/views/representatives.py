"""Who speaks for an organization: the page of its people, an invitation, and a person's own desk."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.core.secret_pages import masked
from rounds.directory.actions import claims
from rounds.directory.actions import representatives as verbs
from rounds.directory.actions.submissions import Refused
from rounds.directory.claiming.words import REFUSALS
from rounds.directory.forms.representatives import InviteForm, RemovalForm
from rounds.directory.models import Claim, Invitation, Removal, Representative
from rounds.directory.speaking import desks, may_speak_for
from rounds.organizations.models import Organization
from rounds.users.addresses import has_verified
from rounds.users.models import User
from rounds.users.signed_in import person

MOST_PARTS = 200


@private
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """An organization's representatives, for those who keep them. For others there is no such page."""
    organization = get_object_or_404(Organization.objects.select_related("parent"), slug=slug)
    if not verbs.may_keep(person(request), organization):
        raise Http404
    if request.method != "POST":
        return _people(request, organization)
    now = timezone.now()
    try:
        match request.POST.get("do"):
            case "invite":
                return _invite(request, organization, now)
            case "remove":
                return _remove(request, organization, now)
            case do:
                _do(request, organization, str(do), now)
    except Refused as refused:
        return _people(request, organization, warning=str(REFUSALS[str(refused)]), status=409)
    return _onward(request, organization)


def _invite(request: HttpRequest, organization: Organization, now: datetime) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _people(request, organization, form=form, status=422)
    if not admit(request, "invitation", places=20, seconds=24 * 3600, who=f"user:{request.user.pk}"):
        warning = _("That were very many invitations today. Please send this one tomorrow.")
        return _people(request, organization, form=form, warning=warning, status=429)
    email = form.cleaned_data["email"]
    verbs.invite(organization=organization, email=email, by=person(request), at=now)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": email})
    return _onward(request, organization)


def _remove(request: HttpRequest, organization: Organization, now: datetime) -> HttpResponse:
    representative = _one(Representative, request, organization=organization)
    form = RemovalForm(request.POST)
    if not form.is_valid():
        return _people(request, organization, refused=(representative.pk, form), status=422)
    removal = verbs.remove(
        representative=representative, reason=form.cleaned_data["reason"], by=person(request), at=now
    )
    if removal:
        messages.info(
            request,
            _("It is the last representative, so a second person has to agree. We asked whom we could."),
        )
    else:
        messages.success(request, _("Done. It can be undone on this page."))
    return _onward(request, organization)


def _do(request: HttpRequest, organization: Organization, do: str, now: datetime) -> None:
    """What one button does."""
    common: dict[str, Any] = {"by": person(request), "at": now}
    match do:
        case "take-back":
            verbs.take_back(invitation=_one(Invitation, request, organization=organization), **common)
        case "agree" | "keep":
            removal = _one(Removal, request, representative__organization=organization)
            verbs.decide_removal(removal=removal, agreed=do == "agree", **common)
        case "object":
            claims.object_to(claim=_one(Claim, request, organization=organization), **common)
        case "undo":
            verbs.reinstate(representative=_one(Representative, request, organization=organization), **common)
        case _unknown:
            return
    messages.success(request, _("Done."))


def _one(model: Any, request: HttpRequest, **where: Any) -> Any:
    pk = request.POST.get("which", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Http404
    return get_object_or_404(model, pk=int(pk), **where)


def _onward(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Back to the page; to one's own desk, for who has just left."""
    stays = verbs.may_keep(person(request), organization)
    return redirect("directory:people", organization.slug) if stays else redirect("directory:mine")


def _people(
    request: HttpRequest,
    organization: Organization,
    *,
    form: InviteForm | None = None,
    refused: tuple[int, RemovalForm] | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    is_moderator = request.user.has_perm(verbs.MODERATE)
    context = {
        "organization": organization,
        "trail": [
            (_("My organizations"), "/my-organizations/"),
            (organization.name, organization.get_absolute_url()),
            (_("Representatives"), ""),
        ],
        "people": _rows(organization, person(request), refused, is_moderator),
        "former": _former(organization, person(request), now, is_moderator),
        "invitations": verbs.open_invitations(organization, now).order_by("invited_at", "pk"),
        "doubtful": _doubtful(organization, person(request), now, is_moderator),
        "may_invite": may_speak_for(person(request), organization),
        "form": form or InviteForm(),
        "warning": warning,
    }
    return render(request, "directory/representatives/people.html", context, status=status)


def _rows(
    organization: Organization, user: User, refused: tuple[int, RemovalForm] | None, is_moderator: bool
) -> list[dict[str, Any]]:
    asked = Removal.objects.filter(decided_at=None, representative__organization=organization)
    pending = {one.representative_id: one for one in asked.select_related("asked_by")}
    current = Representative.objects.current().filter(organization=organization)
    return [
        {
            "one": one,
            "who": _named(one.user, is_moderator),
            "is_self": one.user_id == user.pk,
            "is_refused": bool(refused and refused[0] == one.pk),
            "form": refused[1]
            if refused and refused[0] == one.pk
            else RemovalForm(auto_id=f"id_{one.pk}_%s"),
            **_pending(pending.get(one.pk), user, is_moderator),
        }
        for one in current.select_related("user").order_by("since_at", "pk")
    ]


def _pending(removal: Removal | None, user: User, is_moderator: bool) -> dict[str, Any]:
    """What waits for a second person's word."""
    if removal is None:
        return {"removal": None}
    return {
        "removal": removal,
        "asked_by": _named(removal.asked_by, is_moderator),
        "may_agree": removal.asked_by_id != user.pk,
    }


def _former(
    organization: Organization, user: User, now: datetime, is_moderator: bool
) -> list[dict[str, Any]]:
    """Who stopped lately and is not back."""
    back = Representative.objects.current().filter(organization=organization).values("user")
    past = Representative.objects.filter(organization=organization, ended_at__gt=now - verbs.UNDO)
    return [
        {
            "one": one,
            "who": _named(one.user, is_moderator),
            "may_undo": verbs.may_be_undone(one, user, now),
        }
        for one in past.exclude(user__in=back).select_related("user").order_by("-ended_at", "-pk")
    ]


def _doubtful(
    organization: Organization, user: User, now: datetime, is_moderator: bool
) -> list[dict[str, Any]]:
    """Claims that this person may object to: those that wait, and those that were proven lately."""
    about = Claim.objects.filter(
        organization=organization, state__in=[Claim.State.WAITING, Claim.State.PROVEN]
    )
    found = about.exclude(user=user).select_related("user").order_by("-made_at", "-pk")[:20]
    speaks = may_speak_for(user, organization)
    return [
        {
            "claim": claim,
            "who": _named(claim.user, is_moderator),
            "may_object": speaks and claims.may_be_objected_to(claim, now),
        }
        for claim in found
        if claim.state == Claim.State.WAITING or claims.may_be_objected_to(claim, now)
    ]


def _named(user: User, is_moderator: bool) -> str:
    """As colleagues may know somebody: by name, or by as much of the address as tells them who it is."""
    if user.closed_at:
        return str(user)
    if is_moderator:
        return f"{user.name} <{user.email}>" if user.name else user.email
    return user.name or masked(user.email)


@private
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. Mail scanners open it too, so only the button accepts."""
    found = get_object_or_404(
        Invitation.objects.select_related("organization", "invited_by"), token=token.replace("\0", "")
    )
    if request.method == "POST" and request.user.is_authenticated:
        return _accept(request, found)
    return _invitation(request, found)


def _accept(request: HttpRequest, found: Invitation) -> HttpResponse:
    try:
        verbs.accept(invitation=found, by=person(request), at=timezone.now())
    except Refused as refused:
        found.refresh_from_db()
        return _invitation(request, found, warning=str(REFUSALS[str(refused)]), status=409)
    messages.success(request, _("Welcome. You speak for %(name)s now.") % {"name": found.organization.name})
    return redirect("directory:mine")


def _invitation(
    request: HttpRequest, found: Invitation, *, warning: str = "", status: int = 200
) -> HttpResponse:
    user = request.user
    context = {
        "invitation": found,
        "organization": found.organization,
        "is_good": verbs.is_good(found, timezone.now()),
        "is_theirs": user.is_authenticated and bool(found.email) and has_verified(user, found.email),
        "email": masked(found.email),
        "warning": warning,
    }
    return render(request, "directory/representatives/invitation.html", context, status=status)


@private
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """The desk: the organizations that a person represents, with their parts, and what is under way."""
    if request.method != "POST":
        return _mine(request)
    left = _one(Representative, request, user=person(request))
    try:
        verbs.reinstate(representative=left, by=person(request), at=timezone.now())
    except Refused as refused:
        return _mine(request, warning=str(REFUSALS[str(refused)]), status=409)
    return redirect("directory:mine")


def _mine(request: HttpRequest, *, warning: str = "", status: int = 200) -> HttpResponse:
    user = person(request)
    represented = list(desks(user))
    parts: defaultdict[int | None, list[Organization]] = defaultdict(list)
    for part in Organization.objects.current().filter(parent__in=represented).order_by("sort_name", "pk"):
        parts[part.parent_id].append(part)
    claimed = Claim.objects.filter(user=user, state__in=Claim.OPEN).select_related("organization")
    left = Representative.objects.filter(
        user=user, ended_by=user, ended_at__gt=timezone.now() - verbs.UNDO_RESIGNING
    ).exclude(organization__in=represented)
    context = {
        "desks": [
            {
                "organization": one,
                "parts": parts[one.pk][:MOST_PARTS],
                "more": len(parts[one.pk]) > MOST_PARTS,
            }
            for one in represented
        ],
        "claims": claimed.order_by("made_at", "pk"),
        "left": left.select_related("organization").order_by("-ended_at", "-pk"),
        "warning": warning,
    }
    return render(request, "directory/representatives/mine.html", context, status=status)
