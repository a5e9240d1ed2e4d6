"""One after the other: whatever changes who leads, who sits or what points a membership has holds its row first.

Then wallets, in the order of their ids. Who holds a wallet alone (spending, expiring) asks for no membership after it.
"""

from collections.abc import Collection
from datetime import date

from rounds.billing.actions.numbering import hold_numbers
from rounds.memberships.access import current_term, standing_of
from rounds.memberships.models import Leadership, Membership, Term, Wallet
from rounds.memberships.refusing import Refused
from rounds.memberships.standing import Standing
from rounds.users.models import User

RUNNING = frozenset({Standing.CURRENT, Standing.GRACE})


def hold(membership: Membership) -> Membership:
    """The membership as it is now; until the transaction ends nobody else's."""
    held = Membership.objects.select_for_update(of=("self",)).select_related("organization", "user")
    return held.get(pk=membership.pk)


def hold_wallets(ids: Collection[int]) -> list[Wallet]:
    return list(Wallet.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def running_term(membership: Membership, day: date) -> Term:
    """The term that counts, or in grace the last. Raises Refused where there is none."""
    term = current_term(membership, day)
    if term is None:
        raise Refused(Refused.NOT_RUNNING)
    return term


def is_running(membership: Membership, day: date) -> bool:
    return standing_of(membership, day) in RUNNING


def must_lead(user: User, membership: Membership) -> None:
    if not leads(user, membership):
        raise Refused(Refused.NOT_A_LEADER)


def leads(user: User, membership: Membership) -> bool:
    return Leadership.objects.current().filter(membership=membership, user_id=user.pk).exists()


def hold_to_bill(membership: Membership) -> Membership:
    """Held for a change that writes an invoice: the numbers first, as whoever credits an invoice holds them by then."""
    hold_numbers()
    return hold(membership)
