"""What memberships keep about a person: their applications, memberships, seats and points."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.memberships.access import stands_of
from rounds.memberships.actions import leaving
from rounds.memberships.models import (
    Application,
    ApplicationMessage,
    Ending,
    Invitation,
    Leadership,
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

_HISTORY = gettext_lazy("Membership goes on being counted, without your name and address.")
_BOOKS = gettext_lazy("What was bought and paid belongs to the books, which the law has us keep.")
_ANSWERED = gettext_lazy("The organization goes on with the membership; you are not named in it.")
TABLES = (
    Table("memberships.Application", gettext_lazy("applications"), Fate.ANONYMOUS, _HISTORY),
    Table("memberships.ApplicationMessage", gettext_lazy("what you answered us"), Fate.ANONYMOUS, _HISTORY),
    Table("memberships.Membership", gettext_lazy("memberships"), Fate.ANONYMOUS, _HISTORY),
    Table("memberships.Term", gettext_lazy("the years of memberships"), Fate.ANONYMOUS, _HISTORY),
    Table("memberships.Ending", gettext_lazy("how memberships ended"), Fate.ANONYMOUS, _HISTORY),
    Table("memberships.Order", gettext_lazy("orders"), Fate.ANONYMOUS, _BOOKS),
    Table("memberships.Leadership", gettext_lazy("organizations you led"), Fate.ANONYMOUS, _ANSWERED),
    Table("memberships.Seat", gettext_lazy("seats"), Fate.ANONYMOUS, _ANSWERED),
    Table("memberships.Invitation", gettext_lazy("invitations"), Fate.ANONYMOUS, _ANSWERED),
    Table("memberships.Wallet", gettext_lazy("your points"), Fate.ANONYMOUS, _BOOKS),
    Table("memberships.PointsOperation", gettext_lazy("what happened to points"), Fate.ANONYMOUS, _BOOKS),
)


def enter() -> None:
    holding = Holding(tables=TABLES, export=export, erase=erase, refuse=refuse)
    register("memberships", holding)


def export(user: User) -> Iterable[Part]:
    wallets = Wallet.objects.filter(user=user)
    mine = Q(source__wallet__in=wallets) | Q(target__wallet__in=wallets)
    moved = PointsOperation.objects.filter(
        Q(by=user) | Q(pk__in=PointsEntry.objects.filter(mine).values("operation"))
    )
    addresses = verified_addresses(user)
    invited = Invitation.objects.filter(Q(invited_by=user) | Q(email__in=addresses))
    yield Part(
        "applications.json", rows(Application.objects.filter(user=user), "plan__name", without=["key"])
    )
    yield Part(
        "answers.json",
        rows(ApplicationMessage.objects.filter(Q(application__user=user) | Q(by=user)), without=["by"]),
    )
    yield Part("memberships.json", rows(Membership.objects.filter(user=user), without=[]))
    yield Part(
        "terms.json", rows(Term.objects.filter(Q(membership__user=user) | Q(approved_by=user)), "plan__name")
    )
    yield Part("endings.json", rows(Ending.objects.filter(Q(term__membership__user=user) | Q(by=user))))
    yield Part(
        "orders.json", rows(Order.objects.filter(Q(user=user) | Q(membership__user=user)), "invoice__number")
    )
    led = Leadership.objects.filter(Q(user=user) | Q(appointed_by=user))
    yield Part("leaderships.json", rows(led, "membership__organization__name"))
    held = Seat.objects.filter(Q(user=user) | Q(granted_by=user) | Q(ended_by=user))
    yield Part("seats.json", rows(held, "term__membership__organization__name"))
    yield Part("invitations.json", rows(invited, "membership__organization__name", without=["digest"]))
    yield Part("wallet.json", rows(wallets))
    yield Part("statement.json", _statement(wallets.first()))
    yield Part("points.json", rows(moved, without=["key"]))


def _statement(wallet: Wallet | None) -> list[dict[str, object]]:
    """Every line in words, as on one's own page."""
    return [
        {"at": line.operation.at, "what": line.what, "points": line.change, "balance": line.balance}
        for line in every_line(wallet)
    ]


def refuse(user: User) -> str:
    """Whoever alone leads a running membership of an organization passes that on first."""
    led = Membership.objects.led_by(user.pk).select_related("organization")
    others = Leadership.objects.filter(membership__in=led, until_at=None, user__is_active=True)
    shared = set(others.exclude(user=user).values_list("membership", flat=True))
    alone = [one for one in led if one.pk not in shared]
    stands = stands_of([one.pk for one in alone], timezone.now().date())
    names = sorted(str(one.organization) for one in alone if stands[one.pk].standing.is_open)
    if not names:
        return ""
    message = _("You alone lead the network at %(names)s. Please make a colleague a leader there first.")
    return message % {"names": ", ".join(names)}


def erase(user: User, at: datetime) -> None:
    """What runs ends, and what others rely on stays without the person."""
    leaving.leave(user=user, at=at)
