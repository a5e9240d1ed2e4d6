"""What the back office's page about a person says of the network: memberships, seats, points."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Sum
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.core.templatetags.core import number
from rounds.memberships.access import standings_of
from rounds.memberships.models import Leadership, Lot, Membership, Seat
from rounds.users import panels
from rounds.users.models import User

VIEW = "memberships.manage_membership"
SHOWN = 20


def enter() -> None:
    for name, label, rows, rank in (
        ("memberships", gettext_lazy("Memberships"), _memberships, 10),
        ("seats", gettext_lazy("Seats"), _seats, 20),
        ("points", gettext_lazy("Points"), _points, 30),
    ):
        panels.enter(f"memberships.{name}", panels.Panel(permission=VIEW, label=label, rows=rows, rank=rank))


def _memberships(person: User, at: datetime) -> Sequence[panels.Row]:
    own = list(Membership.objects.filter(user=person).order_by("-opened_at"))
    led = Leadership.objects.current().filter(user=person).select_related("membership__organization")
    all_of_them = own + [one.membership for one in led]
    standings = standings_of([one.pk for one in all_of_them], at.date())
    return [panels.Row(_name(one), standings[one.pk].value) for one in all_of_them]


def _name(membership: Membership) -> str:
    if membership.organization:
        return _("leads %(organization)s") % {"organization": membership.organization.name}
    return _("their own")


def _seats(person: User, at: datetime) -> Sequence[panels.Row]:
    held = Seat.objects.filter(user=person).select_related("term__membership__organization")
    return [
        panels.Row(str(one.term.membership.organization or ""), date_format(one.from_at))
        for one in held.order_by("-from_at")[:SHOWN]
    ]


def _points(person: User, at: datetime) -> Sequence[panels.Row]:
    lots = Lot.objects.filter(wallet__user=person, remaining__gt=0, expires_on__gte=at.date())
    left = lots.aggregate(sum=Sum("remaining"))["sum"] or 0
    if not left:
        return []
    return [panels.Row(ngettext("%(n)s point left", "%(n)s points left", left) % {"n": number(left)})]
