"""A term is written, or ends before its last day. Neither is ever changed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing.models import Invoice
from rounds.memberships.access import standing_of
from rounds.memberships.actions import points, seats
from rounds.memberships.actions.holding import hold
from rounds.memberships.models import Ending, Membership, Plan, Term
from rounds.users.models import User


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a term is about. `dues_cents`: for a whole year."""

    plan: Plan
    seats: int
    dues_cents: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why it counts: an invoice, or somebody's decision with its reason."""

    basis: str
    invoice: Invoice | None = None
    approved_by: User | None = None
    reason: str = ""


@transaction.atomic
def write_term(
    *,
    membership: Membership,
    agreed: Agreed,
    grounds: Grounds,
    how: str,
    starts_on: date,
    ends_on: date | None,
    follows: Term | None,
    by: User | None,
    at: datetime,
) -> Term:
    """Whoever has a seat in the term that it follows gets one in this."""
    held = hold(membership)
    term = Term.objects.create(
        membership=held,
        plan=agreed.plan,
        how=how,
        starts_on=starts_on,
        ends_on=ends_on,
        basis=grounds.basis,
        invoice=grounds.invoice,
        approved_by=grounds.approved_by,
        reason=grounds.reason,
        dues_cents=agreed.dues_cents,
        zones=agreed.plan.zones,
        seats=agreed.seats,
        follows=follows,
        written_at=at,
    )
    record(verb="term.written", about=held, by=by, at=at, term=term.pk, how=how, basis=grounds.basis)
    if follows and held.kind == Plan.Kind.ORGANIZATION:
        seats.carry_over(term_from=follows, term_to=term, by=by, at=at)
    return term


@transaction.atomic
def end_term(*, term: Term, reason: str, ended_on: date, by: User | None, at: datetime) -> Ending:
    """From `ended_on` it does not count. Ended twice, the first ending stays. Points end where nothing is open."""
    membership = hold(term.membership)
    ending, is_new = Ending.objects.get_or_create(
        term=term, defaults={"ended_on": max(ended_on, term.starts_on), "reason": reason, "at": at, "by": by}
    )
    if not is_new:
        return ending
    record(verb="term.ended", about=membership, by=by, at=at, term=term.pk, reason=reason)
    if reason != Ending.Reason.UPGRADED and not standing_of(membership, at.date()).is_open:
        points.end_membership(membership=membership, at=at)
    return ending
