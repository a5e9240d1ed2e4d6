"""The network in the back office: its search, and what its page about a person says of them."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.core import finding
from rounds.core.templatetags.core import number
from rounds.memberships.access import standings_of
from rounds.memberships.history import badge
from rounds.memberships.models import Application, Leadership, Lot, Membership, Seat
from rounds.organizations.search import find
from rounds.users import panels
from rounds.users.finding import people_called
from rounds.users.models import User

VIEW = "memberships.manage_membership"
SHOWN = 20
MOST_ORGANIZATIONS = 500


def enter() -> None:
    for name, label, find_them, rank in (
        ("memberships", gettext_lazy("Memberships"), find_memberships, 24),
        ("applications", gettext_lazy("Applications"), find_applications, 26),
    ):
        finder = finding.Finder(permission=VIEW, label=label, find=find_them, rank=rank)
        finding.enter(f"memberships.{name}", finder)
    for name, label, rows, rank in (
        ("memberships", gettext_lazy("Memberships"), _memberships, 10),
        ("applications", gettext_lazy("Applications"), _applications, 15),
        ("seats", gettext_lazy("Seats"), _seats, 20),
        ("points", gettext_lazy("Points"), _points, 30),
    ):
        panels.enter(f"memberships.{name}", panels.Panel(permission=VIEW, label=label, rows=rows, rank=rank))


def find_memberships(words: str, most: int) -> Sequence[finding.Found]:
    """By the person's name or address, or by the organization as the List finds it."""
    whose = Q(user__in=people_called(words)) | Q(organization__in=_organizations(words))
    found = Membership.objects.filter(whose).select_related("organization", "user").order_by("-opened_at")
    return [
        finding.Found(
            str(one.organization or one.user),
            _page(one),
            _("since %(day)s") % {"day": date_format(one.opened_at)},
        )
        for one in found[:most]
    ]


def find_applications(words: str, most: int) -> Sequence[finding.Found]:
    """Also by the organization's name as the applicant wrote it."""
    whose = (
        Q(user__in=people_called(words))
        | Q(organization__in=_organizations(words))
        | Q(organization_name__istartswith=words)
    )
    found = Application.objects.filter(whose).select_related("user").order_by("-sent_at")
    return [
        finding.Found(
            one.organization_name or str(one.user),
            reverse("office_application", args=[one.pk]),
            _state(one),
        )
        for one in found[:most]
    ]


def _organizations(words: str) -> Sequence[int]:
    hits = find(words)
    return () if hits.guessed else hits.ids[:MOST_ORGANIZATIONS]


def _memberships(person: User, at: datetime) -> Sequence[panels.Row]:
    own = list(Membership.objects.filter(user=person).order_by("-opened_at"))
    led = Leadership.objects.current().filter(user=person).select_related("membership__organization")
    all_of_them = own + [one.membership for one in led]
    standings = standings_of([one.pk for one in all_of_them], at.date())
    return [panels.Row(_name(one), str(badge(standings[one.pk]).words), _page(one)) for one in all_of_them]


def _page(membership: Membership) -> str:
    return reverse("office_membership", args=[membership.pk])


def _applications(person: User, at: datetime) -> Sequence[panels.Row]:
    found = Application.objects.filter(user=person).select_related("plan").order_by("-sent_at")[:SHOWN]
    return [
        panels.Row(
            one.organization_name or one.plan.name, _state(one), reverse("office_application", args=[one.pk])
        )
        for one in found
    ]


def _state(application: Application) -> str:
    return f"{application.get_state_display()} · {date_format(application.sent_at)}"


def _name(membership: Membership) -> str:
    if membership.organization:
        return _("leads %(organization)s") % {"organization": membership.organization.name}
    return _("their own")


def _seats(person: User, at: datetime) -> Sequence[panels.Row]:
    held = Seat.objects.filter(user=person).select_related("term__membership__organization")
    return [
        panels.Row(
            str(one.term.membership.organization or ""),
            date_format(one.from_at),
            _page(one.term.membership),
        )
        for one in held.order_by("-from_at")[:SHOWN]
    ]


def _points(person: User, at: datetime) -> Sequence[panels.Row]:
    lots = Lot.objects.filter(wallet__user=person, remaining__gt=0, expires_on__gte=at.date())
    left = lots.aggregate(sum=Sum("remaining"))["sum"] or 0
    if not left:
        return []
    return [panels.Row(ngettext("%(n)s point left", "%(n)s points left", left) % {"n": number(left)})]
