"""What several do at the same moment: a payment is heard of twice, a renewal asked for twice, a form sent twice."""

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from rounds.billing.models import Invoice
from rounds.memberships.actions.applications import Told, apply
from rounds.memberships.actions.orders import settled
from rounds.memberships.actions.renewals import renew
from rounds.memberships.models import Application, Lot, Membership, Order, Term
from rounds.memberships.tests.factories import (
    A_MOMENT,
    PlanFactory,
    UserFactory,
    join,
    joined,
    moment,
    pay_invoice,
)
from rounds.memberships.tests.test_years import LAST

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 4


def at_once(do: Callable[[], object]) -> list[BaseException]:
    """Many threads begin together. Returns what went wrong, but for a database of one file that is busy."""
    start, wrong = Barrier(MANY), []

    def run() -> None:
        start.wait()
        try:
            do()
        except OperationalError as busy:
            if "locked" not in str(busy):
                wrong.append(busy)
        except BaseException as fault:
            wrong.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=run) for _n in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_a_payment_that_is_heard_of_many_times_is_delivered_once():
    order = join()
    invoice = order.invoice
    Invoice.objects.filter(pk=invoice.pk).update(settled_at=A_MOMENT)
    assert at_once(lambda: settled(invoice=invoice, by=None, at=A_MOMENT)) == []
    assert (Term.objects.count(), Lot.objects.count() <= 1) == (1, True)


def test_many_who_ask_to_renew_get_one_order():
    membership = joined()

    def ask() -> None:
        renew(membership=membership, user=None, by=None, at=moment(LAST))

    assert at_once(ask) == []
    assert Order.objects.filter(kind="renew").count() == 1


def test_a_form_that_is_sent_many_times_at_once_opens_one_membership():
    key, plan, user = uuid4(), PlanFactory(), UserFactory()
    assert at_once(lambda: apply(key=key, plan=plan, told=Told(), user=user, at=A_MOMENT)) == []
    assert (Application.objects.count(), Membership.objects.count(), Order.objects.count()) == (1, 1, 1)


def test_paying_and_renewing_at_the_same_moment_end_in_one_order():
    membership = joined()
    order = renew(membership=membership, user=None, by=None, at=moment(LAST))
    calls = iter([True, False] * MANY)

    def one_or_the_other() -> None:
        if next(calls):
            pay_invoice(Invoice.objects.get(pk=order.invoice_id), at=moment(LAST), cents=100_00)
        else:
            settled(invoice=order.invoice, by=None, at=moment(LAST))

    assert at_once(one_or_the_other) == []
    assert Term.objects.filter(membership=membership).count() == 2
