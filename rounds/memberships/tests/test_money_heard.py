"""What memberships do when they hear of money: paid, called back, paid again, and a kept card that gives nothing."""

from datetime import date, timedelta

import pytest

from rounds.billing.actions import refund, reverse
from rounds.billing.models import Attempt, Card, Invoice, Payment
from rounds.billing.tasks import charge_kept_cards
from rounds.mail.models import Message
from rounds.memberships.access import standing_of
from rounds.memberships.actions import points, top_ups
from rounds.memberships.actions.renewals import renew
from rounds.memberships.models import Membership, Notice, Order, PointsOperation
from rounds.memberships.standing import Standing
from rounds.memberships.statement import every_line
from rounds.memberships.tasks import keep_the_year
from rounds.memberships.tests.factories import (
    A_DAY,
    UserFactory,
    joined,
    member_organization,
    moment,
    organization_order,
    pay_invoice,
)
from rounds.memberships.tests.network_cases import left, transfer, wallet

pytestmark = pytest.mark.django_db
LAST = date(2027, 3, 9)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def call_back(invoice: Invoice, on: date) -> None:
    payment = invoice.payments.filter(kind=Payment.Kind.PAYMENT).latest("pk")
    reverse(key=f"back:{payment.pk}", payment=payment, reason="It bounced.", by=None, at=moment(on))
    invoice.refresh_from_db()


def dues_of(membership: Membership) -> Invoice:
    return membership.orders.get(kind=Order.Kind.JOIN).invoice


def test_when_a_payment_is_called_back_standing_follows():
    membership = member_organization()
    invoice = dues_of(membership)
    call_back(invoice, A_DAY + days(5))
    assert standing_of(membership, invoice.due_on) == Standing.CURRENT  # not due yet
    assert standing_of(membership, invoice.due_on + days(30)) == Standing.GRACE
    assert standing_of(membership, invoice.due_on + days(31)) == Standing.LAPSED


def test_points_of_dues_that_were_called_back_cannot_be_spent_by_anybody():
    leader = UserFactory()
    membership = member_organization(leader=leader)
    transfer(membership, leader, 300, moment(A_DAY))
    assert (left(membership), left(leader)) == (1_700, 300)
    call_back(dues_of(membership), A_DAY + days(5))
    assert (left(membership), left(leader)) == (0, 0)
    said = [line.what for line in every_line(wallet(leader))]
    assert said[0].endswith("did not come")


def test_paid_again_the_points_come_again_but_for_those_that_were_spent():
    membership = member_organization()
    points.spend(wallet=wallet(membership), points=100, memo="It", key="s", by=None, at=moment(A_DAY))
    for turn in (1, 2):
        call_back(dues_of(membership), A_DAY + days(turn))
        assert left(membership) == 0
        pay_invoice(dues_of(membership), at=moment(A_DAY + days(turn)) + timedelta(hours=1))
        assert left(membership) == 1_900
    assert PointsOperation.objects.filter(kind="dues").count() == 3


def test_bought_points_go_and_come_with_their_payment_too():
    membership = joined()
    order = top_ups.buy(
        membership=membership,
        points=40,
        to_organization=False,
        by=membership.user,
        at=moment(A_DAY),
        key="a",
    )
    pay_invoice(order.invoice, at=moment(A_DAY + days(1)))
    assert left(membership.user) == 90
    order.invoice.refresh_from_db()
    call_back(order.invoice, A_DAY + days(2))
    assert left(membership.user) == 50
    pay_invoice(order.invoice, at=moment(A_DAY + days(3)))
    assert left(membership.user) == 90


def test_called_back_and_refunded_later_no_point_is_taken_twice():
    membership = member_organization()
    call_back(dues_of(membership), A_DAY + days(1))
    pay_invoice(dues_of(membership), at=moment(A_DAY + days(2)))
    invoice = dues_of(membership)
    refund(
        key="r",
        invoice=invoice,
        amount_cents=invoice.paid_cents,
        method="bank",
        reason="They left.",
        by=None,
        at=moment(A_DAY + days(3)),
    )
    assert left(membership) == 0
    assert standing_of(membership, A_DAY + days(3)) == Standing.ENDED


def test_a_card_that_gives_nothing_is_given_up_and_the_membership_lapses_and_says_so():
    membership = joined()
    user = membership.user
    Card.objects.create(
        user=user,
        provider="offline",
        customer="c",
        method="pretended-refused",
        label="Visa",
        agreed_at=moment(A_DAY),
    )
    for ahead in range(-10, 32):
        now = moment(LAST + days(ahead))
        keep_the_year(now)
        charge_kept_cards(now)
    tried = [(one.due_at.date() - LAST).days for one in Attempt.objects.order_by("number")]
    assert tried == [0, 3, 7, 14]
    assert Message.objects.filter(to=user.email, key__startswith="charge-failed:").count() == 4
    assert standing_of(membership, LAST + days(31)) == Standing.LAPSED
    assert (left(user), Notice.objects.filter(kind="lapsed").count()) == (0, 1)


def test_who_pays_after_the_lapse_and_does_not_renew_is_told_again_and_the_points_end():
    leader = UserFactory()
    order = organization_order(leader=leader)
    late = order.invoice.due_on + days(31)
    keep_the_year(moment(late - days(1)))
    keep_the_year(moment(late))
    pay_invoice(order.invoice, at=moment(late + days(1)))
    assert left(order.membership) == 2_000
    for ahead in (1, 31, 31, 40):
        keep_the_year(moment(LAST + days(ahead)))
    assert left(order.membership) == 0
    told = Message.objects.filter(to=leader.email, subject="Your membership has lapsed")
    assert told.count() == 2


def test_a_renewal_that_is_called_back_lapses_after_its_grace():
    membership = joined()
    order = renew(membership=membership, user=None, by=None, at=moment(LAST - days(20)))
    pay_invoice(order.invoice, at=moment(LAST - days(10)))
    order.invoice.refresh_from_db()
    call_back(order.invoice, LAST + days(5))
    assert standing_of(membership, LAST + days(5)) != Standing.LAPSED
    assert standing_of(membership, LAST + days(60)) == Standing.LAPSED
