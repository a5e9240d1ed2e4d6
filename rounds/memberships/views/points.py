"""Statements of points: an organization's with what its leader gives, and one's own; and buying more."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.csv import stream
from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.memberships import statement
from rounds.memberships.access import memberships_of
from rounds.memberships.actions import points, top_ups
from rounds.memberships.forms.network import GiveForm, TopUpForm
from rounds.memberships.models import Leadership, Membership, Order, Seat, Wallet
from rounds.memberships.points import last_day
from rounds.memberships.policy import TOP_UP_CENTS
from rounds.memberships.refusing import Refused
from rounds.memberships.views.desk import Desk, address, desk, page_after, show, wallet_of
from rounds.memberships.words import why
from rounds.users.models import User
from rounds.users.signed_in import person

MOST_CHOSEN = 200  # of the roster, in one address


@desk
def network_points(request: HttpRequest, at: Desk) -> HttpResponse:
    if request.method == "POST":
        return _give(request, at)
    return _network_points(request, at)


def _give(request: HttpRequest, at: Desk) -> HttpResponse:
    form = GiveForm(request.POST)
    if not form.is_valid():
        return _network_points(request, at, form=form, status=422)
    found = _people(at, form.cleaned_data["addresses"])
    if unknown := [email for email in form.cleaned_data["addresses"] if email not in found]:
        form.add_error("addresses", _unknown(unknown))
        return _network_points(request, at, form=form, status=422)
    people = list({user.pk: user for user in found.values()}.values())
    each, key = form.cleaned_data["points"], form.cleaned_data["key"]
    try:
        points.transfer(
            membership=at.membership, to_users=people, points=each, by=at.user, at=at.at, key=str(key)
        )
    except Refused as refused:
        return _network_points(
            request, at, form=form, warning=_why_not_given(refused, len(people), each), status=409
        )
    message = ngettext(
        "%(points)d points given to %(count)d person.",
        "%(points)d points given to each of %(count)d people.",
        len(people),
    )
    messages.success(request, message % {"points": each, "count": len(people)})
    return redirect(address(at, "network_points"))


def _why_not_given(refused: Refused, people: int, each: int) -> str:
    if refused.reason == Refused.TOO_FEW:
        text = _("That takes %(needed)d points, and there are not so many. Nobody got any.")
        return text % {"needed": people * each}
    if refused.reason == Refused.NOT_SEATED:
        return _("Somebody of these has no seat. Nobody got any.")
    return why(refused)


def _unknown(addresses: Sequence[str]) -> str:
    text = ngettext(
        "Nobody with a seat has this address: %(list)s",
        "Nobody with a seat has these addresses: %(list)s",
        len(addresses),
    )
    return text % {"list": ", ".join(addresses[:10])}


def _people(at: Desk, addresses: Sequence[str]) -> dict[str, User]:
    """Who takes part, by confirmed address and by the one they sign in with. Of others nothing is told."""
    seated = Seat.objects.held().filter(term=at.term).values("user")
    leading = Leadership.objects.current().filter(membership=at.membership).values("user")
    part = User.objects.filter(Q(pk__in=seated) | Q(pk__in=leading))
    confirmed = EmailAddress.objects.filter(verified=True, email__in=addresses, user__in=part)
    main = {user.email: user for user in part.filter(email__in=addresses)}
    return {**main, **{one.email: one.user for one in confirmed.select_related("user")}}


def _network_points(
    request: HttpRequest, at: Desk, *, form: GiveForm | None = None, warning: str = "", status: int = 200
) -> HttpResponse:
    wallet = wallet_of(at)
    context = {
        "page": statement.page(wallet, before=page_after(request, "before")),
        "points": statement.outlook(wallet, at.day, membership=at.membership),
        "is_first": "before" not in request.GET,
        "form": form or GiveForm(initial={"addresses": _chosen_addresses(request, at)}),
        "warning": warning,
    }
    return show(request, at, "points", context, status=status)


def _chosen_addresses(request: HttpRequest, at: Desk) -> str:
    """Of those who were ticked in the roster."""
    ticked = request.GET.getlist("to")[:MOST_CHOSEN]
    ids = [int(one) for one in ticked if one.isascii() and one.isdigit() and len(one) < 19]
    if not ids:
        return ""
    chosen = Seat.objects.held().filter(pk__in=ids, term__membership=at.membership)
    return "\n".join(chosen.order_by("user__email").values_list("user__email", flat=True))


@desk
def network_points_csv(request: HttpRequest, at: Desk) -> StreamingHttpResponse:
    return _csv(wallet_of(at), f"points-{at.day.isoformat()}.csv")


@desk
def network_top_up(request: HttpRequest, at: Desk) -> HttpResponse:
    if not at.may_act:
        raise Http404
    back = address(at, "network_points")
    return _top_up(request, at.membership, is_for_organization=True, back=back)


@private
@login_required
def my_points(request: HttpRequest) -> HttpResponse:
    user, today = person(request), timezone.now().date()
    wallet = _mine(user)
    context = {
        "page": statement.page(wallet, before=page_after(request, "before")),
        "points": statement.outlook(wallet, today),
        "is_first": "before" not in request.GET,
        "may_buy": _buys_under(user) is not None,
        "price": TOP_UP_CENTS,
    }
    return render(request, "memberships/points/mine.html", context)


@private
@login_required
def my_points_csv(request: HttpRequest) -> StreamingHttpResponse:
    return _csv(_mine(person(request)), f"points-{timezone.now():%Y-%m-%d}.csv")


@private
@login_required
def top_up(request: HttpRequest) -> HttpResponse:
    """Any member may buy points for themself."""
    membership = _buys_under(person(request))
    if membership is None:
        return render(request, "memberships/points/for_members.html", status=403)
    return _top_up(request, membership, is_for_organization=False, back=reverse("memberships:my_points"))


def _top_up(
    request: HttpRequest, membership: Membership, *, is_for_organization: bool, back: str
) -> HttpResponse:
    form = TopUpForm(request.POST or None)
    warning, status = "", 200
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif not admit(request, "top-up", places=20, seconds=24 * 3600, who=str(request.user.pk)):
            warning, status = _("These are very many orders for one day. Please go on tomorrow."), 429
        else:
            try:
                order = _buy(request, membership, is_for_organization, **form.cleaned_data)
                return redirect(order.invoice.get_absolute_url())
            except Refused as refused:
                warning, status = why(refused), 409
    context = {
        "form": form,
        "organization": membership.organization if is_for_organization else None,
        "price": TOP_UP_CENTS,
        "until": last_day(timezone.now().date()),
        "trail": [(_("Points"), back), (_("Buy points"), "")],
        "warning": warning,
    }
    return render(request, "memberships/points/top_up.html", context, status=status)


def _buy(
    request: HttpRequest, membership: Membership, is_for_organization: bool, *, points: int, key: UUID
) -> Order:
    return top_ups.buy(
        membership=membership,
        points=points,
        to_organization=is_for_organization,
        by=person(request),
        at=timezone.now(),
        key=f"{request.user.pk}:{key}",
    )


def _mine(user: User) -> Wallet | None:
    return Wallet.objects.filter(user=user).first()


def _buys_under(user: User) -> Membership | None:
    """Of the memberships that are open to a person, their own first."""
    mine = memberships_of(user, timezone.now().date())
    return next((one.membership for one in mine if one.stand.standing.is_open), None)


def _csv(wallet: Wallet | None, name: str) -> StreamingHttpResponse:
    header = [_("Date"), _("What"), _("Points"), _("Balance"), _("Last day")]
    lines = stream(header, _cells(statement.every_line(wallet)))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(lines: Iterator[statement.Line]) -> Iterator[tuple]:
    for line in lines:
        days = "; ".join(f"{part.points}: {part.expires_on.isoformat()}" for part in line.parts)
        yield line.operation.at.date().isoformat(), line.what, line.change, line.balance, days
