"""Seats: granted, taken back, given up, carried over; never more than there are."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rounds.activity.models import Activity
from rounds.mail.models import Message
from rounds.memberships import tasks
from rounds.memberships.access import memberships_of, zones_of
from rounds.memberships.actions import leadership, seats
from rounds.memberships.models import Leadership, Membership, Seat, Term
from rounds.memberships.refusing import Refused
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
    sitting,
    term,
    transfer,
)
from rounds.users.affiliations import affiliations_of

pytestmark = pytest.mark.django_db


def seat_of(user) -> Seat:
    return Seat.objects.held().get(user=user)


def test_the_lowest_free_place_is_given():
    membership, leader = hospital(seat_count=3)
    ann, _bob = seated(membership, "Ann"), seated(membership, "Bob")
    seats.take_back(seat=seat_of(ann), by=leader, at=NOW)
    seated(membership, "Cyd")
    assert sitting(membership) == ["1 Lena Lead", "2 Cyd", "3 Bob"]


def test_when_all_places_are_held_nobody_more_sits():
    membership, _leader = hospital(seat_count=2)
    seated(membership, "Ann")
    with pytest.raises(Refused, match="full"):
        seated(membership, "Bob")


def test_whoever_has_a_seat_keeps_the_one():
    membership, _leader = hospital()
    ann = seated(membership, "Ann")
    assert seats.grant(membership=membership, user=ann, by=None, at=NOW + DAY) == seat_of(ann)
    assert Seat.objects.filter(user=ann).count() == 1


def test_without_a_running_term_there_is_no_seat():
    membership, _leader = hospital()
    end(membership, TODAY)
    with pytest.raises(Refused, match="not running"):
        seated(membership, "Ann")


def test_in_grace_seats_are_still_given():
    membership, _leader = hospital()
    seated(membership, "Ann", at=NOW + timedelta(days=380))
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]


def test_only_a_leader_takes_a_seat_back():
    membership, _leader = hospital()
    ann, bob = seated(membership, "Ann"), seated(membership, "Bob")
    with pytest.raises(Refused, match="not a leader"):
        seats.take_back(seat=seat_of(ann), by=bob, at=NOW)


def test_a_seat_that_is_taken_back_is_told_and_unspent_points_return():
    membership, leader = hospital()
    ann = seated(membership, "Ann")
    given(membership, 100)
    transfer(membership, ann, 40)
    assert seats.take_back(seat=seat_of(ann), by=leader, at=NOW + DAY) == 40
    assert (left(membership), left(ann)) == (100, 0)
    mail = Message.objects.filter(to=ann.email).latest("pk")
    assert "40 points" in mail.text
    assert "your records" in mail.text


def test_taken_back_twice_it_ends_once():
    membership, leader = hospital()
    seat = seat_of(seated(membership, "Ann"))
    seats.take_back(seat=seat, by=leader, at=NOW)
    seats.take_back(seat=seat, by=leader, at=NOW + DAY)
    seat.refresh_from_db()
    assert seat.until_at == NOW
    assert Activity.objects.filter(verb="seat.ended").count() == 1


def test_a_taking_back_can_be_undone():
    membership, leader = hospital()
    seat = seat_of(seated(membership, "Ann"))
    seats.take_back(seat=seat, by=leader, at=NOW)
    seats.seat_again(seat=seat, by=leader, at=NOW)
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]


def test_giving_up_ones_own_seat_needs_no_leader():
    membership, _leader = hospital()
    ann = seated(membership, "Ann")
    seats.give_up(seat=seat_of(ann), at=NOW + DAY)
    ended = Seat.objects.get(user=ann)
    assert (ended.until_at, ended.ended_reason, ended.ended_by) == (NOW + DAY, "left", ann)


def test_who_closes_their_account_leaves_every_seat():
    (one, _), (two, _) = hospital(), hospital()
    ann = seated(one, "Ann")
    seats.grant(membership=two, user=ann, by=None, at=NOW)
    assert seats.vacate(user=ann, at=NOW) == 2
    assert not Seat.objects.held().filter(user=ann).exists()


# --- Into the next term ----------------------------------------------------------------------------------------------


def the_next(membership: Membership, *, seat_count: int = 5, at=NOW, starts_on=None) -> Term:
    last = Term.objects.filter(membership=membership).latest("starts_on")
    made = term(membership, seat_count=seat_count, starts_on=starts_on or last.ends_on + DAY)
    seats.carry_over(term_from=last, term_to=made, by=None, at=at)
    return made


def test_a_term_that_begins_at_once_takes_everybody_along():
    membership, _leader = hospital(seat_count=3)
    seated(membership, "Ann")
    later = NOW + timedelta(days=370)
    the_next(membership, at=later)
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]
    assert Seat.objects.filter(ended_reason="moved", until_at=later).count() == 2


def test_where_the_next_term_has_fewer_seats_the_lowest_places_stay_and_the_others_are_told():
    membership, _leader = hospital(seat_count=3)
    seated(membership, "Ann")
    bob = seated(membership, "Bob")
    the_next(membership, seat_count=2, at=NOW + timedelta(days=370))
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]
    assert Message.objects.filter(to=bob.email, subject__startswith="Your seat of").count() == 1


def test_until_a_term_agreed_ahead_begins_the_old_seats_stand():
    membership, leader = hospital(seat_count=3)
    seated(membership, "Ann")
    bob = seated(membership, "Bob")
    made = the_next(membership, seat_count=2)
    assert Seat.objects.held().filter(user=bob).count() == 1
    assert list(made.held_seats.values_list("user__name", flat=True).order_by("place")) == [
        "Lena Lead",
        "Ann",
    ]
    seats.move_on(membership=membership, at=NOW + timedelta(days=200))
    assert Seat.objects.held().filter(user=bob).exists()
    assert seats.move_on(membership=membership, at=NOW + timedelta(days=366)) == 1
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]
    assert leader.leaderships.filter(until_at=None).exists()


def test_the_clock_moves_seats_on():
    membership, _leader = hospital(seat_count=3)
    first = Term.objects.get(membership=membership)
    seated(membership, "Ann")
    made = Term.objects.create(
        **{
            field.name: getattr(first, field.name)
            for field in Term._meta.concrete_fields
            if field.name not in {"id", "starts_on", "ends_on", "follows"}
        },
        starts_on=first.ends_on + DAY,
        ends_on=first.ends_on + 365 * DAY,
        follows=first,
    )
    seats.carry_over(term_from=first, term_to=made, by=None, at=NOW)
    assert len(sitting(membership)) == 4
    tasks.move_seats_on(NOW + timedelta(days=10))
    assert len(sitting(membership)) == 4
    tasks.move_seats_on(NOW + timedelta(days=366))
    assert sitting(membership) == ["1 Lena Lead", "2 Ann"]


def test_a_seat_given_or_taken_after_the_renewal_counts_for_the_next_term_too():
    membership, leader = hospital(seat_count=3)
    ann = seated(membership, "Ann")
    made = the_next(membership)
    seats.take_back(seat=Seat.objects.held().filter(user=ann).first(), by=leader, at=NOW + DAY)
    seated(membership, "Bob", at=NOW + DAY)
    names = made.held_seats.filter(until_at=None).order_by("place").values_list("user__name", flat=True)
    assert list(names) == ["Lena Lead", "Bob"]


# --- The database, and many at once ----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 2, 6])
def test_the_database_knows_how_many_places_there_are_and_that_each_is_held_once(place):
    membership, _leader = hospital(seat_count=5)
    seated(membership, "Ann")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            term=membership.terms.get(), place=place, places=5, user=person("Eve"), from_at=NOW
        )


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_never_overfill():
    membership, leader = hospital(seat_count=50)
    second = seated(membership, "Second")
    leadership.appoint(membership=membership, user=second, by=leader, at=NOW)
    people = [person(f"P{n}") for n in range(200)]
    outcomes = []
    for start in range(0, 200, 40):  # as many connections as PostgreSQL has
        outcomes += at_once(
            [
                lambda user=user, by=by: seats.grant(membership=membership, user=user, by=by, at=NOW)
                for user, by in zip(people[start : start + 40], [leader, second] * 20, strict=True)
            ]
        )
    granted = [one for one in outcomes if isinstance(one, Seat)]
    refused = [one for one in outcomes if isinstance(one, Refused) and one.reason == Refused.FULL]
    assert (len(granted), len(refused)) == (48, 152)
    places = Seat.objects.held().filter(term__membership=membership).values_list("place", flat=True)
    assert sorted(places) == list(range(1, 51))


# --- Who leads -------------------------------------------------------------------------------------------------------


def leading(membership: Membership) -> list[str]:
    current = Leadership.objects.filter(membership=membership, until_at=None)
    return list(current.order_by("pk").values_list("user__name", flat=True))


def test_passing_on_ends_ones_own_leading_and_keeps_the_seat():
    membership, leader = hospital()
    ann = seated(membership, "Ann")
    leadership.pass_on(membership=membership, to=ann, by=leader, at=NOW)
    assert (leading(membership), sitting(membership)) == (["Ann"], ["1 Lena Lead", "2 Ann"])
    assert Message.objects.filter(to=ann.email, subject__startswith="You lead").exists()


def test_only_seat_holders_can_be_made_leaders_by_a_leader():
    membership, leader = hospital()
    for verb, who in ((leadership.pass_on, "to"), (leadership.appoint_colleague, "user")):
        with pytest.raises(Refused, match="not seated"):
            verb(membership=membership, by=leader, at=NOW, **{who: person("Eve")})


def test_somebody_else_appoints_nobody():
    membership, _leader = hospital()
    ann, bob = seated(membership, "Ann"), seated(membership, "Bob")
    with pytest.raises(Refused, match="not a leader"):
        leadership.appoint_colleague(membership=membership, user=ann, by=bob, at=NOW)


def test_the_last_leader_cannot_step_down():
    membership, leader = hospital()
    with pytest.raises(Refused, match="last leader"):
        leadership.step_down(leadership=Leadership.objects.get(), by=leader, at=NOW)
    ann = seated(membership, "Ann")
    leadership.appoint_colleague(membership=membership, user=ann, by=leader, at=NOW)
    leadership.step_down(leadership=Leadership.objects.get(user=leader), by=leader, at=NOW)
    assert leading(membership) == ["Ann"]


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_step_down_at_the_same_moment_leave_one():
    membership, leader = hospital()
    ann = seated(membership, "Ann")
    leadership.appoint_colleague(membership=membership, user=ann, by=leader, at=NOW)
    both = list(Leadership.objects.filter(until_at=None).select_related("user"))
    at_once([lambda one=one: leadership.step_down(leadership=one, by=one.user, at=NOW) for one in both])
    assert len(leading(membership)) == 1


def test_seats_and_leading_show_as_affiliations_while_the_membership_runs(monkeypatch):
    membership, leader = hospital(name="Mercy Hospital")
    ann = seated(membership, "Ann")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    shown = affiliations_of([leader.pk, ann.pk])
    assert [(one.organization, str(one.role)) for one in shown[leader.pk]] == [
        ("Mercy Hospital", "network leader")
    ]
    assert [(one.organization, str(one.role)) for one in shown[ann.pk]] == [("Mercy Hospital", "")]
    end(membership, TODAY)
    assert affiliations_of([ann.pk]) == {ann.pk: []}


def test_whoever_has_no_seat_in_the_new_year_is_out_when_it_begins_before_any_clock_ran():
    membership, leader = hospital(seat_count=2)
    ann = seated(membership, "Ann")
    last = membership.terms.get()
    following = term(membership, seat_count=1, starts_on=last.ends_on + DAY)
    seats.carry_over(term_from=last, term_to=following, by=None, at=NOW)
    days = [NOW + timedelta(days=364), NOW + timedelta(days=365)]
    assert [zones_of(ann, day) for day in days] == [{"member"}, set()]
    assert [len(memberships_of(ann, day.date())) for day in days] == [1, 0]
    assert [zones_of(leader, day) for day in days] == [{"member"}, {"member"}]
