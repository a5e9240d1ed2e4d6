"""The back office's page of points: whose they are, the statement, and spending or giving back on behalf."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.memberships import statement
from rounds.memberships.actions import points
from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.forms.network import SpendForm
from rounds.memberships.models import PointsOperation, Wallet
from rounds.memberships.refusing import Refused
from rounds.memberships.views.desk import number_in, page_after
from rounds.memberships.words import why
from rounds.users.models import User

MOST = 50


@permission_required(MANAGE, raise_exception=True)
def wallets(request: HttpRequest) -> HttpResponse:
    """Found by the name or address of a person, or the name of an organization."""
    asked = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    found = Wallet.objects.none()
    if asked:
        person = Q(user__name__icontains=asked) | Q(user__email__icontains=asked)
        found = Wallet.objects.filter(person | Q(membership__organization__name__icontains=asked))
    shown = list(found.select_related("user", "membership__organization").order_by("pk")[: MOST + 1])
    context = {
        "header_title": _("Points"),
        "asked": asked,
        "wallets": shown[:MOST],
        "has_more": len(shown) > MOST,
    }
    return render(request, "memberships/office/wallets.html", context)


@permission_required(MANAGE, raise_exception=True)
def wallet(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Wallet.objects.select_related("user", "membership__organization"), pk=pk)
    if request.method != "POST":
        return _page(request, found, SpendForm())
    try:
        if "give-back" in request.POST:
            return _give_back(request, found)
        return _spend(request, found)
    except Refused as refused:
        return _page(request, found, SpendForm(request.POST), conflict=why(refused), status=409)


def _spend(request: HttpRequest, found: Wallet) -> HttpResponse:
    form = SpendForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    told = form.cleaned_data
    points.spend(
        wallet=found,
        points=told["points"],
        memo=told["memo"],
        key=f"office:{told['key']}",
        by=_staff(request),
        at=timezone.now(),
    )
    messages.success(request, _("Done. It can be given back on this page."))
    return redirect("office_wallet", found.pk)


def _give_back(request: HttpRequest, found: Wallet) -> HttpResponse:
    spent = PointsOperation.objects.filter(kind=PointsOperation.Kind.SPEND, entries__source__wallet=found)
    operation = get_object_or_404(spent.distinct(), pk=number_in(request.POST["give-back"]))
    points.unspend(operation=operation, by=_staff(request), at=timezone.now())
    messages.success(request, _("The points are given back."))
    return redirect("office_wallet", found.pk)


def _page(
    request: HttpRequest, found: Wallet, form: SpendForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    page = statement.page(found, before=page_after(request, "before"))
    ids = [line.operation.pk for line in page.lines]
    back = PointsOperation.objects.filter(reverses__in=ids).values_list("reverses", flat=True)
    owner: Any = found.user or (found.membership and found.membership.organization)
    context = {
        "header_title": _("Points of %(name)s") % {"name": owner},
        "wallet": found,
        "page": page,
        "given_back": set(back),
        "points": statement.outlook(found, timezone.now().date()),
        "form": form,
        "shows_errors": form.is_bound,
        "conflict": conflict,
    }
    return render(request, "memberships/office/wallet.html", context, status=status)


def _staff(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
