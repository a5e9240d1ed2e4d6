"""The years after the first: renewed, upgraded, refunded, waived, honored and ended."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from rounds.billing.actions import credit
from rounds.billing.actions import refund as pay_back
from rounds.billing.models import Invoice, Payment
from rounds.memberships.access import current_term, standing_of
from rounds.memberships.actions import points
from rounds.memberships.actions.refunds import refund
from rounds.memberships.actions.renewals import let_end, let_renew, renew
from rounds.memberships.actions.upgrades import upgrade
from rounds.memberships.actions.waivers import end_membership, honor, waive
from rounds.memberships.models import Ending, Lot, Membership, Order, Seat, Term, Wallet
from rounds.memberships.refusing import Refused
from rounds.memberships.standing import Standing
from rounds.memberships.tests.factories import (
    A_DAY,
    PlanFactory,
    UserFactory,
    joined,
    member_organization,
    moment,
    newest,
    pay_invoice,
)

pytestmark = pytest.mark.django_db
LAST = date(2027, 3, 9)  # of a year that begins on A_DAY


def days(count: int) -> timedelta:
    return timedelta(days=count)


def renewed(membership: Membership, on: date) -> Order:
    return renew(membership=membership, user=membership.user, by=None, at=moment(on))


@pytest.mark.parametrize("paid_on", [LAST - days(20), LAST, LAST + days(30)])
def test_paid_in_time_or_in_grace_the_next_year_begins_the_day_after_the_last(paid_on):
    membership = joined()
    order = renewed(membership, LAST - days(30))
    pay_invoice(order.invoice, at=moment(paid_on))
    term = newest(membership)
    assert (term.starts_on, term.ends_on, term.how) == (LAST + days(1), date(2028, 3, 9), "renewed")


def test_paid_later_it_begins_that_day_and_the_gap_stays():
    membership = joined()
    order = renewed(membership, LAST - days(30))
    late = LAST + days(90)
    pay_invoice(order.invoice, at=moment(late))
    term = newest(membership)
    assert (term.starts_on, term.how) == (late, "rejoined")
    assert standing_of(membership, late - days(1)) == Standing.LAPSED


def test_renewing_adds_a_row_and_leaves_the_first_as_it_is():
    membership = joined()
    before = Term.objects.values().get()
    pay_invoice(renewed(membership, LAST).invoice, at=moment(LAST))
    assert Term.objects.order_by("pk").values().first() == before
    assert newest(membership).follows_id == before["id"]


def test_a_renewal_that_is_not_paid_opens_nothing():
    membership = joined()
    renewed(membership, LAST)
    assert standing_of(membership, LAST + days(31)) == Standing.LAPSED


def test_asked_for_again_it_is_the_same_order():
    membership = joined()
    assert renewed(membership, LAST - days(3)) == renewed(membership, LAST)
    assert Invoice.objects.count() == 2


def test_a_renewal_whose_invoice_was_credited_can_be_ordered_again():
    membership = joined()
    order = renewed(membership, LAST)
    credit(key="x", invoice=order.invoice, amount_cents=None, reason="Wrong", by=None, at=moment(LAST))
    again = renewed(membership, LAST)
    pay_invoice(again.invoice, at=moment(LAST))
    assert again != order
    assert newest(membership).starts_on == LAST + days(1)


def test_the_next_year_has_the_prices_of_the_day_on_which_it_is_billed():
    plan = PlanFactory()
    membership = joined(plan=plan)
    plan.price_cents = 120_00
    plan.save()
    assert renewed(membership, LAST).dues_cents == 120_00


@pytest.mark.parametrize(
    ("on", "reason"), [(LAST - days(61), Refused.TOO_EARLY), (LAST - days(300), Refused.TOO_EARLY)]
)
def test_the_next_year_cannot_be_bought_too_early(on, reason):
    with pytest.raises(Refused, match=reason):
        renewed(joined(), on)


def test_the_year_after_the_next_cannot_be_bought():
    membership = joined()
    pay_invoice(renewed(membership, LAST - days(9)).invoice, at=moment(LAST - days(9)))
    with pytest.raises(Refused, match=Refused.RENEWED):
        renewed(membership, LAST - days(8))


def test_renewal_is_turned_off_and_on():
    membership = joined()
    let_end(membership=membership, by=membership.user, at=moment(LAST))
    membership.refresh_from_db()
    assert not membership.renews_itself
    let_renew(membership=membership, by=membership.user, at=moment(LAST))
    membership.refresh_from_db()
    assert membership.renews_itself


def test_seats_go_over_into_the_next_year():
    leader = UserFactory()
    membership = member_organization(leader=leader)
    pay_invoice(renewed(membership, LAST).invoice, at=moment(LAST))
    assert Seat.objects.held().filter(term=newest(membership), user=leader).count() == 1


# --- Upgrades --------------------------------------------------------------------------------------------------------


def more_seats(membership: Membership, seats: int, on: date) -> Order:
    by = UserFactory()
    plan = newest(membership).plan
    return upgrade(membership=membership, plan=plan, seats=seats, user=by, by=by, at=moment(on))


def test_more_seats_cost_their_price_for_the_days_that_are_left():
    membership = member_organization()
    order = more_seats(membership, 25, A_DAY + days(73))
    assert order.invoice.total_cents == round(5 * 50_00 * 292 / 365)
    assert order.dues_cents == 4_000_00 + 5 * 50_00


def test_an_upgrade_begins_when_it_is_paid_and_ends_with_the_year():
    membership = member_organization()
    order = more_seats(membership, 25, A_DAY + days(10))
    assert newest(membership).seats == 20
    on = A_DAY + days(15)
    pay_invoice(order.invoice, at=moment(on))
    term = newest(membership)
    assert (term.starts_on, term.ends_on, term.seats, term.how) == (on, LAST, 25, "upgraded")
    assert Ending.objects.get().ended_on == on
    assert {standing_of(membership, on + days(n)) for n in (-1, 0, 1)} == {Standing.CURRENT}
    assert Seat.objects.held().get().term == term


def test_another_plan_costs_the_difference_for_the_rest_of_the_year():
    membership = joined()
    better = PlanFactory(price_cents=465_00)
    order = upgrade(
        membership=membership, plan=better, seats=0, user=None, by=membership.user, at=moment(LAST)
    )
    assert order.invoice.total_cents == 1_00
    pay_invoice(order.invoice, at=moment(LAST))
    assert current_term(membership, LAST).plan == better


def test_asked_for_differently_the_last_word_counts_and_the_first_invoice_is_taken_back():
    membership = member_organization()
    first, second = (more_seats(membership, seats, A_DAY) for seats in (25, 30))
    first.refresh_from_db()
    assert first.called_off_at is not None
    assert second.invoice.total_cents == 500_00


@pytest.mark.parametrize("seats", [20, 19])
def test_an_upgrade_brings_more(seats):
    with pytest.raises(Refused, match=Refused.NOT_MORE):
        more_seats(member_organization(), seats, A_DAY)


def test_paid_when_the_year_is_over_an_upgrade_waits_for_staff():
    membership = member_organization()
    order = more_seats(membership, 25, LAST)
    pay_invoice(order.invoice, at=moment(LAST + days(1)))
    assert list(Order.objects.paid_in_vain()) == [order]
    assert newest(membership).seats == 20


def test_a_credited_upgrade_leaves_what_there_was_before():
    membership = member_organization()
    order = more_seats(membership, 25, A_DAY + days(5))
    pay_invoice(order.invoice, at=moment(A_DAY + days(5)))
    staff, on = UserFactory(), A_DAY + days(9)
    credit(key="x", invoice=order.invoice, amount_cents=None, reason="A slip", by=staff, at=moment(on))
    term = newest(membership)
    assert (term.seats, term.ends_on, term.how, term.approved_by) == (20, LAST, "restored", staff)
    assert standing_of(membership, on) == Standing.CURRENT


# --- Refunds ---------------------------------------------------------------------------------------------------------


def test_in_the_first_days_all_that_was_paid_comes_back_and_the_points_go():
    membership = joined()
    on = A_DAY + days(30)
    assert refund(membership=membership, reason="", by=membership.user, at=moment(on)) == 100_00
    assert standing_of(membership, on) == Standing.ENDED
    assert standing_of(membership, on - days(1)) == Standing.CURRENT
    assert Lot.objects.get().remaining == 0
    invoice = Invoice.objects.get(kind="invoice")
    assert invoice.credited_cents == 100_00


def test_points_already_spent_are_kept_back_at_a_dollar_each():
    membership = joined()
    wallet = Wallet.objects.get(user=membership.user)
    points.spend(wallet=wallet, points=12, memo="A webinar", key="w", by=None, at=moment(A_DAY))
    assert refund(membership=membership, reason="", by=membership.user, at=moment(A_DAY)) == 88_00


def test_after_thirty_days_nothing_comes_back():
    membership = joined()
    with pytest.raises(Refused, match=Refused.TOO_LATE):
        refund(membership=membership, reason="", by=membership.user, at=moment(A_DAY + days(31)))
    assert standing_of(membership, A_DAY + days(31)) == Standing.CURRENT


def test_a_refund_takes_back_the_upgrade_as_well():
    membership = member_organization()
    order = more_seats(membership, 30, A_DAY)
    pay_invoice(order.invoice, at=moment(A_DAY))
    by = UserFactory()
    assert refund(membership=membership, reason="", by=by, at=moment(A_DAY)) == 4_500_00
    assert standing_of(membership, A_DAY) in {Standing.NONE, Standing.ENDED}


def test_a_renewal_that_is_refunded_before_it_begins_leaves_the_year_that_runs():
    membership = joined()
    pay_invoice(renewed(membership, LAST - days(9)).invoice, at=moment(LAST - days(9)))
    refund(membership=membership, reason="", by=membership.user, at=moment(LAST - days(5)))
    assert standing_of(membership, LAST) == Standing.CURRENT
    assert standing_of(membership, LAST + days(1)) == Standing.ENDED


def test_refunded_twice_it_comes_back_once():
    membership = joined()
    refund(membership=membership, reason="", by=membership.user, at=moment(A_DAY))
    with pytest.raises(Refused, match=Refused.NOT_RUNNING):
        refund(membership=membership, reason="", by=membership.user, at=moment(A_DAY))
    assert Payment.objects.filter(kind="refund").count() == 0
    assert Invoice.objects.filter(kind="credit").count() == 1


def test_a_card_payment_that_went_back_already_does_not_stand_in_the_way_of_a_refund():
    membership = joined()
    invoice = Invoice.objects.get()
    twice = pay_invoice(invoice, at=moment(A_DAY + days(1)), method="card", cents=100_00)
    pay_back(
        key="twice",
        invoice=invoice,
        amount_cents=100_00,
        method="card",
        reason="Paid twice",
        by=None,
        at=moment(A_DAY + days(1)),
        reference=twice.reference,
    )
    by = membership.user
    assert refund(membership=membership, reason="", by=by, at=moment(A_DAY + days(2))) == 100_00
    assert Invoice.objects.to_refund().get() == invoice


# --- Waived, honored, ended ------------------------------------------------------------------------------------------


def test_a_waived_year_follows_the_last_and_costs_nothing():
    membership, staff = joined(), UserFactory()
    term = waive(membership=membership, reason="She teaches for us.", by=staff, at=moment(LAST))
    assert (term.starts_on, term.basis, term.approved_by, term.dues_cents) == (
        LAST + days(1),
        "waiver",
        staff,
        0,
    )
    assert standing_of(membership, LAST + days(365)) == Standing.CURRENT


def test_an_honor_has_no_end_until_staff_end_it():
    user, staff = UserFactory(), UserFactory()
    plan = PlanFactory(kind="honorary", is_offered=False, zones=["guest", "member", "board"])
    term = honor(user=user, plan=plan, reason="Long service", ends_on=None, by=staff, at=moment(A_DAY))
    later = A_DAY + days(5_000)
    assert standing_of(term.membership, later) == Standing.CURRENT
    end_membership(membership=term.membership, reason="left", by=staff, at=moment(later))
    assert standing_of(term.membership, later) == Standing.ENDED


def test_no_term_without_an_end_but_an_honor():
    membership = joined()
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(
            membership=membership,
            plan=PlanFactory(),
            how="joined",
            starts_on=A_DAY,
            ends_on=None,
            basis="waiver",
            approved_by=UserFactory(),
            reason="A slip",
            dues_cents=0,
            written_at=moment(A_DAY),
        )


def test_ending_a_membership_ends_the_year_to_come_as_well():
    membership = joined()
    pay_invoice(renewed(membership, LAST).invoice, at=moment(LAST))
    end_membership(membership=membership, reason="closed", by=None, at=moment(LAST))
    assert Ending.objects.count() == 2
    assert standing_of(membership, LAST) == Standing.ENDED
    assert standing_of(membership, LAST + days(40)) == Standing.ENDED
    assert Lot.objects.filter(remaining__gt=0).count() == 0
