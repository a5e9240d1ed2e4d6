"""Many at the same moment, in real transactions, on both databases."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from rounds.billing.actions import Refused, credit, refund
from rounds.billing.ledger import trial_balance
from rounds.billing.models import Invoice, Payment
from rounds.billing.tests.factories import A_MOMENT, dues, invoice, paid

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def at_once(do: Callable[[int], Any]) -> list[Any]:
    found: list[Any] = []
    gate = threading.Barrier(MANY)

    def run(number: int) -> None:
        try:
            gate.wait()
            found.append(do(number))
        except Exception as fault:
            found.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_numbers_have_no_gaps_even_where_some_are_rolled_back() -> None:
    def issue_or_not(number: int) -> None:
        with transaction.atomic():
            invoice(dues(number), key=f"order:{number}")
            if number % 3 == 0:
                transaction.set_rollback(True)

    assert at_once(issue_or_not) == [None] * MANY
    kept = MANY - len(range(0, MANY, 3))
    assert list(Invoice.objects.order_by("serial").values_list("serial", flat=True)) == list(
        range(1, kept + 1)
    )


def test_the_same_cause_at_the_same_moment_is_one_invoice() -> None:
    issued = at_once(lambda _number: invoice(key="order:7").number)
    assert (set(issued), Invoice.objects.count()) == ({"R-000001"}, 1)


def test_the_same_money_at_the_same_moment_counts_once() -> None:
    owed = invoice()
    at_once(lambda _number: paid(Invoice.objects.get(pk=owed.pk), 100_000, key="stripe:pi_1"))
    owed.refresh_from_db()
    assert (owed.paid_cents, Payment.objects.count()) == (100_000, 1)


def test_no_more_is_credited_or_refunded_than_there_is() -> None:
    owed = invoice()
    paid(owed)

    def give_back(number: int) -> bool:
        try:
            if number % 2:
                credit(key=f"c{number}", invoice=owed, amount_cents=9_000, reason="", by=None, at=A_MOMENT)
            else:
                refund(
                    key=f"r{number}",
                    invoice=owed,
                    amount_cents=15_000,
                    method="bank",
                    reason="",
                    by=None,
                    at=A_MOMENT,
                )
        except Refused:
            return False
        return True

    assert set(at_once(give_back)) <= {True, False}
    owed.refresh_from_db()
    assert owed.paid_cents >= 0
    assert owed.credited_cents <= owed.total_cents
    assert sum(one.balance_cents for one in trial_balance()) == 0
    receivable = next(one.balance_cents for one in trial_balance() if one.account == "receivable")
    assert receivable == owed.owed_cents - owed.overpaid_cents
