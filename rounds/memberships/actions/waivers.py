"""What staff grant without an invoice, each with a reason: a year that costs nothing, and an honor without end."""

from datetime import date, datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.memberships.access import facts, standing_of, terms_of
from rounds.memberships.actions.holding import hold
from rounds.memberships.actions.terms import Agreed, Grounds, end_term, write_term
from rounds.memberships.dues import last_day_of_year
from rounds.memberships.emails import terms as emails
from rounds.memberships.models import Ending, Membership, Plan, Term
from rounds.memberships.refusing import Refused
from rounds.memberships.standing import next_first_day
from rounds.users.models import User


@transaction.atomic
def waive(*, membership: Membership, reason: str, by: User, at: datetime) -> Term:
    """Another year on the plan it had, that nobody pays: after what runs, or from today."""
    held = hold(membership)
    terms = terms_of([held.pk]).get(held.pk, [])
    if not terms or terms[-1].ends_on is None:
        raise Refused(Refused.NO_END)
    if terms[-1].starts_on > at.date() and not hasattr(terms[-1], "ending"):
        raise Refused(Refused.RENEWED)
    last = terms[-1]
    starts_on, goes_on = next_first_day([facts(term) for term in terms], at.date())
    term = write_term(
        membership=held,
        agreed=Agreed(last.plan, last.seats, 0),
        grounds=Grounds(Term.Basis.WAIVER, approved_by=by, reason=reason),
        how=Term.How.RENEWED if goes_on else Term.How.REJOINED,
        starts_on=starts_on,
        ends_on=last_day_of_year(starts_on),
        follows=last,
        by=by,
        at=at,
    )
    emails.tell_begun(term, held, at=at)
    return term


@transaction.atomic
def honor(*, user: User, plan: Plan, reason: str, ends_on: date | None, by: User, at: datetime) -> Term:
    """An honorary membership; without `ends_on` until staff end it. Who has one already keeps it."""
    membership, is_new = Membership.objects.get_or_create(
        user=user, kind=Plan.Kind.HONORARY, defaults={"opened_at": at, "renews_itself": False}
    )
    held = hold(membership)
    if is_new:
        record(verb="membership.opened", about=held, by=by, at=at)
    if standing_of(held, at.date()).is_open:
        raise Refused(Refused.MEMBER_ALREADY)
    terms = terms_of([held.pk]).get(held.pk, [])
    term = write_term(
        membership=held,
        agreed=Agreed(plan, 0, 0),
        grounds=Grounds(Term.Basis.HONOR, approved_by=by, reason=reason),
        how=Term.How.REJOINED if terms else Term.How.JOINED,
        starts_on=at.date(),
        ends_on=ends_on,
        follows=terms[-1] if terms else None,
        by=by,
        at=at,
    )
    emails.tell_begun(term, held, at=at)
    return term


@transaction.atomic
def end_membership(*, membership: Membership, reason: str, by: User | None, at: datetime) -> list[Ending]:
    """Everything that runs or is to come ends today. `reason`: one of Ending.Reason."""
    held = hold(membership)
    day = at.date()
    terms = [term for term in terms_of([held.pk]).get(held.pk, []) if _is_to_end(term, day)]
    return [end_term(term=term, reason=reason, ended_on=day, by=by, at=at) for term in reversed(terms)]


def _is_to_end(term: Term, day: date) -> bool:
    return not hasattr(term, "ending") and (term.ends_on is None or term.ends_on >= day)
