"""What a leader may do next, the most pressing first. Each is one sentence and one way."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.billing.models import Invoice
from rounds.core.ways import ways_from
from rounds.memberships.policy import RENEW_FROM_DAYS
from rounds.memberships.statement import Outlook

if TYPE_CHECKING:
    from rounds.memberships.views.desk import Desk

SOON = timedelta(days=90)  # before points expire


class Step(NamedTuple):
    text: str
    url: str
    label: str
    icon: str


def steps(
    desk: "Desk", *, owed: Sequence[Invoice], waiting: int, leaders: int, points: Outlook, follows: bool
) -> list[Step]:
    """`waiting`: invitations. `follows`: the next term is agreed already."""
    return [
        *_membership(desk, owed, follows),
        *_seats(desk, waiting, leaders),
        *_points(desk, points),
        *_onward(desk),
    ]


def _membership(desk: "Desk", owed: Sequence[Invoice], follows: bool) -> Iterator[Step]:
    if not desk.stand.standing.is_open:
        yield Step(
            _("The membership is not running. Renew it, and all is as it was."),
            _renewal(),
            _("Renew"),
            "undo",
        )
    for invoice in owed[:1]:
        is_late = invoice.is_overdue(desk.day)
        text = (
            _("Invoice %(number)s was due on %(day)s.")
            if is_late
            else _("Invoice %(number)s is due on %(day)s.")
        )
        day = date_format(invoice.due_on)
        yield Step(
            text % {"number": invoice.number, "day": day}, invoice.get_absolute_url(), _("Pay"), "document"
        )
    left = desk.days_left
    is_ending = left is not None and left <= RENEW_FROM_DAYS and desk.stand.standing.is_open
    if is_ending and not follows and not owed and desk.term and desk.term.ends_on:
        text = _("The membership runs until %(day)s.") % {"day": date_format(desk.term.ends_on)}
        yield Step(text, _renewal(), _("Renew"), "calendar")


def _seats(desk: "Desk", waiting: int, leaders: int) -> Iterator[Step]:
    if not desk.stand.standing.is_open:
        return
    if desk.free and not waiting:
        text = ngettext("%(count)d seat is free.", "%(count)d seats are free.", desk.free)
        url = reverse("memberships:network_invitations", args=[desk.membership.pk])
        yield Step(text % {"count": desk.free}, url, _("Invite colleagues"), "mail")
    if leaders == 1 and desk.used > 1:
        url = reverse("memberships:network_roster", args=[desk.membership.pk])
        yield Step(_("Nobody can stand in for you yet."), url, _("Choose a second leader"), "people")


def _points(desk: "Desk", points: Outlook) -> Iterator[Step]:
    if points.parts and points.parts[0].expires_on <= desk.day + SOON:
        first = points.parts[0]
        text = ngettext(
            "%(count)d point expires after %(day)s.", "%(count)d points expire after %(day)s.", first.points
        )
        url = reverse("memberships:network_points", args=[desk.membership.pk])
        what = {"count": first.points, "day": date_format(first.expires_on)}
        yield Step(text % what, url, _("Give them to colleagues"), "clock")


def _onward(desk: "Desk") -> Iterator[Step]:
    """What contexts above have for a leader."""
    for way in ways_from("network.next", desk.membership):
        yield Step(way.label, way.url, _("Look at it"), way.icon)


def _renewal() -> str:
    return reverse("memberships:mine")
