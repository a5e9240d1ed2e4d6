"""What a card company sends on to our bank."""

from datetime import date, datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.billing.ledger import BANK, FEES, Entry, balance_of, card, post
from rounds.billing.models import Counter, Posting
from rounds.billing.refusing import Refused
from rounds.users.models import User


@transaction.atomic
def write_payout(
    *, key: str, provider: str, amount_cents: int, fee_cents: int, received_on: date, by: User, at: datetime
) -> Posting:
    """Move what came to the bank, and what the company kept for itself, out of its account in the books.

    The same key gets back the first one. Raises Refused where the company does not hold so much for us.
    """
    _one_at_a_time()
    if written := Posting.objects.filter(key=f"payout:{key}").first():
        return written
    if amount_cents <= 0 or fee_cents < 0:
        raise Refused(Refused.NOTHING)
    held = card(provider)
    if amount_cents + fee_cents > balance_of(held):
        raise Refused(Refused.TOO_MUCH)
    post(
        [
            Entry(f"payout:{key}", BANK, held, amount_cents, f"Payout of {provider}"),
            Entry(f"payout-fee:{key}", FEES, held, fee_cents, f"Fees of {provider}"),
        ],
        happened_on=received_on,
        at=at,
    )
    payout = Posting.objects.get(key=f"payout:{key}")
    record(verb="payout.written", about=payout, by=by, at=at, cents=amount_cents, fee=fee_cents)
    return payout


def _one_at_a_time() -> None:
    """Two payouts at once would both see the whole balance."""
    Counter.objects.get_or_create(name="payouts")
    Counter.objects.select_for_update().get(name="payouts")
