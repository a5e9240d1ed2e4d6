"""What a paid order of dues brings: the first year, the next, or more for the rest of this one."""

from datetime import date, datetime

from rounds.activity.actions import record
from rounds.memberships.access import facts, terms_of
from rounds.memberships.actions import leadership
from rounds.memberships.actions.terms import Agreed, Grounds, end_term, write_term
from rounds.memberships.dues import last_day_of_year
from rounds.memberships.emails import terms as emails
from rounds.memberships.models import Ending, Membership, Order, Plan, Term
from rounds.memberships.standing import next_first_day
from rounds.users.models import User

How = Term.How


def deliver_year(order: Order, membership: Membership, *, by: User | None, at: datetime) -> Term:
    """A year from today; from the day after the last where it goes on without a gap."""
    terms = terms_of([membership.pk]).get(membership.pk, [])
    starts_on, goes_on = next_first_day([facts(term) for term in terms], at.date())
    term = _write(
        order,
        membership,
        how=_how(terms, goes_on),
        starts_on=starts_on,
        ends_on=last_day_of_year(starts_on),
        follows=terms[-1] if terms else None,
        by=by,
        at=at,
    )
    if order.kind == Order.Kind.JOIN and membership.kind == Plan.Kind.ORGANIZATION and order.user:
        leadership.appoint(membership=membership, user=order.user, by=by, at=at)
    emails.tell_begun(term, membership, at=at)
    return term


def deliver_upgrade(order: Order, membership: Membership, *, by: User | None, at: datetime) -> Term | None:
    """The rest of the year on the new terms. None where the year that it was for is over: staff see that it waits."""
    before, day = order.follows, at.date()
    if before is None or before.ends_on is None or before.ends_on < day or hasattr(before, "ending"):
        record(verb="order.too_late", about=membership, by=None, at=at, order=order.pk)
        return None
    end_term(term=before, reason=Ending.Reason.UPGRADED, ended_on=day, by=by, at=at)
    term = _write(
        order,
        membership,
        how=How.UPGRADED,
        starts_on=max(day, before.starts_on),
        ends_on=before.ends_on,
        follows=before,
        by=by,
        at=at,
    )
    emails.tell_upgraded(term, membership, at=at)
    return term


def restore(upgraded: Term, membership: Membership, *, by: User, reason: str, at: datetime) -> Term | None:
    """An upgrade was credited: what there was before it goes on to the same last day."""
    before, day = upgraded.follows, at.date()
    if before is None or upgraded.ends_on is None or upgraded.ends_on < day:
        return None
    return write_term(
        membership=membership,
        agreed=Agreed(before.plan, before.seats, before.dues_cents),
        grounds=Grounds(Term.Basis.WAIVER, approved_by=by, reason=reason[:300]),
        how=How.RESTORED,
        starts_on=max(day, upgraded.starts_on),
        ends_on=upgraded.ends_on,
        follows=upgraded,
        by=by,
        at=at,
    )


def _write(
    order: Order,
    membership: Membership,
    *,
    how: str,
    starts_on: date,
    ends_on: date,
    follows: Term | None,
    by: User | None,
    at: datetime,
) -> Term:
    assert order.plan is not None  # the database says so
    return write_term(
        membership=membership,
        agreed=Agreed(order.plan, order.seats, order.dues_cents),
        grounds=Grounds(Term.Basis.INVOICE, invoice=order.invoice),
        how=how,
        starts_on=starts_on,
        ends_on=ends_on,
        follows=follows,
        by=by,
        at=at,
    )


def _how(terms: list[Term], goes_on: bool) -> str:
    if not terms:
        return How.JOINED
    return How.RENEWED if goes_on else How.REJOINED
