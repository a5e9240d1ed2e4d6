"""The back office's page of who leads the network at an organization: appointing, and ending."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.memberships import roster
from rounds.memberships.actions import leadership
from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.forms.network import LeaderForm
from rounds.memberships.models import Leadership, Membership
from rounds.memberships.refusing import Refused
from rounds.memberships.views.desk import chosen
from rounds.users.models import User
from rounds.users.signed_in import person


@permission_required(MANAGE, raise_exception=True)
def leaders(request: HttpRequest, pk: int) -> HttpResponse:
    memberships = Membership.objects.exclude(organization=None).select_related("organization")
    membership = get_object_or_404(memberships, pk=pk)
    if request.method != "POST":
        return _page(request, membership, LeaderForm())
    if "which" in request.POST:
        return _end(request, membership)
    return _appoint(request, membership)


def _appoint(request: HttpRequest, membership: Membership) -> HttpResponse:
    form = LeaderForm(request.POST)
    if not form.is_valid():
        return _page(request, membership, form, status=422)
    if (user := _owner(form.cleaned_data["email"])) is None:
        form.add_error("email", _("Nobody who signs in here has confirmed this address."))
        return _page(request, membership, form, status=422)
    leadership.appoint(membership=membership, user=user, by=person(request), at=timezone.now())
    messages.success(request, _("%(name)s leads the network there now.") % {"name": user})
    return redirect("office_leaders", membership.pk)


def _end(request: HttpRequest, membership: Membership) -> HttpResponse:
    one = chosen(Leadership, request, membership=membership)
    try:
        leadership.step_down(leadership=one, by=person(request), at=timezone.now())
    except Refused:
        conflict = _("This is the only leader. Appoint another first.")
        return _page(request, membership, LeaderForm(), conflict=conflict, status=409)
    messages.success(request, _("Done."))
    return redirect("office_leaders", membership.pk)


def _owner(email: str) -> User | None:
    found = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    address = found.select_related("user").first()
    return address.user if address else None


def _page(
    request: HttpRequest, membership: Membership, form: LeaderForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "header_title": _("Who leads at %(name)s") % {"name": membership.organization},
        "membership": membership,
        "leaders": roster.leaders(membership),
        "form": form,
        "shows_errors": form.is_bound,
        "conflict": conflict,
    }
    return render(request, "memberships/office/leaders.html", context, status=status)
