"""Who is told that cards wait, on which mornings, and how seldom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent

from rounds.courses.actions.reminding import MOST_UNANSWERED, remind
from rounds.courses.models import Rhythm
from rounds.courses.tests.review_cases import DAY, learner, rates, taught
from rounds.courses.topics import REVIEW
from rounds.mail.actions import refuse
from rounds.mail.models import Message

pytestmark = pytest.mark.django_db
TUESDAY = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
FRIDAY = TUESDAY + 3 * DAY


def told() -> list[str]:
    return list(Message.objects.filter(topic=REVIEW).order_by("created_at").values_list("to", flat=True))


def test_on_tuesday_morning_whoever_has_cards_that_wait_is_told_once():
    user, _cards = learner()
    assert remind(at=TUESDAY) == 1
    assert remind(at=TUESDAY + timedelta(hours=1)) == 0
    message = Message.objects.get(topic=REVIEW)
    assert message.subject.startswith("3 cards wait to be reviewed")
    assert "3 cards of what you learned wait" in message.text
    assert "/me/review/" in message.text
    assert told() == [user.email]


def test_no_word_of_a_card_is_in_the_mail():
    learner(taught(zone="guest"))
    remind(at=TUESDAY)
    message = Message.objects.get(topic=REVIEW)
    for text in (message.subject, message.text, message.html):
        assert "Front" not in text
        assert "That." not in text


@pytest.mark.parametrize("hours", [-3, 4, 24, 48, 96])
def test_at_other_times_nobody_is_told(hours: int):
    learner()
    assert remind(at=TUESDAY + timedelta(hours=hours)) == 0


def test_the_morning_is_that_of_where_they_live():
    user, _cards = learner()
    Rhythm.objects.filter(user=user).update(time_zone="America/Los_Angeles")
    assert remind(at=TUESDAY) == 0
    assert remind(at=TUESDAY + timedelta(hours=8)) == 1


def test_at_most_twice_a_week():
    learner()
    told_at = [at for hour in range(24 * 14) if remind(at=(at := TUESDAY - DAY + timedelta(hours=hour)))]
    assert [at.strftime("%a %H") for at in told_at] == ["Tue 07", "Fri 07", "Tue 07", "Fri 07"]


def test_whoever_reviewed_in_the_last_three_days_is_not_told():
    _user, (one, *_more) = learner()
    rates(one, 3, TUESDAY - 2 * DAY)
    assert remind(at=TUESDAY) == 0
    assert remind(at=FRIDAY) == 1


def test_where_nothing_waits_nobody_is_told():
    _user, cards = learner()
    for one in cards:
        rates(one, 4, TUESDAY - 4 * DAY)
    assert remind(at=TUESDAY) == 0
    learner(taught("B 1", zone="board"))
    assert remind(at=TUESDAY) == 0


def test_put_away_and_closed_and_gone_count_as_nothing():
    user, _cards = learner()
    user.memories.update(put_away_at=TUESDAY)
    assert remind(at=TUESDAY) == 0
    user.memories.update(put_away_at=None)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert remind(at=TUESDAY) == 0


def test_a_clock_that_runs_ahead_and_comes_back_tells_nobody_for_three_days():
    learner()
    assert remind(at=TUESDAY + 364 * DAY) == 1
    assert remind(at=TUESDAY) == 0
    assert remind(at=TUESDAY + timedelta(hours=1)) == 0
    assert remind(at=FRIDAY) == 1


def test_after_six_mails_without_an_answer_it_is_quiet_until_they_review():
    _user, (one, *_more) = learner()
    mornings = [TUESDAY + weeks * 7 * DAY + more for weeks in range(8) for more in (0 * DAY, 3 * DAY)]
    assert sum(remind(at=at) for at in mornings) == MOST_UNANSWERED
    rates(one, 1, mornings[-1] + DAY)
    assert remind(at=TUESDAY + 9 * 7 * DAY) == 1


def test_whoever_wants_none_gets_none():
    user, _cards = learner()
    refuse(address=user.email, topic=REVIEW, at=TUESDAY)
    remind(at=TUESDAY)
    assert Message.objects.get(topic=REVIEW).refused_at is not None
    assert sent.outbox == []
