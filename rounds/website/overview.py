"""What a person's own page says: the next thing to do, and how everything stands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.billing.models import Invoice
from rounds.billing.money import money
from rounds.content.models import Resource
from rounds.core.zones import Zone
from rounds.courses import days
from rounds.courses.deck import deck
from rounds.courses.emails import minutes
from rounds.courses.home import Taken, taken
from rounds.directory.speaking import desks
from rounds.memberships import history
from rounds.memberships.access import Mine, memberships_of
from rounds.memberships.actions.points.entering import usable
from rounds.memberships.models import Wallet
from rounds.memberships.standing import Standing
from rounds.organizations.models import Organization
from rounds.plans.models import StrategicPlan
from rounds.plans.naming import open_reviews
from rounds.policies.access import parts
from rounds.policies.overview import waiting_for
from rounds.users.models import Profile, User

MOST = 3  # lines of what is only looked at: newest resources, invoices
MEMBERSHIP = "/me/membership/"


class Step(NamedTuple):
    title: str
    text: str
    url: str
    label: str


class Membership(NamedTuple):
    name: str
    part: str  # what the person has to do with it
    badge: history.Badge
    until: str
    url: str


class Points(NamedTuple):
    total: int
    first: int  # so many are the first to expire
    expires_on: date


class Learning(NamedTuple):
    """`go_on`: the course that they were in last of those with a lesson left. `waiting`: cards to review."""

    go_on: Taken | None
    waiting: int
    minutes: int


class OwnPage(NamedTuple):
    said: int
    of: int
    is_listed: bool
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    step: Step | None
    memberships: Sequence[Membership]
    points: Points | None
    learning: Learning | None
    invoices: Sequence[Invoice]
    own_page: OwnPage
    represented: Sequence[Organization]
    resources: Sequence[Resource]
    is_staff: bool
    is_member: bool


def overview(user: User, at: datetime) -> Overview:
    day = at.date()
    mine = memberships_of(user, day)
    owed = list(Invoice.objects.visible_to(user).open().order_by("due_on", "pk")[:MOST])
    own_page = _own_page(user)
    learning = _learning(user, at)
    return Overview(
        step=next(_steps(user, mine, owed, learning, own_page, day), None),
        memberships=[_membership(one) for one in mine],
        points=_points(user, day),
        learning=learning,
        invoices=owed,
        own_page=own_page,
        represented=list(desks(user)),
        resources=_newest(user),
        is_staff=user.has_perm("wagtailadmin.access_admin"),
        is_member=any(one.stand.term and Zone.MEMBER in one.stand.term.zones for one in mine),
    )


def _steps(
    user: User,
    mine: Sequence[Mine],
    owed: Sequence[Invoice],
    learning: Learning | None,
    own: OwnPage,
    day: date,
) -> Iterator[Step]:
    """The most pressing first."""
    yield from (_pay(invoice, day) for invoice in owed if invoice.is_overdue(day))
    yield from _renewals(one for one in mine if one.is_own or one.leads)
    yield from _updates(mine)
    yield from (_pay(invoice, day) for invoice in owed)
    yield from _plans(user)
    if learning and learning.waiting:
        yield _review(learning)
    if not mine:
        yield Step(
            _("Have a look around"),
            _("Some of what members get stands open for guests, whole, so that you see what it is."),
            "/resources/?open=1",
            _("Read a sample"),
        )
    if own.said < own.of:
        yield Step(
            _("Say who you are"),
            _("Colleagues find people by what they know. You choose who sees which part."),
            "/me/profile/",
            _("Write your profile"),
        )


def _updates(mine: Iterable[Mine]) -> Iterator[Step]:
    """Where a policy that a person's organization adopted has a newer edition."""
    for policy, count in waiting_for(parts(mine).values()):
        text = ngettext(
            "A new edition changes %(count)d clause. Nothing changes in yours before you say so.",
            "A new edition changes %(count)d clauses. Nothing changes in yours before you say so.",
            count,
        )
        yield Step(
            _("%(title)s: an update waits") % {"title": policy.title},
            text % {"count": count},
            f"/me/policies/{policy.pk}/update/",
            _("Look at the update"),
        )


def _plans(user: User) -> Iterator[Step]:
    """A plan of theirs that a reviewer returned, and one that waits for their own review."""
    for plan in StrategicPlan.objects.returned_to(user)[:1]:
        yield Step(
            _("%(title)s came back") % {"title": plan.title},
            _("The reviewer says clause by clause what to mend. Answer each remark, then send it again."),
            reverse("plans:remarks", args=[plan.code]),
            _("Read the remarks"),
        )
    for review in open_reviews(user)[:1]:
        yield Step(
            _("A plan waits for your review"),
            _("%(title)s, with the rubric beside it. What you type is saved as you type.")
            % {"title": review.plan.title},
            reverse("plans:review", args=[review.plan.code]),
            _("Review it"),
        )


def _pay(invoice: Invoice, day: date) -> Step:
    said = {"number": invoice.number, "amount": money(invoice.owed_cents), "day": date_format(invoice.due_on)}
    if invoice.is_overdue(day):
        title, text = _("Invoice %(number)s is overdue"), _("%(amount)s was due on %(day)s.")
    else:
        title, text = _("Invoice %(number)s is open"), _("%(amount)s is due on %(day)s.")
    return Step(title % said, text % said, invoice.get_absolute_url(), _("Look at it and pay"))


def _review(learning: Learning) -> Step:
    waiting = ngettext("%(n)d card waits", "%(n)d cards wait", learning.waiting) % {"n": learning.waiting}
    text = ngettext(
        "About a minute, so that what you learned stays with you.",
        "About %(n)d minutes, a few at a time, so that what you learned stays with you.",
        learning.minutes,
    )
    return Step(waiting, text % {"n": learning.minutes}, "/me/review/", _("Review now"))


def _renewals(mine: Iterable[Mine]) -> Iterator[Step]:
    for one in mine:
        said = {"name": _name(one), "day": date_format(one.stand.open_until) if one.stand.open_until else ""}
        if one.stand.standing == Standing.GRACE:
            text = _("Everything stays open until %(day)s.") % said
        elif one.stand.standing == Standing.LAPSED:
            text = _(
                "What you had is kept: your history, your records, your page. It opens again when you renew."
            )
        else:
            continue
        yield Step(_("Renew: %(name)s") % said, text, MEMBERSHIP, _("Renew"))


def _membership(one: Mine) -> Membership:
    return Membership(
        name=_name(one),
        part=_part(one),
        badge=history.badge(one.stand.standing),
        until=_until(one),
        url=_url(one),
    )


def _name(one: Mine) -> str:
    held = one.membership.organization
    return held.name if held else one.membership.get_kind_display()


def _part(one: Mine) -> str:
    if one.is_own:
        return ""
    return _("You lead it") if one.leads else _("You have a seat")


def _until(one: Mine) -> str:
    term, is_late = one.stand.term, one.stand.standing == Standing.GRACE
    last = one.stand.open_until if is_late else term.ends_on if term else None
    if last is None:
        return ""
    words = _("open until %(day)s") if is_late else _("this year until %(day)s")
    return words % {"day": date_format(last)}


def _url(one: Mine) -> str:
    if one.is_own:
        return MEMBERSHIP
    return f"/network/{one.membership.pk}/" if one.leads else ""


def _points(user: User, day: date) -> Points | None:
    wallet = Wallet.objects.filter(user=user).first()
    lots = usable(wallet, day) if wallet else []
    if not lots:
        return None
    first_day = lots[0].expires_on
    first = sum(lot.remaining for lot in lots if lot.expires_on == first_day)
    return Points(sum(lot.remaining for lot in lots), first, first_day)


def _learning(user: User, at: datetime) -> Learning | None:
    courses = taken(user)
    if not courses:
        return None
    waiting = len(deck(user, days.today_of(user, at)).waiting)
    return Learning(next((one for one in courses if one.next), None), waiting, minutes(waiting))


def _own_page(user: User) -> OwnPage:
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return OwnPage(int(bool(user.name)), 5, False, "")
    parts = (user.name, profile.picture, profile.headline, profile.role, profile.about)
    return OwnPage(sum(map(bool, parts)), len(parts), profile.is_listed, profile.get_absolute_url())


def _newest(user: User) -> list[Resource]:
    open_to_them = Resource.objects.live().visible_to(user)
    return list(open_to_them.order_by("-first_published_at", "pk")[:MOST])
