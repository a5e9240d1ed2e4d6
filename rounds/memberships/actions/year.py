"""What the calendar brings: the invoice for the next year, reminders, the kept card, grace, and the end.

Access depends on none of it: a clock that stood still changes no standing. After a standstill only what is true today
is told, each thing once (`Notice`).
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rounds.billing.actions import charge_kept_card
from rounds.memberships.access import Stand, stand, terms_of
from rounds.memberships.actions import points
from rounds.memberships.actions.holding import hold
from rounds.memberships.actions.renewals import renew
from rounds.memberships.actions.upgrades import call_off_stale
from rounds.memberships.emails import terms as emails
from rounds.memberships.models import Ending, Membership, Notice, Order, Plan, Term
from rounds.memberships.people import who_answers
from rounds.memberships.policy import REMINDERS
from rounds.memberships.refusing import Refused
from rounds.memberships.standing import Standing

Kind = Notice.Kind
REMINDED = {60: Kind.DAYS_60, 30: Kind.DAYS_30, 7: Kind.DAYS_7}


def bill_next_year(*, at: datetime) -> int:
    """From the first day of the month in which a term ends. Returns how many invoices were written."""
    billed = 0
    for term in _ending(at.date(), until=_last_of_month(at.date())):
        membership = term.membership
        if not membership.renews_itself or not term.plan.is_offered or term.plan.kind == Plan.Kind.HONORARY:
            continue
        with transaction.atomic():
            try:
                user = next(iter(who_answers(membership)), None)
                renew(membership=membership, user=user, by=None, at=at)
            except Refused:
                continue
            billed += _note(term, Kind.INVOICED, at)
    return billed


def charge_cards(*, at: datetime) -> int:
    """Of those who agreed, on the last day of the term; billing tries again at its own set days, then stops."""
    open_now = Order.objects.filter(kind=Order.Kind.RENEW, delivered_at=None, called_off_at=None)
    due = open_now.filter(follows__ends_on__lte=at.date(), invoice__attempts=None, invoice__settled_at=None)
    return sum(charge_kept_card(invoice=order.invoice, at=at) for order in due.select_related("invoice"))


def remind(*, at: datetime) -> int:
    """Of the end of a term: the latest reminder that is due, to those who have not agreed on the next year."""
    day, told = at.date(), 0
    for term in _ending(day, until=day + timedelta(days=max(REMINDERS))):
        assert term.ends_on is not None
        left = (term.ends_on - day).days
        kind = REMINDED[min(days for days in REMINDERS if left <= days)]
        with transaction.atomic():
            membership = hold(term.membership)
            if _note(term, kind, at):
                emails.remind(term, membership, kind, at=at)
                told += 1
    return told


def tell_standing(*, at: datetime) -> int:
    """That the days of grace have begun, or that nothing is open any more; then the points end, too."""
    told = 0
    for pk in list(_maybe_over(at.date()).values_list("pk", flat=True)):
        with transaction.atomic():
            membership = hold(Membership(pk=pk))
            terms = terms_of([pk])[pk]
            told += _tell(membership, terms, stand(terms, at.date()), at)
    return told


def call_off_stale_orders(*, at: datetime) -> int:
    """Upgrades of terms that are over, and renewals of terms that an upgrade has replaced."""
    waiting = Order.objects.filter(delivered_at=None, called_off_at=None, invoice__settled_at=None)
    over = Q(kind=Order.Kind.UPGRADE, follows__ends_on__lt=at.date())
    replaced = Q(kind=Order.Kind.RENEW, follows__ending__reason=Ending.Reason.UPGRADED)
    stale = list(waiting.filter(over | replaced).select_related("invoice"))
    for order in stale:
        call_off_stale(order=order, at=at)
    return len(stale)


def _tell(membership: Membership, terms: list[Term], now: Stand, at: datetime) -> int:
    if now.standing == Standing.GRACE and now.term is not None:
        if not _note_anew(now.term, Kind.GRACE, Kind.GRACE_AGAIN, at):
            return 0
        emails.tell_grace(now.term, membership, now.open_until, at=at)
        return 1
    if now.standing not in {Standing.LAPSED, Standing.ENDED}:
        return 0
    if not _note_anew(terms[-1], Kind.LAPSED, Kind.LAPSED_AGAIN, at):
        return 0
    points.end_membership(membership=membership, at=at)
    if now.standing == Standing.LAPSED:
        emails.tell_lapsed(terms[-1], membership, at=at)
    return 1


def _ending(day: date, *, until: date) -> Iterator[Term]:
    """One after the other, as one mail may take a while to write."""
    found = Term.objects.ending_between(day, until).order_by("pk")
    yield from found.select_related("membership__organization", "membership__user", "plan")


def _maybe_over(day: date) -> QuerySet[Membership]:
    """Memberships without a term that surely counts today, whose end was not told yet."""
    settled = Q(invoice__settled_at__isnull=False) | Q(invoice=None)
    counts = Term.objects.filter(settled, membership=OuterRef("pk"), ending=None, starts_on__lte=day)
    counts = counts.filter(Q(ends_on=None) | Q(ends_on__gte=day))
    newest = Term.objects.filter(membership=OuterRef("pk")).order_by("-starts_on", "-pk").values("pk")[:1]
    told = Notice.objects.filter(term=OuterRef("newest"))
    paid_since = Q(kind=Kind.LAPSED, term__invoice__settled_at__gt=F("at"))
    told = told.filter(kind__in=[Kind.LAPSED, Kind.LAPSED_AGAIN]).exclude(paid_since)
    found = Membership.objects.annotate(newest=newest).filter(newest__isnull=False)
    return found.exclude(Exists(counts)).exclude(Exists(told)).order_by("pk")


def _note(term: Term, kind: str, at: datetime) -> bool:
    """Whether it had not been told."""
    return Notice.objects.get_or_create(term=term, kind=kind, defaults={"day": at.date(), "at": at})[1]


def _note_anew(term: Term, kind: str, again: str, at: datetime) -> bool:
    """Whether it had not been told, or the term was paid since, so that it is true a second time."""
    if _note(term, kind, at):
        return True
    paid_at = term.invoice.settled_at if term.invoice else None
    first = Notice.objects.get(term=term, kind=kind)
    return paid_at is not None and first.at < paid_at and _note(term, again, at)


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
