"""Two tabs, and a form that is sent twice, at the same moment."""

import pytest

from rounds.courses.actions import reviewing
from rounds.courses.actions.cards import taken_up
from rounds.courses.actions.reminding import remind
from rounds.courses.actions.reviewing import NotAsked, Settled
from rounds.courses.memory import Rated
from rounds.courses.models import Memory, Review
from rounds.courses.tests.review_cases import NEXT, NOW, learner, memories, takes, taught
from rounds.courses.tests.test_reminding import TUESDAY
from rounds.courses.topics import REVIEW
from rounds.mail.models import Message
from rounds.memberships.tests.network_cases import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_card_that_is_answered_in_four_tabs_is_answered_once():
    user, (one, *_more) = learner()

    def answer(rating: Rated):
        return lambda: reviewing.rate(card=one.pk, rating=rating, times=0, by=user, at=NEXT)

    outcomes = at_once([answer(rating) for rating in Rated])
    reviews = [each for each in outcomes if isinstance(each, Review)]
    assert len(reviews) == 1
    assert all(isinstance(each, Settled | Review) for each in outcomes)
    one.refresh_from_db()
    assert (one.times, one.reviews.get()) == (1, reviews[0])


def test_answering_and_putting_away_at_once_lose_neither():
    user, (one, *_more) = learner()
    outcomes = at_once(
        [
            lambda: reviewing.rate(card=one.pk, rating=Rated.GOOD, times=0, by=user, at=NEXT),
            lambda: reviewing.put_away(card=one.pk, by=user, at=NEXT),
        ]
    )
    one.refresh_from_db()
    assert one.put_away_at == NEXT
    refused = [each for each in outcomes if isinstance(each, NotAsked)]
    assert one.times == 1 - len(refused)


def test_a_lesson_that_is_done_twice_at_once_gives_each_card_once():
    enrolment = takes(taught())
    again = [lambda: taken_up(enrolment=enrolment, lesson_key="one", at=NOW)] * 3
    assert at_once(again) == [3, 3, 3]
    assert len(memories(enrolment.user)) == Memory.objects.count() == 3


def test_two_clocks_tell_once():
    learner()
    assert sorted(at_once([lambda: remind(at=TUESDAY)] * 3)) == [0, 0, 1]
    assert Message.objects.filter(topic=REVIEW).count() == 1
