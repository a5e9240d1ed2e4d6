"""Which cards are asked, what an answer does, and how it is taken back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rounds.courses.actions import reviewing
from rounds.courses.actions.reviewing import NotAsked, Settled
from rounds.courses.days import day_in, today_of
from rounds.courses.deck import NEW_A_DAY, deck, next_day, waiting_of
from rounds.courses.memory import Rated
from rounds.courses.models import Edition, Lesson, Memory, Review, Rhythm
from rounds.courses.tests.review_cases import (
    DAY,
    NEXT,
    NOW,
    does,
    edited,
    learner,
    memories,
    rates,
    takes,
    taught,
)
from rounds.memberships.tests.network_cases import end, hospital, person, seated

pytestmark = pytest.mark.django_db
TODAY = NEXT.date()
OPEN = frozenset({"public", "guest"})


def asked(user, on=TODAY):
    return [one.card for one in deck(user, on).waiting]


def test_nothing_is_asked_on_the_day_of_the_lesson():
    user, _cards = learner()
    assert asked(user, NOW.date()) == []
    assert asked(user) == ["c0", "c1", "c2"]


def test_at_most_ten_new_ones_come_in_on_a_day():
    user, cards = learner(taught(fronts=13))
    assert len(cards) == 13
    found = deck(user, TODAY)
    assert (len(found.waiting), found.held_back) == (NEW_A_DAY, 3)
    for one in found.waiting[:4]:
        rates(one)
    found = deck(user, TODAY)
    assert (len(found.waiting), found.held_back, found.asked) == (6, 3, 4)
    assert len(deck(user, TODAY + DAY).waiting) == 9


def test_what_was_known_comes_before_what_is_new():
    course = taught(fronts=1)
    enrolment = takes(course)
    (first,) = does(enrolment)
    rates(first)
    does(enrolment, "two", NEXT)
    found = deck(enrolment.user, TODAY + 3 * DAY)
    assert [one.lesson for one in found.waiting] == ["one", "two"]


def test_whoever_may_not_read_a_lesson_any_more_is_not_asked_its_cards():
    membership, _leader = hospital()
    user = seated(membership)
    does(takes(taught(zone="member"), user))
    does(takes(taught("FREE 1", fronts=1), user))
    everything = deck(user, TODAY, OPEN | {"member"}).waiting
    assert len(everything) == 4
    closed = deck(user, TODAY, OPEN).waiting
    assert len(closed) == 1
    member_card = next(one for one in everything if one not in closed)
    end(membership, NOW.date() - DAY)
    with pytest.raises(NotAsked):
        rates(member_card)


def test_a_sample_lesson_stays_open_to_whoever_left():
    course = taught(zone="board", fronts=1)
    user, _cards = learner(course)
    assert asked(user) == []
    draft_again(course, is_sample=True)
    assert asked(user) == ["c0"]


def draft_again(course, **fields):
    from rounds.courses.actions.editions import begin_draft, publish_edition

    draft = begin_draft(course=course, by=None, at=NEXT)
    Lesson.objects.filter(edition=draft).update(**fields)
    publish_edition(edition=draft, what_changed="Open now.", by=None, at=NEXT)


def test_a_card_that_is_gone_rests_and_comes_back_with_what_was_known():
    course = taught(fronts=2)
    user, (first, _second) = learner(course)
    rates(first)
    edited(course, NEXT, c0=None)
    later = TODAY + 5 * DAY
    assert asked(user, later) == ["c1"]
    assert next_day(user, TODAY, OPEN) is None
    assert Memory.objects.get(pk=first.pk).times == 1


def test_an_answer_says_when_the_card_comes_back():
    user, (one, *_more) = learner()
    review = rates(one, 3)
    one.refresh_from_db()
    assert (one.due_on, one.times, one.last_reviewed_on) == (TODAY + 2 * DAY, 1, TODAY)
    assert (review.rating, review.on, review.days_since, review.expected) == (3, TODAY, None, None)
    again = rates(one, 3, NEXT + 2 * DAY)
    one.refresh_from_db()
    assert (one.due_on - again.on).days == 11
    assert again.days_since == 2
    assert 0.88 < again.expected < 0.93
    assert next_day(user, TODAY + 2 * DAY, OPEN) == (one.due_on, 1)


def test_an_answer_that_is_sent_twice_counts_once():
    _user, (one, *_more) = learner()
    rates(one, 3)
    with pytest.raises(Settled):
        reviewing.rate(card=one.pk, rating=Rated.FORGOTTEN, times=0, by=one.user, at=NEXT)
    with pytest.raises(Settled):
        reviewing.rate(card=one.pk, rating=Rated.FORGOTTEN, times=1, by=one.user, at=NEXT)
    assert [review.rating for review in one.reviews.all()] == [3]


def test_a_tab_that_was_left_open_for_days_changes_nothing():
    _user, (one, *_more) = learner()
    rates(one, 3)
    with pytest.raises(Settled):
        reviewing.rate(card=one.pk, rating=Rated.FORGOTTEN, times=0, by=one.user, at=NEXT + 2 * DAY)
    assert one.reviews.count() == 1


def test_a_card_that_is_not_due_is_not_asked():
    _user, (one, *_more) = learner()
    rates(one, 3)
    with pytest.raises(NotAsked):
        rates(one, 3, NEXT + DAY)


def test_the_card_of_somebody_else_is_not_asked():
    _user, (one, *_more) = learner()
    with pytest.raises(NotAsked):
        reviewing.rate(card=one.pk, rating=Rated.GOOD, times=0, by=person(), at=NEXT)
    with pytest.raises(NotAsked):
        reviewing.put_away(card=one.pk, by=person(), at=NEXT)


def test_the_database_holds_one_review_of_a_card_on_a_day():
    _user, (one, *_more) = learner()
    rates(one)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(memory=one, rating=1, at=NEXT, on=TODAY)


def test_taken_back_it_is_as_if_it_had_not_been_answered():
    user, (one, *_more) = learner()
    before = Memory.objects.values().get(pk=one.pk)
    reviewing.undo(review=rates(one).pk, by=user, at=NEXT)
    after = Memory.objects.values().get(pk=one.pk)
    assert {**after, "digest": ""} == before
    rates(one, 3)
    known = Memory.objects.values("stability", "difficulty", "times", "last_reviewed_on").get(pk=one.pk)
    reviewing.undo(review=rates(one, 1, NEXT + 4 * DAY).pk, by=user, at=NEXT + 4 * DAY)
    assert Memory.objects.values(*known).get(pk=one.pk) == known
    assert "c0" in asked(user, TODAY + 4 * DAY)


def test_only_the_last_answer_of_today_is_taken_back():
    user, (one, *_more) = learner()
    review = rates(one)
    for by, at in ((user, NEXT + DAY), (person(), NEXT)):
        with pytest.raises(Settled):
            reviewing.undo(review=review.pk, by=by, at=at)
    assert one.reviews.count() == 1


def test_put_away_it_is_asked_no_more_until_it_is_taken_back():
    user, (one, *_more) = learner()
    reviewing.put_away(card=one.pk, by=user, at=NEXT)
    assert asked(user) == ["c1", "c2"]
    with pytest.raises(NotAsked):
        rates(one)
    reviewing.take_back(card=one.pk, by=user)
    assert asked(user) == ["c0", "c1", "c2"]


def test_after_a_clock_that_ran_ahead_the_card_is_asked_again():
    user, (one, *_more) = learner()
    rates(one, 4, NEXT + timedelta(days=365))
    assert "c0" in asked(user)
    rates(one, 3)
    one.refresh_from_db()
    assert TODAY < one.due_on <= TODAY + timedelta(days=365)
    assert "c0" not in asked(user)


def test_a_day_is_that_of_where_they_live():
    user = person()
    reviewing.live_in(time_zone="Pacific/Auckland", by=user)
    assert today_of(user, NOW.replace(hour=20)) == TODAY
    reviewing.live_in(time_zone="Not/A place", by=user)
    assert Rhythm.objects.get(user=user).time_zone == "Pacific/Auckland"
    assert day_in("../../etc/passwd", NOW) == NOW.date()


def test_flying_west_nothing_is_asked_twice():
    user, (one, *_more) = learner()
    reviewing.live_in(time_zone="Pacific/Auckland", by=user)
    rates(one, at=NEXT.replace(hour=20))
    reviewing.live_in(time_zone="America/Los_Angeles", by=user)
    assert "c0" not in asked(user, today_of(user, NEXT.replace(hour=21)))


def test_a_lesson_knows_how_many_of_its_cards_wait():
    user, (one, *_more) = learner()
    assert waiting_of(user, one.course, "one", TODAY) == 3
    assert waiting_of(user, one.course, "two", TODAY) == 0
    rates(one)
    assert waiting_of(user, one.course, "one", TODAY) == 2


@pytest.mark.parametrize("zones", [OPEN])
def test_the_deck_asks_the_same_number_of_queries_for_one_card_and_for_many(django_assert_num_queries, zones):
    few, _cards = learner(taught("A 1", fronts=1))
    many = person()
    for number in range(3):
        does(takes(taught(f"B {number}", fronts=4), many))
    for user in (few, many):
        with django_assert_num_queries(5):
            deck(user, TODAY, zones)
    assert Edition.objects.count() == 4
    assert len(memories(many)) == 12
