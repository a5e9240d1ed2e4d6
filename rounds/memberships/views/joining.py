"""Taking a seat: by the link in a mail or one that is shared, or by an offer on one's own pages."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.private_pages import private
from rounds.core.secret_pages import masked
from rounds.directory.emails.representatives import plain_name
from rounds.memberships.actions import invitations, seats
from rounds.memberships.models import Invitation
from rounds.memberships.offers import offers_for
from rounds.memberships.refusing import Refused
from rounds.memberships.words import why
from rounds.users.models import User
from rounds.users.signed_in import person

_WITH = ("membership__organization", "invited_by")


@private
def joining(request: HttpRequest, token: str) -> HttpResponse:
    """Reading it takes no seat; the button does. Whoever is not signed in does that first, and comes back."""
    found = Invitation.objects.select_related(*_WITH).filter(digest=invitations.digest(token)).first()
    if found is None:
        return render(request, "memberships/joining/over.html", status=404)
    if request.method == "POST" and isinstance(request.user, User):
        return _take(request, found)
    return _page(request, found)


@private
@login_required
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """An invitation that reaches a person by an address they have confirmed; no link is needed."""
    mine = {one.pk for one in offers_for(person(request), timezone.now())}
    if pk not in mine:
        return render(request, "memberships/joining/over.html", status=404)
    found = get_object_or_404(Invitation.objects.select_related(*_WITH), pk=pk)
    return _take(request, found) if request.method == "POST" else _page(request, found)


def _take(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    try:
        invitations.accept(invitation=invitation, by=person(request), at=timezone.now())
    except Refused as refused:
        return _page(request, invitation, warning=why(refused), status=409)
    name = invitation.membership.organization
    messages.success(request, _("Welcome. You have a seat of %(name)s.") % {"name": name})
    return redirect("/me/")


def _page(
    request: HttpRequest, invitation: Invitation, *, warning: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    here = urlencode({"next": request.path})
    context: dict[str, Any] = {
        "invitation": invitation,
        "organization": invitation.membership.organization,
        "who": plain_name(invitation.invited_by) if invitation.invited_by else "",
        "is_good": invitations.is_good(invitation, now),
        "email": masked(invitation.email) if invitation.email else "",
        "sign_in": f"{reverse('account_login')}?{here}",
        "sign_up": f"{reverse('account_signup')}?{here}",
        "warning": warning,
    }
    if isinstance(request.user, User):
        context["is_theirs"] = invitations.is_for(invitation, request.user)
        context["sits"] = seats.held_by(request.user, invitation.membership, now.date())
    return render(request, "memberships/joining/seat.html", context, status=status)
