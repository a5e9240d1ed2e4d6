"""Attempts at a check: begun, answered from one window or two, in time or late, and ended."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from rounds.activity.models import Activity
from rounds.courses.actions import attempts
from rounds.courses.actions.attempts import GRACE, Told, mark_of
from rounds.courses.actions.extra_time import give_extra_time
from rounds.courses.actions.refusing import Refused
from rounds.courses.checks.which import checked
from rounds.courses.models import Answer, Attempt
from rounds.courses.signals import course_passed
from rounds.courses.tasks import end_overdue_attempts
from rounds.courses.tests.check_cases import (
    ESSAY,
    NUMERIC,
    ORDERING,
    SINGLE,
    answer,
    asked,
    begun,
    course,
    enrolled,
    lesson_of,
)
from rounds.courses.tests.course_cases import NOW
from rounds.memberships.tests.network_cases import at_once, person

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def refused_to(reason: str) -> Any:
    return pytest.raises(Refused, match=f"^{reason}$")


def test_whoever_begins_twice_goes_on_with_the_first() -> None:
    ann = enrolled(course())
    assert begun(ann) == begun(ann, NOW + MINUTE)
    assert Attempt.objects.count() == 1


def test_a_check_asks_all_or_as_many_as_it_draws() -> None:
    everything = begun(enrolled(course(*[NUMERIC] * 6, code="A")))
    assert everything.question_ids == [
        one.pk for one in lesson_of(everything.lesson.edition.course).questions.order_by("position")
    ]
    drawn = Counter[int]()
    some = course(*[NUMERIC] * 6, code="B", draw=2)
    for _ in range(12):
        ids = begun(enrolled(some)).question_ids
        assert len(set(ids)) == 2
        drawn.update(ids)
    assert len(drawn) > 2


def test_a_lesson_without_questions_of_its_own_and_nothing_to_draw_from_has_no_check() -> None:
    ann = enrolled(course(SINGLE, NUMERIC))
    assert checked(ann.edition_id) == {"one"}
    with refused_to(Refused.NO_QUESTIONS):
        begun(ann, key="two")


@pytest.mark.parametrize("drawn_from", ["module", "course"])
def test_a_lesson_without_questions_of_its_own_draws_from_others(drawn_from: str) -> None:
    ann = enrolled(course(SINGLE, NUMERIC, second={"drawn_from": drawn_from}))
    assert checked(ann.edition_id) == {"one", "two"}
    assert len(begun(ann, key="two").question_ids) == 2


def test_no_more_attempts_than_there_are() -> None:
    ann = enrolled(course(attempts_at_most=2))
    for _ in range(2):
        attempts.end(attempt=begun(ann), at=NOW)
    with refused_to(Refused.USED_UP):
        begun(ann)


def test_what_was_answered_is_marked_at_the_end_and_the_rest_has_nothing() -> None:
    attempt = begun(enrolled(course(SINGLE, NUMERIC, ORDERING)))
    answer(attempt, 0, ..., [1, 3, 2])
    ended = attempts.end(attempt=attempt, at=NOW + MINUTE)
    assert ended.share == pytest.approx((1 + 0 + 1 / 3) / 3)
    assert ended.is_passed is False
    assert sorted(Answer.objects.values_list("points", flat=True)) == [pytest.approx(1 / 3), 1]


def test_an_answer_sent_twice_is_one_and_one_taken_away_is_gone() -> None:
    attempt = begun(enrolled(course()))
    answer(attempt, 0, "4")
    answer(attempt, 0, "4", at=NOW + MINUTE)
    assert Answer.objects.count() == 2
    assert set(Answer.objects.values_list("at", flat=True)) == {NOW}
    answer(attempt, None, "")
    assert not Answer.objects.exists()


def test_what_is_no_answer_to_the_question_is_none() -> None:
    attempt = begun(enrolled(course(SINGLE, ORDERING)))
    for given in ("0", True, 7, -1, [0], {"a": 1}, 1.0):
        answer(attempt, given, "abc")
    assert not Answer.objects.exists()


def test_ended_twice_it_is_ended_once() -> None:
    attempt = begun(enrolled(course()))
    answer(attempt, 0, "4")
    first = attempts.end(attempt=attempt, at=NOW)
    again = attempts.end(attempt=attempt, at=NOW + MINUTE)
    assert (again.ended_at, again.share) == (first.ended_at, first.share) == (NOW, 1)
    assert Activity.objects.filter(verb="check.ended").count() == 1


def test_nothing_is_changed_in_an_attempt_that_is_ended() -> None:
    attempt = begun(enrolled(course()))
    attempts.end(attempt=attempt, at=NOW)
    with refused_to(Refused.ENDED):
        answer(attempt, 0)
    assert not Answer.objects.exists()


def test_a_question_that_was_not_drawn_is_not_answered() -> None:
    attempt = begun(enrolled(course(code="A")))
    other = begun(enrolled(course(code="B")))
    with refused_to(Refused.NOT_DRAWN):
        attempts.take_down(attempt=attempt, answers={other.question_ids[0]: Told(0)}, at=NOW)


def test_of_two_windows_the_later_counts_and_it_is_said() -> None:
    attempt = begun(enrolled(course()))
    answer(attempt, 0, seen="")
    saved = answer(attempt, 1, seen="")
    assert saved.replaced == [attempt.question_ids[0]]
    assert Answer.objects.get().given == 1


def test_a_window_that_changed_nothing_takes_nothing_back() -> None:
    attempt = begun(enrolled(course()))
    answer(attempt, 0)
    answer(attempt, 1, at=NOW + MINUTE)
    saved = answer(attempt, 0, seen=mark_of(0))
    assert saved.newer == [attempt.question_ids[0]]
    assert saved.replaced == []
    assert Answer.objects.get().given == 1


def test_in_two_windows_the_same_answer_is_no_contradiction() -> None:
    attempt = begun(enrolled(course()))
    answer(attempt, 0, seen="")
    saved = answer(attempt, 0, seen="")
    assert (saved.newer, saved.replaced) == ([], [])


def test_late_within_the_grace_counts_and_after_it_does_not() -> None:
    attempt = begun(enrolled(course(seconds_at_most=600)))
    over = NOW + 10 * MINUTE
    assert attempt.due_at == over
    answer(attempt, 0, at=over + GRACE)
    with refused_to(Refused.LATE):
        answer(attempt, ..., "4", at=over + GRACE + timedelta(seconds=1))
    ended = attempts.end(attempt=attempt, at=over + MINUTE)
    assert (ended.share, ended.ended_at) == (0.5, over)


def test_extra_time_counts_in_from_the_next_attempt_on() -> None:
    of = course(seconds_at_most=600)
    ann, staff = enrolled(of), person("Staff")
    give_extra_time(user=ann.user, percent=50, by=staff, at=NOW)
    assert begun(ann).due_at == NOW + 15 * MINUTE
    give_extra_time(user=ann.user, percent=0, by=staff, at=NOW)
    attempts.end(attempt=Attempt.objects.get(), at=NOW)
    assert begun(ann).due_at == NOW + 10 * MINUTE
    assert list(
        Activity.objects.filter(object_type="users.user", object_id=ann.user.pk)
        .order_by("pk")
        .values_list("verb", flat=True)
    ) == [
        "extra_time.given",
        "extra_time.taken_back",
    ]


def test_the_clock_ends_what_is_over_with_what_was_saved() -> None:
    of = course(seconds_at_most=600)
    over, going, endless = (
        begun(enrolled(of)),
        begun(enrolled(of), NOW + MINUTE),
        begun(enrolled(course(code="B"))),
    )
    answer(over, 0)
    end_overdue_attempts(NOW + 10 * MINUTE + GRACE)
    assert Attempt.objects.filter(ended_at=None).count() == 3
    end_overdue_attempts(NOW + 10 * MINUTE + GRACE + timedelta(seconds=1))
    assert set(Attempt.objects.filter(ended_at=None)) == {going, endless}
    over.refresh_from_db()
    assert (over.ended_at, over.share) == (NOW + 10 * MINUTE, 0.5)
    end_overdue_attempts(NOW + timedelta(days=400))
    assert list(Attempt.objects.filter(ended_at=None)) == [endless]


def test_one_attempt_that_cannot_be_ended_keeps_no_other_open(monkeypatch: pytest.MonkeyPatch) -> None:
    of = course(seconds_at_most=600)
    broken = begun(enrolled(of))
    begun(enrolled(of), NOW + MINUTE)
    mark = attempts._mark
    monkeypatch.setattr(attempts, "_mark", lambda one: 1 / 0 if one.pk == broken.pk else mark(one))
    end_overdue_attempts(NOW + timedelta(days=1))
    assert list(Attempt.objects.filter(ended_at=None)) == [broken]
    monkeypatch.setattr(attempts, "_mark", mark)
    end_overdue_attempts(NOW + timedelta(days=1))
    assert not Attempt.objects.filter(ended_at=None).exists()


def test_a_clock_that_jumps_back_takes_nothing_away() -> None:
    attempt = begun(enrolled(course(seconds_at_most=600)))
    answer(attempt, 0)
    answer(attempt, ..., "4", at=NOW - timedelta(days=1))
    ended = attempts.end(attempt=attempt, at=NOW - timedelta(days=1))
    assert (ended.share, ended.ended_at) == (1, NOW - timedelta(days=1))


def test_whoever_comes_back_after_the_time_is_over_begins_a_new_attempt() -> None:
    ann = enrolled(course(seconds_at_most=600))
    first = begun(ann)
    second = begun(ann, NOW + 11 * MINUTE)
    first.refresh_from_db()
    assert first.ended_at == NOW + 10 * MINUTE
    assert second.number == 2


def test_a_share_at_the_mark_passes() -> None:
    exactly, nearly = (
        begun(enrolled(course(*[NUMERIC] * 4, pass_percent=75))),
        begun(enrolled(course(*[NUMERIC] * 4, code="B", pass_percent=76))),
    )
    for attempt in (exactly, nearly):
        answer(attempt, "4", "4", "4", "5")
    assert attempts.end(attempt=exactly, at=NOW).is_passed is True
    assert attempts.end(attempt=nearly, at=NOW).is_passed is False


def test_an_essay_waits_and_the_result_with_it() -> None:
    attempt = begun(enrolled(course(NUMERIC, ESSAY)))
    answer(attempt, "4", "Because.")
    ended = attempts.end(attempt=attempt, at=NOW)
    assert (ended.share, ended.is_passed) == (None, None)
    assert set(Answer.objects.values_list("points", flat=True)) == {1, None}


def test_an_essay_that_nobody_wrote_waits_for_nobody() -> None:
    attempt = begun(enrolled(course(NUMERIC, ESSAY)))
    answer(attempt, "4", "   ")
    assert attempts.end(attempt=attempt, at=NOW).share == 0.5


def test_a_course_is_passed_once_every_check_is_and_it_is_announced_once() -> None:
    ann, heard = enrolled(course(NUMERIC, last=[NUMERIC])), []

    def hear(sender: object, **about: Any) -> None:
        heard.append(about["enrolment"].pk)

    course_passed.connect(hear)
    try:
        for key, before in (("one", []), ("two", []), ("two", [ann.pk])):
            assert heard == before
            attempt = begun(ann, key=key)
            answer(attempt, "4")
            attempts.end(attempt=attempt, at=NOW)
    finally:
        course_passed.disconnect(hear)
    ann.refresh_from_db()
    assert heard == [ann.pk]
    assert ann.passed_at == NOW


@pytest.mark.django_db(transaction=True)
def test_one_thousand_answers_at_once_lose_none() -> None:
    """Fifty people in twenty threads each on PostgreSQL; a file takes one writer at a time, and fewer will do."""
    people, questions = (50, 20) if connection.vendor == "postgresql" else (6, 10)
    of = course(*[NUMERIC] * questions)
    going = [begun(enrolled(of)) for _ in range(people)]
    work = [
        lambda attempt=attempt, pk=pk, place=place: attempts.take_down(
            attempt=attempt, answers={pk: Told(str(place))}, at=timezone.now()
        )
        for attempt in going
        for place, pk in enumerate(attempt.question_ids)
    ]
    wrong = []
    for start in range(25):
        batch = work[start::25]
        if batch:
            wrong += [one for one in at_once(batch) if isinstance(one, Exception)]
    assert wrong == []
    assert Answer.objects.count() == people * questions
    for attempt in going:
        given = dict(Answer.objects.filter(attempt=attempt).values_list("question_id", "given"))
        assert given == {pk: str(place) for place, pk in enumerate(attempt.question_ids)}


@pytest.mark.django_db(transaction=True)
def test_begun_answered_and_ended_at_once_it_is_one_attempt_and_nothing_is_half_done() -> None:
    ann = enrolled(course(NUMERIC))
    found = at_once([lambda: begun(ann) for _ in range(6)])
    assert [one for one in found if isinstance(one, Exception)] == []
    attempt = Attempt.objects.get()
    outcomes = at_once(
        [
            *(lambda n=n: answer(attempt, str(n)) for n in range(6)),
            *(lambda: attempts.end(attempt=attempt, at=NOW) for _ in range(3)),
        ]
    )
    assert [one for one in outcomes if isinstance(one, Exception) and not isinstance(one, Refused)] == []
    kept = Answer.objects.filter(attempt=attempt).first()
    attempt.refresh_from_db()
    assert kept is None or kept.points is not None
    assert attempt.share == (1 if kept and kept.given == "4" else 0)
    assert asked(attempt)
