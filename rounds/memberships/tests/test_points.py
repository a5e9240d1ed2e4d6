"""Points: which lots they come from, where they go, and that nothing brings more than there is."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given as arbitrary
from hypothesis import strategies as st

from rounds.billing.actions import credit, pay, reverse
from rounds.billing.models import Payment
from rounds.mail.models import Message
from rounds.memberships.actions import points, seats, top_ups
from rounds.memberships.models import Lot, Order, PointsEntry, PointsOperation, Seat, Term
from rounds.memberships.points import LotFacts, TooFew, first_to_expire, last_day, of_dues
from rounds.memberships.refusing import Refused
from rounds.memberships.statement import every_line, outlook, page
from rounds.memberships.tests.network_cases import (
    DAY,
    NOW,
    TODAY,
    at_once,
    end,
    given,
    hospital,
    left,
    person,
    seated,
    transfer,
    wallet,
)

pytestmark = pytest.mark.django_db
NEXT_YEAR = timedelta(days=310)  # January 2027


def spend(owner, count, at=NOW, *, key="spent", memo="Summit 2026"):
    return points.spend(wallet=wallet(owner), points=count, memo=memo, key=key, by=None, at=at)


def lots(owner) -> list[tuple[int, date]]:
    found = Lot.objects.filter(wallet=wallet(owner), remaining__gt=0)
    return list(found.order_by("expires_on", "pk").values_list("remaining", "expires_on"))


# --- Arithmetic ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cents", "percent", "count"),
    [(125_000, 50, 625), (125_099, 50, 625), (99, 50, 0), (300, 50, 1), (125_000, 0, 0), (0, 50, 0)],
)
def test_dues_bring_points_of_whole_dollars_rounded_down(cents, percent, count):
    assert of_dues(cents, percent) == count


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31)])
def test_points_carry_to_the_end_of_the_next_calendar_year(day):
    assert last_day(day) == date(2027, 12, 31)


@arbitrary(
    st.lists(st.tuples(st.integers(0, 50), st.dates(date(2026, 1, 1), date(2028, 1, 1)))), st.integers(1, 400)
)
def test_what_expires_first_goes_first_and_never_more_than_there_is(drawn, wanted):
    facts = [LotFacts(key, remaining, day) for key, (remaining, day) in enumerate(drawn)]
    total = sum(lot.remaining for lot in facts)
    if wanted > total:
        with pytest.raises(TooFew) as told:
            first_to_expire(facts, wanted)
        assert told.value.missing == wanted - total
        return
    taken = dict(first_to_expire(facts, wanted))
    assert sum(taken.values()) == wanted
    one_by_one = sorted((lot.expires_on, lot.key) for lot in facts for _point in range(lot.remaining))[
        :wanted
    ]
    assert taken == {key: sum(k == key for _day, k in one_by_one) for _day, key in one_by_one}


# --- Coming ----------------------------------------------------------------------------------------------------------


def test_points_that_were_bought_come_once_they_are_paid_and_only_once():
    membership, leader = hospital()
    order = top_ups.buy(membership=membership, points=200, to_organization=True, by=leader, at=NOW, key="one")
    assert (order.invoice.total_cents, left(membership)) == (15_000, 0)
    assert (
        top_ups.buy(membership=membership, points=200, to_organization=True, by=leader, at=NOW, key="one")
        == order
    )
    pay(
        key="p1",
        invoice=order.invoice,
        amount_cents=15_000,
        method=Payment.Method.BANK,
        received_on=TODAY,
        by=None,
        at=NOW + DAY,
    )
    assert lots(membership) == [(200, date(2027, 12, 31))]
    points.deliver_top_up(order=Order.objects.get(), at=NOW + 2 * DAY)
    assert left(membership) == 200
    assert Message.objects.filter(to=leader.email, subject__startswith="200 points for").count() == 1


def test_points_whose_payment_did_not_come_wait_for_the_next_one():
    membership, leader = hospital()
    ann = seated(membership, "Ann")
    order = top_ups.buy(membership=membership, points=200, to_organization=True, by=leader, at=NOW, key="one")

    def paid(key: str, at) -> Payment:
        return pay(
            key=key,
            invoice=order.invoice,
            amount_cents=15_000,
            method=Payment.Method.CHECK,
            received_on=TODAY,
            by=leader,
            at=at,
        )

    check = paid("first", NOW)
    transfer(membership, ann, 60)
    spend(ann, 20)
    reverse(key="bounced", payment=check, reason="Bounced", by=leader, at=NOW + DAY)
    assert (left(membership), left(ann)) == (0, 0)
    second = paid("second", NOW + 2 * DAY)
    assert (left(membership), left(ann)) == (180, 0)
    reverse(key="again", payment=second, reason="Bounced", by=leader, at=NOW + 3 * DAY)
    assert left(membership) == 0
    paid("third", NOW + 4 * DAY)
    assert lots(membership) == [(180, date(2027, 12, 31))]


def test_what_was_given_back_after_a_refund_can_be_taken_as_well():
    membership, _leader = hospital()
    order = given(membership, 100)
    spent = spend(membership, 40)
    points.take_back(order=order, at=NOW)
    points.unspend(operation=spent, by=None, at=NOW)
    assert left(membership) == 40
    assert points.take_back(order=order, at=NOW + DAY) == 0
    assert left(membership) == 0


def test_a_person_buys_for_themself_and_keeps_it_when_the_seat_ends():
    membership, leader = hospital()
    ann = seated(membership, "Ann")
    order = top_ups.buy(membership=membership, points=10, to_organization=False, by=ann, at=NOW, key="a")
    points.deliver_top_up(order=order, at=NOW)
    seats.take_back(seat=Seat.objects.get(user=ann), by=leader, at=NOW)
    assert (left(ann), left(membership), order.invoice.organization) == (10, 0, None)


def test_only_a_leader_buys_for_the_organization_and_only_while_it_is_a_member():
    membership, leader = hospital()
    with pytest.raises(Refused, match="not a leader"):
        top_ups.buy(membership=membership, points=1, to_organization=True, by=person(), at=NOW, key="x")
    end(membership, TODAY)
    with pytest.raises(Refused, match="not running"):
        top_ups.buy(membership=membership, points=1, to_organization=True, by=leader, at=NOW, key="x")


# --- Moving ----------------------------------------------------------------------------------------------------------


def test_a_transfer_takes_what_expires_first_and_keeps_its_last_day():
    membership, _leader = hospital(starts_on=date(2025, 12, 1))
    given(membership, 100, NOW - timedelta(days=70))  # December 2025
    given(membership, 100)
    ann = seated(membership, "Ann")
    transfer(membership, ann, 150)
    assert lots(ann) == [(100, date(2026, 12, 31)), (50, date(2027, 12, 31))]
    assert lots(membership) == [(50, date(2027, 12, 31))]
    assert "150 points" in Message.objects.filter(to=ann.email).latest("pk").text


def test_all_of_them_get_theirs_or_nobody_does():
    membership, _leader = hospital()
    given(membership, 100)
    ann, bob = seated(membership, "Ann"), seated(membership, "Bob")
    with pytest.raises(Refused, match="too few"):
        transfer(membership, [ann, bob], 51)
    assert (left(membership), left(ann), left(bob)) == (100, 0, 0)
    transfer(membership, [ann, bob], 50)
    assert (left(membership), left(ann), left(bob)) == (0, 50, 50)


def test_the_same_form_sent_twice_moves_points_once():
    membership, _leader = hospital()
    given(membership, 100)
    ann = seated(membership, "Ann")
    assert transfer(membership, ann, 30, key="k") == transfer(membership, ann, 30, key="k")
    assert left(ann) == 30


@pytest.mark.parametrize("who", ["a stranger", "somebody without a seat any more"])
def test_points_go_to_people_with_a_seat_alone(who):
    membership, leader = hospital()
    given(membership, 100)
    eve = person("Eve") if who == "a stranger" else seated(membership, "Eve")
    for seat in Seat.objects.filter(user=eve):
        seats.take_back(seat=seat, by=leader, at=NOW)
    with pytest.raises(Refused, match="not seated"):
        transfer(membership, eve, 1)


def test_only_a_leader_gives_and_only_their_own_organizations_points():
    membership, _leader = hospital()
    other, stranger = hospital()
    given(membership, 100)
    given(other, 1)
    ann = seated(membership, "Ann")
    for by in (ann, stranger):
        with pytest.raises(Refused, match="not a leader"):
            transfer(membership, ann, 1, by=by)


def test_a_leader_takes_back_what_is_unspent_and_it_goes_where_it_came_from():
    membership, leader = hospital()
    given(membership, 100)
    ann = seated(membership, "Ann")
    transfer(membership, ann, 60)
    spend(ann, 25)
    assert points.recall(membership=membership, user=ann, by=leader, at=NOW) == 35
    assert (lots(membership), lots(ann)) == ([(75, date(2027, 12, 31))], [])
    assert points.recall(membership=membership, user=ann, by=leader, at=NOW + DAY) == 0


def test_points_of_another_organization_stay_when_one_seat_ends():
    (one, leader), (two, _) = hospital(), hospital()
    given(one, 10)
    given(two, 20)
    ann = seated(one, "Ann")
    seats.grant(membership=two, user=ann, by=None, at=NOW)
    transfer(one, ann, 10)
    transfer(two, ann, 20)
    seats.take_back(seat=Seat.objects.get(user=ann, term__membership=one), by=leader, at=NOW)
    assert (left(one), left(ann)) == (10, 20)


# --- Spending --------------------------------------------------------------------------------------------------------


def test_points_are_spent_once_for_one_cause_and_never_more_than_there_are():
    membership, _leader = hospital()
    given(membership, 100)
    assert spend(membership, 70) == spend(membership, 70)
    with pytest.raises(Refused, match="too few"):
        spend(membership, 31, key="more")
    assert left(membership) == 30


def test_after_their_last_day_points_cannot_be_spent_whether_the_clock_came_or_not():
    membership, _leader = hospital(starts_on=TODAY + timedelta(days=660))
    given_at = NOW + timedelta(days=660)  # still the year 2027
    lot = Lot.objects.create(
        wallet=wallet(membership),
        membership=membership,
        amount=5,
        remaining=5,
        expires_on=given_at.date(),
        came_at=given_at,
    )
    with pytest.raises(Refused, match="too few"):
        spend(membership, 1, given_at + DAY)
    assert points.expire(at=given_at) == 0
    assert points.expire(at=given_at + DAY) == 5
    lot.refresh_from_db()
    assert lot.remaining == 0


def test_without_a_running_membership_points_cannot_be_spent_and_in_grace_they_can():
    membership, _leader = hospital()
    given(membership, 100)
    spend(membership, 1, NOW + timedelta(days=365 + 29))
    with pytest.raises(Refused, match="too few"):
        spend(membership, 1, NOW + timedelta(days=365 + 31), key="later")


def test_given_back_points_lie_where_they_were_taken_from_once():
    membership, _leader = hospital()
    given(membership, 100)
    spent = spend(membership, 70)
    back = points.unspend(operation=spent, by=None, at=NOW + DAY)
    assert points.unspend(operation=spent, by=None, at=NOW + 2 * DAY) == back
    assert lots(membership) == [(100, date(2027, 12, 31))]
    with pytest.raises(Refused, match="not spent"):
        points.unspend(operation=back, by=None, at=NOW)


def test_what_expired_while_it_was_spent_expires_when_it_is_given_back():
    membership, _leader = hospital(starts_on=TODAY)
    given(membership, 100)
    spent = spend(membership, 70)
    Term.objects.create(
        **{
            field.name: getattr(membership.terms.get(), field.name)
            for field in Term._meta.concrete_fields
            if field.name not in {"id", "starts_on", "ends_on"}
        },
        starts_on=TODAY + timedelta(days=365),
        ends_on=TODAY + timedelta(days=730),
    )
    after = NOW + timedelta(days=680)  # January 2028
    points.unspend(operation=spent, by=None, at=after)
    assert left(membership) == 0
    assert [line.change for line in page(wallet(membership)).lines] == [-100, 70, -70, 100]


def test_what_is_given_back_to_somebody_who_left_returns_to_the_organization():
    membership, leader = hospital()
    given(membership, 100)
    ann = seated(membership, "Ann")
    transfer(membership, ann, 60)
    spent = spend(ann, 60)
    seats.take_back(seat=Seat.objects.get(user=ann), by=leader, at=NOW)
    points.unspend(operation=spent, by=None, at=NOW + DAY)
    assert (left(membership), left(ann)) == (100, 0)


# --- Ending ----------------------------------------------------------------------------------------------------------


def test_with_the_membership_all_its_points_end_wherever_they_are():
    membership, _leader = hospital()
    other, _ = hospital()
    given(membership, 100)
    given(other, 7)
    ann = seated(membership, "Ann")
    seats.grant(membership=other, user=ann, by=None, at=NOW)
    transfer(membership, ann, 60)
    transfer(other, ann, 7)
    assert points.end_membership(membership=membership, at=NOW) == 100
    assert points.end_membership(membership=membership, at=NOW) == 0
    assert (left(membership), left(ann)) == (0, 7)


def test_a_refund_takes_what_is_left_of_its_points_from_everybody_and_tells_what_was_spent():
    membership, _leader = hospital()
    order = given(membership, 100)
    given(membership, 30)
    ann = seated(membership, "Ann")
    transfer(membership, ann, 60)
    spend(ann, 25, key="a")
    spend(membership, 10, key="b")
    given_back = spend(membership, 5, key="c")
    points.unspend(operation=given_back, by=None, at=NOW)
    assert points.take_back(order=order, at=NOW + DAY) == 35
    assert points.take_back(order=order, at=NOW + 2 * DAY) == 35
    assert (left(membership), left(ann)) == (30, 0)


# --- The statement ---------------------------------------------------------------------------------------------------


def test_every_line_is_told_in_words_with_the_balance_after_it():
    membership, leader = hospital(name="Mercy Hospital")
    order = given(membership, 100)
    ann = seated(membership, "Ann")
    transfer(membership, ann, 60)
    spent = spend(ann, 25)
    points.unspend(operation=spent, by=None, at=NOW)
    seats.take_back(seat=Seat.objects.get(user=ann), by=leader, at=NOW)
    points.end_membership(membership=membership, at=NOW)

    def told(owner):
        return [(line.what, line.change, line.balance) for line in page(wallet(owner)).lines]

    assert told(ann) == [
        ("Went back to Mercy Hospital", -60, 0),
        ("Given back: Summit 2026", 25, 60),
        ("Spent: Summit 2026", -25, 35),
        ("Given by Mercy Hospital", 60, 60),
    ]
    assert told(membership) == [
        ("Ended with the membership of Mercy Hospital", -100, 0),
        ("Came back from Ann", 60, 100),
        ("Given to Ann", -60, 40),
        (f"Bought with invoice {order.invoice.number}", 100, 100),
    ]


def test_older_pages_go_on_with_the_right_balance():
    membership, _leader = hospital()
    given(membership, 100)
    for n in range(5):
        spend(membership, 10, key=str(n))
    seen, before = [], None
    while True:
        lines, before = page(wallet(membership), before=before, most=2)
        seen += [line.balance for line in lines]
        if before is None:
            break
    assert seen == [50, 60, 70, 80, 90, 100]
    assert [line.balance for line in every_line(wallet(membership))] == seen


@pytest.mark.parametrize("count", [1, 3])
def test_a_statement_asks_the_same_few_questions_however_long_it_is(count, django_assert_num_queries):
    membership, _leader = hospital()
    given(membership, 100)
    ann = seated(membership, "Ann")
    for n in range(count):
        transfer(membership, ann, 1)
        spend(membership, 1, key=str(n))
    purse = wallet(membership)
    with django_assert_num_queries(3):
        page(purse)


def test_what_can_be_spent_is_told_by_its_last_days():
    membership, _leader = hospital(starts_on=date(2025, 12, 1))
    given(membership, 40, NOW - timedelta(days=70))
    given(membership, 100)
    told = outlook(wallet(membership), TODAY)
    assert (told.points, list(told.parts)) == (140, [(40, date(2026, 12, 31)), (100, date(2027, 12, 31))])
    end(membership, TODAY)
    assert outlook(wallet(membership), TODAY).points == 0


# --- The database, and many at once ----------------------------------------------------------------------------------


def test_what_is_written_about_points_is_neither_changed_nor_deleted():
    membership, _leader = hospital()
    given(membership, 100)
    for rows, change in (
        (PointsEntry.objects.all(), {"amount": 1}),
        (PointsOperation.objects.all(), {"memo": "x"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_who_moved_points_can_be_forgotten():
    membership, _leader = hospital()
    given(membership, 100)
    assert PointsOperation.objects.update(by=None) == 1


def test_the_database_keeps_a_lot_between_nothing_and_all():
    membership, _leader = hospital()
    given(membership, 100)
    for remaining in (101, -1):
        with pytest.raises(DatabaseError), transaction.atomic():
            Lot.objects.update(remaining=remaining)


@pytest.mark.django_db(transaction=True)
def test_buying_and_crediting_at_once_do_not_wait_for_each_other_for_ever():
    membership, leader = hospital()

    def buy(key: str) -> Order:
        return top_ups.buy(membership=membership, points=1, to_organization=True, by=leader, at=NOW, key=key)

    def take_back(order: Order) -> None:
        credit(key=f"c{order.pk}", invoice=order.invoice, amount_cents=None, reason="", by=leader, at=NOW)

    placed = [buy(f"before-{n}") for n in range(12)]
    work = [
        *(lambda n=n: buy(f"now-{n}") for n in range(12)),
        *(lambda one=one: take_back(one) for one in placed),
    ]
    assert [one for one in at_once(work) if isinstance(one, Exception)] == []


@pytest.mark.django_db(transaction=True)
def test_two_hundred_transfers_and_spends_at_once_never_go_below_nothing():
    membership, leader = hospital(seat_count=20)
    ann = seated(membership, "Ann")
    given(membership, 300)
    transfer(membership, ann, 100)
    work = [
        *(lambda n=n: transfer(membership, ann, 3, key=f"t{n}", by=leader) for n in range(80)),
        *(lambda n=n: spend(ann, 3, key=f"a{n}") for n in range(80)),
        *(lambda n=n: spend(membership, 3, key=f"m{n}") for n in range(35)),
        *(
            lambda n=n: points.recall(membership=membership, user=ann, by=leader, at=NOW + n * DAY)
            for n in range(5)
        ),
    ]
    outcomes = []
    for start in range(5):
        outcomes += at_once(work[start::5])
    assert [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, Refused)] == []
    spent = sum(PointsEntry.objects.filter(operation__kind="spend").values_list("amount", flat=True))
    assert left(membership) + left(ann) + spent == 300
    for lot in Lot.objects.all():
        came = sum(lot.ins.values_list("amount", flat=True))
        assert lot.remaining == came - sum(lot.outs.values_list("amount", flat=True)) >= 0
