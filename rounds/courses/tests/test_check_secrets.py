"""What a check tells to whom, and what becomes of answers when something changes while they are written."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rounds.core import typed, zones
from rounds.courses.actions import attempts
from rounds.courses.actions.editions import begin_draft, publish_edition
from rounds.courses.actions.learning import go_on
from rounds.courses.models import Answer, Attempt, Course, Lesson
from rounds.courses.tests.check_cases import NUMERIC, SHORT, SINGLE, answer, begun, course, enrolled
from rounds.courses.tests.course_cases import LATER, add_question, drafted
from rounds.courses.tests.test_check_pages import address, fields, text
from rounds.memberships.tests.network_cases import person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The zones of everybody who is signed in."""
    granted = {"member"}
    monkeypatch.setattr(zones, "_openers", {"test": lambda user: granted})
    return granted


def sent(client: Client, page: str, attempt: Attempt, *given: str, do: str = "save") -> dict[str, Any]:
    told = {f"q{pk}": one for pk, one in zip(attempt.question_ids, given, strict=True)}
    return {**fields(text(client.get(page))), **told, "do": do}


def without_the_lesson(of: Course, key: str = "one") -> None:
    """A new edition has it no more."""
    draft = begin_draft(course=of, by=None, at=LATER)
    Lesson.objects.get(edition=draft, key=key).delete()
    publish_edition(edition=draft, what_changed="Less.", by=None, at=LATER)


def test_what_is_right_is_not_told_while_the_last_attempt_is_open() -> None:
    ann = enrolled(course({**SHORT, "feedback": "It is on page nine."}, attempts_at_most=2))
    first = begun(ann, timezone.now())
    answer(first, "pager", at=timezone.now())
    attempts.end(attempt=first, at=timezone.now())
    last = begun(ann, timezone.now())
    client, page = signed_in(ann.user), f"{address(ann.course)}?attempt=1"
    for secret in ("portal", "page nine"):
        assert secret not in text(client.get(page))
    attempts.end(attempt=last, at=timezone.now())
    assert "portal" in text(client.get(page))


def test_a_check_whose_attempts_are_counted_is_not_for_practice() -> None:
    of = course(SHORT, attempts_at_most=1)
    for client in (Client(), signed_in(person("Bea"))):
        shown = client.get(address(of))
        assert "This check is not for practice" in text(shown)
        tried = client.post(address(of), {"seed": "1", f"seen-{Lesson.objects.count()}": "", "do": "end"})
        assert "portal" not in text(tried)
        lesson = text(client.get(address(of).removesuffix("check/")))
        assert "Attempts are counted: begin the course to take it." in lesson
        assert f'href="{address(of)}"' not in lesson


def test_a_sample_asks_a_visitor_nothing_of_lessons_that_are_closed() -> None:
    secret = {**SHORT, "text": "A question behind the door?"}
    of = course(SINGLE, zone="member", drawn_from="course", last=[secret])
    shown = text(Client().get(address(of)))
    assert "Is it so?" in shown
    assert "behind the door" not in shown
    result = text(Client().post(address(of), {"seed": "1", "do": "end"}))
    assert "portal" not in result
    assert "Question 1 of 1" in result


def test_a_sample_that_asks_of_closed_lessons_alone_says_so() -> None:
    draft = drafted("PRO 101", "one", "two", zone="member")
    add_question(draft.lessons.get(key="two"))
    draft.lessons.filter(key="one").update(drawn_from="course")
    of = publish_edition(edition=draft, what_changed="", by=None, at=LATER).course
    assert "This check is not for practice" in text(Client().get(address(of)))


def test_whose_membership_lapses_during_a_check_hands_it_in(members: set[str]) -> None:
    of = course(NUMERIC, zone="member", last=[SHORT])
    ann = enrolled(of)
    page = address(of).replace("/one/", "/two/")
    attempt, client = begun(ann, timezone.now(), key="two"), signed_in(ann.user)
    form = sent(client, page, attempt, "portal", do="end")
    members.clear()
    assert "Say it." in text(client.get(page))
    client.post(page, form)
    attempt.refresh_from_db()
    assert (attempt.is_passed, Answer.objects.get().given) == (True, "portal")
    assert client.get(page)["Location"] == page.removesuffix("check/")
    client.post(page, {"do": "begin"})
    assert Attempt.objects.count() == 1


def test_whose_membership_lapsed_begins_no_attempt_at_a_sample(members: set[str]) -> None:
    of = course(SHORT, zone="member")
    ann = enrolled(of)
    members.clear()
    client = signed_in(ann.user)
    assert "This is practice" in text(client.get(address(of)))
    client.post(address(of), {"do": "begin", "seed": "1"})
    assert not Attempt.objects.exists()


def test_an_attempt_is_ended_though_a_new_edition_has_its_lesson_no_more() -> None:
    of = course(SHORT, last=[NUMERIC])
    ann = enrolled(of)
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(of)
    form = sent(client, page, attempt, "portal", do="end")
    without_the_lesson(of)
    go_on(enrolment=ann, at=LATER)
    ended = client.post(page, form, follow=True)
    assert ended.status_code == 200
    assert "100 percent" in text(ended)
    client.post(page, {"do": "begin"})
    assert Attempt.objects.count() == 1
    assert signed_in(person("Bea")).get(page).status_code == 404


def test_what_somebody_typed_is_not_shown_to_whoever_signs_in_after_them() -> None:
    of = course(SHORT)
    ann, bea = enrolled(of), enrolled(of)
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(of)
    begun(bea, timezone.now())
    form = sent(client, page, attempt, "what Ann typed")
    client.logout()
    client.post(page, form)
    client.force_login(bea.user)
    assert "what Ann typed" not in text(client.get(page))


def test_what_was_typed_into_an_attempt_does_not_meet_a_practice() -> None:
    of = course(SHORT)
    ann = enrolled(of)
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(of)
    form = sent(client, page, attempt, "what Ann typed")
    client.logout()
    client.post(page, form)
    client.force_login(person("Bea"))
    shown = client.get(page)
    assert shown.status_code == 200
    assert "what Ann typed" not in text(shown)


def test_strangers_fill_no_sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rounds.core.typed.MOST_A_MINUTE", 1)
    monkeypatch.setattr("rounds.core.limits.time", lambda: 1_800_000_000.0)  # no minute ends meanwhile
    of = course(SHORT)
    kept = []
    for _time in range(2):
        client = Client()
        assert client.post(address(of), {"attempt": "1", "q1": "x" * 1_000}).status_code == 302
        kept.append(typed.NAME in client.session)
    assert kept == [True, False]
