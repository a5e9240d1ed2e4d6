"""The leader's desk: overview, roster, who leads."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.billing.models import Invoice
from rounds.core.csv import stream
from rounds.core.private_pages import private
from rounds.memberships import roster, statement
from rounds.memberships.actions import leadership, points, seats
from rounds.memberships.models import Leadership, Membership, Seat, Term
from rounds.memberships.next_steps import steps
from rounds.memberships.refusing import Refused
from rounds.memberships.views.desk import Desk, address, chosen, desk, page_after, show, wallet_of
from rounds.memberships.words import why
from rounds.users.signed_in import person


@private
@login_required
def desks(request: HttpRequest) -> HttpResponse:
    """The organizations that a person leads; straight to the desk where there is one."""
    led = Membership.objects.led_by(person(request).pk).select_related("organization")
    found = list(led.order_by("organization__sort_name", "pk"))
    if len(found) == 1:
        return redirect("memberships:network", found[0].pk)
    return render(request, "memberships/network/desks.html", {"memberships": found})


@desk
def overview(request: HttpRequest, at: Desk) -> HttpResponse:
    if request.method == "POST":
        return _lead(request, at)
    return _overview(request, at)


def _overview(request: HttpRequest, at: Desk, *, warning: str = "", status: int = 200) -> HttpResponse:
    outlook = statement.outlook(wallet_of(at), at.day, membership=at.membership)
    waiting = roster.waiting(at.membership, at.at).count()
    leaders = roster.leaders(at.membership)
    invoices = Invoice.objects.filter(organization=at.membership.organization_id, kind=Invoice.Kind.INVOICE)
    owed = list(invoices.open().order_by("due_on", "pk")[:5])
    context = {
        "points": outlook,
        "waiting": waiting,
        "leaders": leaders,
        "owed": owed,
        "invoices": list(invoices.exclude(settled_at=None).order_by("-serial")[:3]),
        "steps": steps(
            at, owed=owed, waiting=waiting, leaders=len(leaders), points=outlook, follows=_follows(at)
        ),
        "warning": warning,
    }
    return show(request, at, "overview", context, status=status)


def _follows(at: Desk) -> bool:
    """Whether the next term is agreed already."""
    if at.term is None:
        return False
    later = Term.objects.filter(membership=at.membership, starts_on__gt=at.term.starts_on, ending=None)
    return later.exists()


def _lead(request: HttpRequest, at: Desk) -> HttpResponse:
    """Step down; the last leader cannot."""
    one = chosen(Leadership, request, membership=at.membership, until_at=None)
    try:
        leadership.step_down(leadership=one, by=at.user, at=at.at)
    except Refused as refused:
        return _overview(request, at, warning=why(refused), status=409)
    messages.success(request, _("Done. Thank you for having led the network."))
    return redirect("/me/") if one.user_id == at.user.pk else redirect(address(at, "network"))


@desk
def people(request: HttpRequest, at: Desk) -> HttpResponse:
    if request.method != "POST":
        return _people(request, at)
    try:
        return _do(request, at)
    except Refused as refused:
        return _people(request, at, warning=why(refused), status=409)


def _people(request: HttpRequest, at: Desk, *, warning: str = "", status: int = 200) -> HttpResponse:
    asked = " ".join(request.GET.get("q", "").replace("\0", "").split())[:100]
    page = roster.page(at.term, at.day, asked=asked, after=page_after(request, "after")) if at.term else None
    more = {"q": asked} if asked else {}
    context = {
        "page": page,
        "asked": asked,
        "is_first": "after" not in request.GET,
        "next": f"?{urlencode({**more, 'after': page.after})}" if page and page.after else "",
        "first": f"?{urlencode(more)}" if more else request.path,
        "warning": warning,
        "undo": request.session.pop("seat_taken_back", None) if request.method == "GET" else None,
    }
    return show(request, at, "roster", context, status=status)


def _do(request: HttpRequest, at: Desk) -> HttpResponse:
    """What one button of the roster does."""
    common: dict[str, Any] = {"by": at.user, "at": at.at}
    if request.POST.get("do") == "undo":
        past = chosen(Seat, request, term__membership=at.membership, ended_reason=seats.TAKEN_BACK)
        seats.seat_again(seat=past, **common)
        messages.success(request, _("%(name)s has a seat again.") % {"name": past.user})
        return redirect(address(at, "network_roster"))
    seat = chosen(Seat, request, term__membership=at.membership, until_at=None)
    match request.POST.get("do"):
        case "take-back":
            _take_back(request, seat, at)
        case "recall":
            returned = points.recall(membership=at.membership, user=seat.user, **common)
            text = ngettext("%(points)d point came back.", "%(points)d points came back.", returned)
            messages.success(request, text % {"points": returned})
        case "lead":
            leadership.appoint_colleague(membership=at.membership, user=seat.user, **common)
            messages.success(request, _("%(name)s now leads the network, too.") % {"name": seat.user})
        case "pass-on":
            leadership.pass_on(membership=at.membership, to=seat.user, **common)
            messages.success(
                request, _("%(name)s leads the network now. You keep your seat.") % {"name": seat.user}
            )
            return redirect("/me/")
    return redirect(address(at, "network_roster"))


def _take_back(request: HttpRequest, seat: Seat, at: Desk) -> None:
    returned = seats.take_back(seat=seat, by=at.user, at=at.at)
    text = _("%(name)s has no seat any more.") % {"name": seat.user}
    if returned:
        came = ngettext(
            "%(points)d unspent point came back.", "%(points)d unspent points came back.", returned
        )
        text = f"{text} {came % {'points': returned}}"
    request.session["seat_taken_back"] = {"pk": seat.pk, "text": text}


@desk
def people_csv(request: HttpRequest, at: Desk) -> StreamingHttpResponse:
    rows = roster.every_row(at.term, at.day) if at.term else iter(())
    header = [_("Name"), _("E-mail address"), _("Seat"), _("Since"), _("Leads"), _("Unspent points")]
    response = StreamingHttpResponse(stream(header, _cells(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="roster-{at.day.isoformat()}.csv"'
    return response


def _cells(rows: Iterator[roster.Row]) -> Iterator[tuple]:
    for row in rows:
        seat = row.seat
        leads = _("yes") if row.leads else ""
        yield seat.user.name, seat.user.email, seat.place, seat.from_at.date().isoformat(), leads, row.points


@private
@login_required
def own_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up one's own seat."""
    own = (
        Seat.objects.held()
        .filter(user=person(request))
        .select_related("term__membership__organization", "user")
    )
    seat = get_object_or_404(own, pk=pk)
    if request.method == "POST":
        return _give_up(request, seat)
    context = {"seat": seat, "organization": seat.term.membership.organization}
    return render(request, "memberships/network/own_seat.html", context)


def _give_up(request: HttpRequest, seat: Seat) -> HttpResponse:
    seats.give_up(seat=seat, at=timezone.now())
    name = seat.term.membership.organization
    messages.success(
        request, _("You gave up your seat of %(name)s. Your records stay yours.") % {"name": name}
    )
    return redirect("/me/")
