"""The desk's page of invitations: by mail, by domain, by link."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core.limits import admit
from rounds.memberships import roster
from rounds.memberships.actions import invitations
from rounds.memberships.actions.invitations import Became, Outcome
from rounds.memberships.domains import domains_of
from rounds.memberships.forms.network import DomainForm, InviteForm, LinkForm
from rounds.memberships.models import Invitation
from rounds.memberships.pasted import Read
from rounds.memberships.refusing import Refused
from rounds.memberships.views.desk import Desk, address, chosen, desk, page_after, show
from rounds.memberships.words import why

MOST = 50  # on a page


@desk
def invited(request: HttpRequest, at: Desk) -> HttpResponse:
    if request.method != "POST":
        return _page(request, at)
    try:
        match request.POST.get("do"):
            case "invite":
                return _invite(request, at)
            case "link":
                return _open_link(request, at)
            case "domain":
                return _open_domain(request, at)
            case _other:
                return _change(request, at)
    except Refused as refused:
        return _page(request, at, warning=why(refused), status=409)


def _invite(request: HttpRequest, at: Desk) -> HttpResponse:
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, at, invite=form, status=422)
    if not admit(request, "seat-invitations", places=60, seconds=3600, who=f"user:{at.user.pk}"):
        warning = _("That was very often in one hour. Please go on a little later.")
        return _page(request, at, invite=form, warning=warning, status=429)
    read: Sequence[Read] = form.cleaned_data["addresses"]
    valid = [one.email for one in read if one.email]
    outcomes = invitations.invite(membership=at.membership, addresses=valid, by=at.user, at=at.at)
    return _page(request, at, told=_told(read, outcomes))


def _told(read: Sequence[Read], outcomes: Sequence[Outcome]) -> dict[str, list[str]]:
    """What became of each line, gathered by what it was."""
    told: dict[str, list[str]] = {one.value: [] for one in Became}
    for email, became in outcomes:
        told[became].append(email)
    return {**told, "not_an_address": [one.text for one in read if not one.email]}


def _open_link(request: HttpRequest, at: Desk) -> HttpResponse:
    form = LinkForm(request.POST, today=at.day)
    if not form.is_valid():
        return _page(request, at, link=form, status=422)
    _one, token = invitations.open_link(membership=at.membership, by=at.user, at=at.at, **form.cleaned_data)
    request.session["seat_link"] = token  # shown once: we keep its digest alone
    return redirect(f"{address(at, 'network_invitations')}#link")


def _open_domain(request: HttpRequest, at: Desk) -> HttpResponse:
    form = DomainForm(request.POST, today=at.day, domains=_domains(at))
    if not form.is_valid():
        return _page(request, at, domain=form, status=422)
    invitations.open_domain(membership=at.membership, by=at.user, at=at.at, **form.cleaned_data)
    message = _("Whoever has confirmed an address at %(domain)s can now take a seat.")
    messages.success(request, message % {"domain": form.cleaned_data["domain"]})
    return redirect(address(at, "network_invitations"))


def _change(request: HttpRequest, at: Desk) -> HttpResponse:
    """Withdraw, take the withdrawal back, send again."""
    invitation = chosen(Invitation, request, membership=at.membership)
    common: dict[str, Any] = {"invitation": invitation, "by": at.user, "at": at.at}
    match request.POST.get("do"):
        case "withdraw":
            invitations.withdraw(**common)
            request.session["seat_withdrawn"] = invitation.pk
        case "restore":
            invitations.restore(**common)
            messages.success(request, _("The invitation is good again."))
        case "again":
            invitations.send_again(**common)
            messages.success(
                request, _("A new mail is on its way to %(email)s.") % {"email": invitation.email}
            )
    return redirect(address(at, "network_invitations"))


def _page(
    request: HttpRequest,
    at: Desk,
    *,
    invite: InviteForm | None = None,
    link: LinkForm | None = None,
    domain: DomainForm | None = None,
    told: dict[str, list[str]] | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    waiting = roster.waiting(at.membership, at.at)
    mails = waiting.filter(kind=Invitation.Kind.EMAIL).count()
    before = page_after(request, "before")
    older = waiting.filter(pk__lt=before) if before else waiting
    shown = list(older.order_by("-pk")[: MOST + 1])
    domains = _domains(at) if at.may_act else []
    is_shown_anew = request.method == "GET"
    token = request.session.pop("seat_link", "") if is_shown_anew else ""
    context = {
        "waiting": shown[:MOST],
        "is_first": before is None,
        "before": shown[MOST - 1].pk if len(shown) > MOST else None,
        "too_many": max(0, mails - at.free),
        "invite": invite or InviteForm(),
        "link": link or LinkForm(today=at.day, free=at.free, auto_id="id_link_%s"),
        "domains": domains,
        "domain": domain or DomainForm(today=at.day, free=at.free, domains=domains, auto_id="id_domain_%s"),
        "new_link": settings.PUBLIC_URL + reverse("memberships:joining", args=[token]) if token else "",
        "withdrawn": request.session.pop("seat_withdrawn", None) if is_shown_anew else None,
        "told": told,
        "warning": warning,
    }
    return show(request, at, "invitations", context, status=status)


def _domains(at: Desk) -> list[str]:
    organization = at.membership.organization
    return domains_of(organization, at.user) if organization else []
