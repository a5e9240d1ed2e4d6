"""What is open to whom: a membership's standing on a day, from its terms in the database."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from rounds.memberships.models import Membership, Term
from rounds.memberships.standing import Standing, TermFacts, deciding, standing


def standings_of(memberships: Collection[int], day: date) -> dict[int, Standing]:
    facts = _facts(memberships)
    return {pk: standing(facts[pk], day) for pk in memberships}


def standing_of(membership: Membership, day: date) -> Standing:
    return standings_of([membership.pk], day)[membership.pk]


def current_term(membership: Membership, day: date) -> Term | None:
    """The one that counts, or in grace the last."""
    facts = _facts([membership.pk])[membership.pk]
    term = deciding(facts, day)
    return Term.objects.get(pk=term.key) if term else None


def _facts(memberships: Collection[int]) -> dict[int, list[TermFacts]]:
    found: defaultdict[int, list[TermFacts]] = defaultdict(list)
    terms = Term.objects.filter(membership__in=memberships).select_related("invoice", "ending")
    for term in terms:
        ending = getattr(term, "ending", None)
        invoice = term.invoice
        is_paid = invoice and invoice.settled_at and invoice.credited_cents < invoice.total_cents
        found[term.membership_id].append(
            TermFacts(
                starts_on=term.starts_on,
                ends_on=term.ends_on,
                basis=term.basis,
                due_on=invoice.due_on if invoice else None,
                paid_on=invoice.settled_at.date() if is_paid else None,
                credited=bool(
                    invoice and invoice.total_cents and invoice.credited_cents >= invoice.total_cents
                ),
                ended_on=ending.ended_on if ending else None,
                ended_reason=ending.reason if ending else "",
                key=term.pk,
            )
        )
    return found
