"""What the network keeps about a person: memberships, applications, seats, leading, invitations, points."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rounds.memberships.actions import leaving
from rounds.memberships.models import (
    Application,
    ApplicationMessage,
    Ending,
    Invitation,
    Leadership,
    Lot,
    Membership,
    Order,
    PointsEntry,
    PointsOperation,
    Seat,
    Term,
    Wallet,
)
from rounds.memberships.statement import every_line
from rounds.users.addresses import verified_addresses
from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

HISTORY = _("How the network grew and shrank stays countable. It then says “a person who left”.")
BOUGHT = _("Invoices that the law keeps point to it. It then says “a person who left”.")
SEATED = _("The organization can show whom it gave its seats and points. It then says “a person who left”.")
DECIDED = _("Whoever it concerns may ask who decided. It then says “a person who left”.")
TABLES = (
    Table("memberships.Membership", _("your memberships"), Fate.ANONYMOUS, HISTORY),
    Table("memberships.Term", _("memberships you approved without dues"), Fate.ANONYMOUS, DECIDED),
    Table("memberships.Ending", _("memberships you ended"), Fate.ANONYMOUS, DECIDED),
    Table("memberships.Application", _("your applications"), Fate.ANONYMOUS, HISTORY),
    Table(
        "memberships.ApplicationMessage", _("what was asked and answered about them"), Fate.ANONYMOUS, HISTORY
    ),
    Table("memberships.Order", _("what you ordered"), Fate.ANONYMOUS, BOUGHT),
    Table("memberships.Leadership", _("where you led the network"), Fate.ANONYMOUS, SEATED),
    Table("memberships.Seat", _("your seats"), Fate.ANONYMOUS, SEATED),
    Table("memberships.Invitation", _("invitations you sent or got"), Fate.ANONYMOUS, SEATED),
    Table("memberships.Wallet", _("your points"), Fate.ANONYMOUS, SEATED),
    Table("memberships.PointsOperation", _("points you moved"), Fate.ANONYMOUS, SEATED),
)
PLACE, OF_MEMBERSHIP = "organization__name", "membership__organization__name"


def enter() -> None:
    register("memberships", Holding(tables=TABLES, export=export, erase=erase, warn=warn))


def export(user: User) -> Iterable[Part]:
    own = Membership.objects.filter(user=user)
    yield Part("memberships.json", rows(own, without=["user"]))
    yield Part(
        "terms.json", rows(Term.objects.filter(membership__in=own), "plan__name", without=["approved_by"])
    )
    yield from _applied(user)
    yield Part("orders.json", rows(Order.objects.filter(user=user), OF_MEMBERSHIP, without=["user"]))
    led = Leadership.objects.filter(user=user)
    yield Part("leading.json", rows(led, OF_MEMBERSHIP, without=["user", "appointed_by"]))
    seats = Seat.objects.filter(user=user)
    place = "term__membership__organization__name"
    yield Part("seats.json", rows(seats, place, without=["user", "granted_by", "ended_by"]))
    yield Part("invitations.json", rows(_invitations(user), OF_MEMBERSHIP, without=["digest", "invited_by"]))
    yield from _points(user)
    yield from _decided(user)


def erase(user: User, at: datetime) -> None:
    leaving.leave(user=user, at=at)


def warn(user: User) -> Iterable[str]:
    """Where nobody else leads; and points, which end."""
    mine = Leadership.objects.current().filter(user=user).select_related("membership__organization")
    others = Leadership.objects.current().filter(user__is_active=True).exclude(user=user)
    for one in mine.exclude(membership__in=others.values("membership")).order_by("pk"):
        said = gettext("Nobody else leads the network at %(name)s. Pass it on first, if somebody should.")
        yield said % {"name": one.membership.organization}
    if Lot.objects.filter(wallet__user=user, remaining__gt=0).exists():
        yield gettext("Points that you have not spent end, or go back to the organization that gave them.")


def _applied(user: User) -> Iterable[Part]:
    applied = Application.objects.filter(user=user)
    yield Part("applications.json", rows(applied, "plan__name", without=["user", "key", "decided_by"]))
    said = ApplicationMessage.objects.filter(Q(application__in=applied) | Q(by=user))
    yield Part("application-messages.json", rows(said, without=["by"]))


def _points(user: User) -> Iterable[Part]:
    wallet = Wallet.objects.filter(user=user).first()
    lines = [
        {"at": line.operation.at, "what": line.what, "points": line.change, "balance": line.balance}
        for line in every_line(wallet)
    ]
    yield Part("points.json", lines)
    yield Part("lots.json", rows(Lot.objects.filter(wallet__user=user), OF_MEMBERSHIP))
    moved = PointsOperation.objects.filter(by=user)
    yield Part("points-moved.json", rows(moved, without=["by", "key"]))
    entries = PointsEntry.objects.filter(operation__in=moved)
    yield Part("points-moved-entries.json", rows(entries))


def _decided(user: User) -> Iterable[Part]:
    """What the person did as staff, or as a leader, to others."""
    yield Part("approved.json", rows(Term.objects.filter(approved_by=user), without=["approved_by"]))
    yield Part("ended.json", rows(Ending.objects.filter(by=user), without=["by"]))
    decided = Application.objects.filter(decided_by=user)
    yield Part(
        "applications-decided.json",
        list(decided.order_by("pk").values("id", "state", "decided_at", "reason")),
    )
    appointed = Leadership.objects.filter(appointed_by=user).exclude(user=user)
    yield Part("appointed.json", rows(appointed, OF_MEMBERSHIP, without=["user", "appointed_by"]))
    given = Seat.objects.filter(Q(granted_by=user) | Q(ended_by=user)).exclude(user=user)
    yield Part("seats-given.json", rows(given, without=["user", "granted_by", "ended_by"]))


def _invitations(user: User) -> QuerySet[Invitation]:
    theirs = Q(invited_by=user)
    for address in verified_addresses(user):
        theirs |= Q(email__iexact=address)
    return Invitation.objects.filter(theirs)
