"""The books. Accounts are words; a posting moves an amount from the credited account to the debited one."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from rounds.billing.models import Invoice, InvoiceLine, Payment, Posting

RECEIVABLE = "receivable"  # what is owed to us
BANK = "bank"
REFUNDS_PAYABLE = "refunds_payable"  # refunds to cards that the provider has not confirmed yet
DUES = "dues"
POINTS = "points"
FEES = "fees"  # what card companies keep for themselves


def card(provider: str) -> str:
    """The account of what a provider has taken in for us."""
    return f"card:{provider}"


def account_of(payment: Payment) -> str:
    """Where the money of a payment lies."""
    return card(payment.provider) if payment.method == Payment.Method.CARD else BANK


class Entry(NamedTuple):
    """What is to be posted; `key` names the cause, so the same cause is posted once."""

    key: str
    debit: str
    credit: str
    amount_cents: int
    memo: str


def post(
    entries: Iterable[Entry],
    *,
    at: datetime,
    invoice: Invoice | None = None,
    payment: Payment | None = None,
    happened_on: date | None = None,
) -> None:
    """Add lines to the books, inside the caller's transaction. Nothing is posted for nothing."""
    day = happened_on or (payment.received_on if payment else at.date())
    Posting.objects.bulk_create(
        Posting(
            key=one.key,
            debit=one.debit,
            credit=one.credit,
            amount_cents=one.amount_cents,
            currency=invoice.currency if invoice else settings.CURRENCY,
            invoice=invoice,
            payment=payment,
            memo=one.memo[:300],
            happened_on=day,
            recorded_at=at,
        )
        for one in entries
        if one.amount_cents
    )


def taken_back(
    lines: Iterable[InvoiceLine], *, before: int, amount_cents: int
) -> Iterator[tuple[InvoiceLine, int]]:
    """How much of each line a credit takes back, when `before` was taken back already: from the first line on.

    So a line is taken back to its last cent before the next, and all of it once all is credited.
    """
    start = 0
    for line in lines:
        end = start + line.amount_cents
        share = min(end, before + amount_cents) - max(start, before)
        if share > 0:
            yield line, share
        start = end


class Balance(NamedTuple):
    account: str
    month: date | None
    debit_cents: int
    credit_cents: int

    @property
    def balance_cents(self) -> int:
        return self.debit_cents - self.credit_cents


def trial_balance(*, until: date | None = None) -> list[Balance]:
    """Each account with all that was debited and credited; debits and credits add up to the same."""
    return _balances(_postings(until=until), by_month=False)


def balance_of(account: str) -> int:
    """Debits less credits, in cents."""
    debited = Posting.objects.filter(debit=account).aggregate(cents=Sum("amount_cents"))["cents"] or 0
    credited = Posting.objects.filter(credit=account).aggregate(cents=Sum("amount_cents"))["cents"] or 0
    return debited - credited


def held_by_providers() -> dict[str, int]:
    """What card companies have taken in for us and not sent on, by provider."""
    prefix = card("")
    accounts = (
        Posting.objects.filter(debit__startswith=prefix).order_by("debit").values_list("debit", flat=True)
    )
    return {account.removeprefix(prefix): balance_of(account) for account in accounts.distinct()}


def months(*, until: date | None = None) -> list[Balance]:
    """The same for each month, newest first."""
    return _balances(_postings(until=until), by_month=True)


def _postings(*, until: date | None) -> QuerySet[Posting]:
    postings = Posting.objects.all()
    return postings.filter(happened_on__lte=until) if until else postings


def _balances(postings: QuerySet[Posting], *, by_month: bool) -> list[Balance]:
    totals: dict[tuple[str, date | None], list[int]] = {}
    for place, side in enumerate(("debit", "credit")):
        keyed = postings.annotate(month=TruncMonth("happened_on")) if by_month else postings.all()
        names = (side, "month") if by_month else (side,)
        for row in keyed.order_by().values(*names).annotate(cents=Sum("amount_cents")):
            key = (row[side], row["month"] if by_month else None)
            totals.setdefault(key, [0, 0])[place] = row["cents"]
    found = [Balance(account, month, *sides) for (account, month), sides in totals.items()]
    found.sort(key=lambda one: one.account)
    return sorted(found, key=lambda one: one.month or date.min, reverse=True)
