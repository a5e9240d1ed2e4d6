"""Who comes to a leader's desk, and what all its pages show."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.private_pages import private
from rounds.core.templatetags.core import tabs_at
from rounds.core.ways import Way, ways_from
from rounds.memberships import roster
from rounds.memberships.access import Stand, stands_of
from rounds.memberships.actions.holding import leads
from rounds.memberships.actions.leadership import MANAGE
from rounds.memberships.models import Membership, Term, Wallet
from rounds.users.models import User
from rounds.users.signed_in import person

Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True, slots=True)
class Desk:
    """`term`: the one that counts, or after it the last. Staff may look, not act; nobody acts after a lapse."""

    membership: Membership
    user: User
    at: datetime
    stand: Stand
    term: Term | None
    used: int
    is_leader: bool

    @property
    def may_act(self) -> bool:
        return self.is_leader and self.stand.standing.is_open

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def seats(self) -> int:
        return self.term.seats if self.term else 0

    @property
    def free(self) -> int:
        return max(0, self.seats - self.used)

    @property
    def days_left(self) -> int | None:
        return (self.term.ends_on - self.day).days if self.term and self.term.ends_on else None


View = Callable[..., HttpResponseBase]


def desk(view: View) -> View:
    """For a page of the desk: the membership of an organization, for those who lead it; staff may look.

    For others there is no such page.
    """

    @private
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **more: Any) -> HttpResponseBase:
        return view(request, desk_of(person(request), pk), **more)

    return guarded


def desk_of(user: User, pk: int) -> Desk:
    memberships = Membership.objects.exclude(organization=None).select_related("organization")
    membership = get_object_or_404(memberships, pk=pk)
    is_leader = leads(user, membership)
    if not is_leader and not user.has_perm(MANAGE):
        raise Http404
    now = timezone.now()
    stand = stands_of([membership.pk], now.date())[membership.pk]
    term = stand.term or Term.objects.filter(membership=membership).order_by("-starts_on", "-pk").first()
    return Desk(membership, user, now, stand, term, roster.used(term), is_leader)


def show(
    request: HttpRequest, at: Desk, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    page = f"memberships/network/{template}.html"
    return render(request, page, shown(request, at, context), status=status)


def shown(request: HttpRequest, at: Desk, context: dict[str, Any]) -> dict[str, Any]:
    """With what every page of the desk shows."""
    pages = (
        ("network", _("Overview"), "building"),
        ("network_roster", _("Roster"), "people"),
        ("network_invitations", _("Invitations"), "mail"),
        ("network_points", _("Points"), "chart"),
    )
    ways = [Way(address(at, name), label, icon) for name, label, icon in pages]
    ways += ways_from("network", at.membership)
    return {
        "desk": at,
        "organization": at.membership.organization,
        "tabs": tabs_at(request.path, ways),
        **context,
    }


def address(at: Desk, name: str) -> str:
    return reverse(f"memberships:{name}", args=[at.membership.pk])


def wallet_of(at: Desk) -> Wallet | None:
    return Wallet.objects.filter(membership=at.membership).first()


def chosen(model: type[Found], request: HttpRequest, **where: Any) -> Found:
    """The thing that a button is about."""
    return get_object_or_404(model, pk=number_in(request.POST.get("which", "")), **where)


def number_in(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def page_after(request: HttpRequest, name: str) -> int | None:
    """The key with which the page before ended."""
    return number_in(text) if (text := request.GET.get(name, "")) else None
