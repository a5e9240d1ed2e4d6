"""What the calendar brings: invoices, reminders, grace and lapse, each once, and nothing that access depends on."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.billing.models import Invoice
from rounds.mail.models import Message
from rounds.memberships.access import standing_of
from rounds.memberships.actions.renewals import let_end, renew
from rounds.memberships.actions.upgrades import upgrade
from rounds.memberships.models import Lot, Membership, Notice, Order
from rounds.memberships.refusing import Refused
from rounds.memberships.standing import Standing
from rounds.memberships.tasks import keep_the_year
from rounds.memberships.tests.factories import (
    A_DAY,
    UserFactory,
    joined,
    member_organization,
    moment,
    newest,
    organization_order,
    pay_invoice,
)

pytestmark = pytest.mark.django_db
LAST = date(2027, 3, 9)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def clock(*on: date) -> None:
    for day in on:
        keep_the_year(moment(day))


def told() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def subjects(user) -> list[str]:
    return list(Message.objects.filter(to=user.email).order_by("pk").values_list("subject", flat=True))


def test_the_renewal_invoice_comes_on_the_first_day_of_the_month_in_which_the_year_ends():
    joined()
    clock(date(2027, 2, 28))
    assert not Order.objects.filter(kind="renew").exists()
    clock(date(2027, 3, 1), date(2027, 3, 1), date(2027, 3, 2))
    order = Order.objects.get(kind="renew")
    assert (order.invoice.issued_on, order.invoice.due_on) == (date(2027, 3, 1), date(2027, 3, 31))


def test_who_turned_renewal_off_gets_no_invoice():
    membership = joined()
    let_end(membership=membership, by=membership.user, at=moment(A_DAY))
    clock(date(2027, 3, 1))
    assert Invoice.objects.count() == 1


def test_reminders_come_sixty_thirty_and_seven_days_before_each_once():
    joined()
    for n in range(61, 5, -1):
        clock(LAST - days(n))
    assert told() == ["days_60", "days_30", "invoiced", "days_7"]


def test_after_a_standstill_only_the_latest_reminder_is_sent():
    membership = joined()
    before = len(subjects(membership.user))
    clock(LAST - days(5))
    assert told() == ["invoiced", "days_7"]
    assert [one for one in subjects(membership.user)[before:] if "membership" in one] == [
        "Your membership ends in 5 days"
    ]


def test_who_has_renewed_is_reminded_no_more():
    membership = joined()
    clock(LAST - days(8))
    pay_invoice(Order.objects.get(kind="renew").invoice, at=moment(LAST - days(8)))
    clock(LAST - days(7), LAST, LAST + days(1))
    assert "days_7" not in told()
    assert "grace" not in told()
    assert standing_of(membership, LAST + days(1)) == Standing.CURRENT


def test_grace_is_told_once_and_then_that_it_lapsed_and_the_points_end():
    membership = joined()
    clock(LAST, LAST + days(1), LAST + days(2), LAST + days(30))
    assert told().count("grace") == 1
    assert Lot.objects.get().remaining == 50
    clock(LAST + days(31), LAST + days(32))
    assert told().count("lapsed") == 1
    assert Lot.objects.get().remaining == 0
    assert subjects(membership.user)[-1] == "Your membership has lapsed"


def test_after_a_long_standstill_only_the_lapse_is_told():
    joined()
    clock(LAST + days(200))
    assert told() == ["lapsed"]


def test_an_organization_that_does_not_pay_its_first_invoice_is_told_and_lapses():
    leader = UserFactory()
    order = organization_order(leader=leader)
    clock(A_DAY + days(31))
    assert subjects(leader)[-1] == "Your membership is not paid yet"
    clock(A_DAY + days(61))
    assert told() == ["grace", "lapsed"]
    assert standing_of(order.membership, A_DAY + days(61)) == Standing.LAPSED


def test_each_leader_is_written_to_and_no_seat_holder():
    leader = UserFactory()
    member_organization(leader=leader)
    clock(LAST - days(60))
    assert subjects(leader)[-1] == "Your membership ends in 60 days"


def test_an_upgrade_that_nobody_paid_is_called_off_when_the_year_is_over():
    membership, by = member_organization(), UserFactory()
    order = upgrade(
        membership=membership, plan=newest(membership).plan, seats=30, user=by, by=by, at=moment(A_DAY)
    )
    clock(LAST)
    order.refresh_from_db()
    assert order.called_off_at is None
    clock(LAST + days(1))
    order.refresh_from_db()
    assert order.called_off_at == moment(LAST + days(1))


def test_an_open_renewal_is_billed_anew_after_an_upgrade():
    membership, by = member_organization(), UserFactory()
    clock(date(2027, 3, 1))
    first = Order.objects.get(kind="renew")
    order = upgrade(
        membership=membership,
        plan=newest(membership).plan,
        seats=30,
        user=by,
        by=by,
        at=moment(date(2027, 3, 2)),
    )
    pay_invoice(order.invoice, at=moment(date(2027, 3, 2)))
    clock(date(2027, 3, 3))
    first.refresh_from_db()
    assert first.called_off_at is not None
    assert Order.objects.get(kind="renew", called_off_at=None).seats == 30


def test_the_clock_asks_as_much_of_the_database_for_three_as_for_one_where_nothing_is_due(
    django_assert_max_num_queries,
):
    for _n in range(3):
        joined()
    with django_assert_max_num_queries(12):
        clock(A_DAY + days(100))


_moves = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from(["clock", "pay", "renew", "end", "wait"])), max_size=12
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_moves)
def test_whatever_the_clock_does_or_does_not_standing_is_the_same(moves):
    """Two memberships with the same payments on the same days: one with a clock, one without."""
    with transaction.atomic():
        _play(moves)
        transaction.set_rollback(True)  # each example begins with nothing: days would run backwards else


def _play(moves: list[tuple[int, str]]) -> None:
    with_clock, without = joined(), joined()
    for membership in (with_clock, without):
        let_end(membership=membership, by=membership.user, at=moment(A_DAY))
    day = LAST - days(70)
    for ahead, move in moves:
        day += days(ahead)
        if move == "clock":
            clock(day)
        if move == "pay":
            _renew_and_pay(with_clock, day)
            _renew_and_pay(without, day)
        seen = {standing_of(one, day) for one in (with_clock, without)}
        assert len(seen) == 1


def _renew_and_pay(membership: Membership, day: date) -> None:
    try:
        order = renew(membership=membership, user=None, by=None, at=moment(day))
    except Refused:
        return
    if order.invoice.owed_cents:
        pay_invoice(order.invoice, at=moment(day))
