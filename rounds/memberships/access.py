"""What is open to whom today: the database's terms, asked through the pure function."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from rounds.billing.models import Invoice, Payment
from rounds.core.zones import Zone
from rounds.memberships.models import Leadership, Membership, Seat, Term
from rounds.memberships.standing import Standing, TermFacts, deciding, open_until, standing
from rounds.users.models import User


class Stand(NamedTuple):
    """A membership on a day. `term`: the one that decides, where it is open."""

    standing: Standing
    term: Term | None
    open_until: date | None


class Mine(NamedTuple):
    """A membership that a person has a part in: their own, or one in which they lead or hold a seat."""

    membership: Membership
    stand: Stand
    is_own: bool
    leads: bool


def zones_of(user: User, at: datetime | None = None) -> set[str]:
    """What own memberships open, and those of organizations in which the person leads or has a seat."""
    day = (at or timezone.now()).date()
    return {zone for stand in _stands_for(user, day).values() if stand.term for zone in stand.term.zones}


def is_member(user: User, at: datetime | None = None) -> bool:
    return Zone.MEMBER.value in zones_of(user, at)


def standing_of(membership: Membership, day: date) -> Standing:
    return standings_of([membership.pk], day)[membership.pk]


def current_term(membership: Membership, day: date) -> Term | None:
    """The term that counts; in grace the last one; None where nothing is open."""
    return stands_of([membership.pk], day)[membership.pk].term


def standings_of(membership_ids: Iterable[int], day: date) -> dict[int, Standing]:
    return {pk: stand.standing for pk, stand in stands_of(membership_ids, day).items()}


def stands_of(membership_ids: Iterable[int], day: date) -> dict[int, Stand]:
    """Of each id, in one query."""
    ids = set(membership_ids)
    terms = terms_of(ids)
    return {pk: stand(terms.get(pk, []), day) for pk in ids}


def terms_of(membership_ids: Collection[int]) -> dict[int, list[Term]]:
    """The terms of each with what `facts` asks, oldest first, in one query."""
    found: defaultdict[int, list[Term]] = defaultdict(list)
    if membership_ids:
        terms = with_facts(Term.objects.filter(membership__in=membership_ids))
        for term in terms.order_by("starts_on", "pk"):
            found[term.membership_id].append(term)
    return found


def with_facts(terms: QuerySet[Term]) -> QuerySet[Term]:
    """Invoice and ending come along, and whether any money came in."""
    paid = Payment.objects.filter(invoice=OuterRef("invoice"), kind=Payment.Kind.PAYMENT)
    return terms.select_related("plan", "invoice", "ending").annotate(has_payment=Exists(paid))


def stand(terms: Collection[Term], day: date) -> Stand:
    told = [facts(term) for term in terms]
    decides = deciding(told, day)
    by_key = {term.pk: term for term in terms}
    return Stand(standing(told, day), by_key[decides.key] if decides else None, open_until(told, day))


def facts(term: Term) -> TermFacts:
    """The term comes from `with_facts`."""
    invoice, ending = term.invoice, getattr(term, "ending", None)
    return TermFacts(
        starts_on=term.starts_on,
        ends_on=term.ends_on,
        basis=term.basis,
        due_on=invoice.due_on if invoice else None,
        paid_on=_paid_on(invoice, term.has_payment) if invoice else None,  # type: ignore[attr-defined]
        credited=invoice is not None and 0 < invoice.total_cents == invoice.credited_cents,
        ended_on=ending.ended_on if ending else None,
        ended_reason=ending.reason if ending else "",
        key=term.pk,
    )


def _paid_on(invoice: Invoice, has_payment: bool) -> date | None:
    """What a credit note alone settled was not paid."""
    if invoice.settled_at is None or not (has_payment or invoice.total_cents == 0):
        return None
    return invoice.settled_at.date()


def memberships_of(user: User, day: date) -> list[Mine]:
    """For pages: those that are open first, own ones before those of organizations."""
    led = set(Leadership.objects.current().filter(user=user).values_list("membership", flat=True))
    stands = _stands_for(user, day)
    memberships = Membership.objects.select_related("organization").in_bulk(list(stands))
    mine = [Mine(one, stands[pk], one.user_id == user.pk, pk in led) for pk, one in memberships.items()]
    return sorted(mine, key=lambda one: (not one.stand.standing.is_open, not one.is_own, one.membership.pk))


def is_of_an_organization(user: User) -> bool:
    """Whether they lead a member organization, or hold a seat, running or not: what menus ask, in two questions."""
    led = Leadership.objects.current().filter(user=user, membership__organization__isnull=False)
    held = Seat.objects.held().filter(user=user, term__membership__organization__isnull=False)
    return led.exists() or held.exists()


def _stands_for(user: User, day: date) -> dict[int, Stand]:
    """Of the memberships in which the person has a part, open or not.

    A seat counts in its own term alone: whoever has none in the next is out when that begins, whether or not the clock
    has ended the old seat by then.
    """
    led = Leadership.objects.current().filter(user=user).values("membership")
    own = set(Membership.objects.filter(Q(user=user) | Q(pk__in=led)).values_list("pk", flat=True))
    seated: defaultdict[int, set[int]] = defaultdict(set)
    for membership, term in Seat.objects.held().filter(user=user).values_list("term__membership", "term"):
        seated[membership].add(term)
    stands = stands_of(own | seated.keys(), day)
    return {
        pk: one for pk, one in stands.items() if pk in own or one.term is None or one.term.pk in seated[pk]
    }
