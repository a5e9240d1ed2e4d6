"""The pages of a check, for people with and without a script, signed in and not."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.courses.actions import attempts
from rounds.courses.models import Answer, Attempt
from rounds.courses.tests.check_cases import (
    ESSAY,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
    TRUE,
    answer,
    asked,
    begun,
    course,
    enrolled,
)
from rounds.memberships.tests.network_cases import person, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/courses/pro-101/one/check/"
EVERY = (SINGLE, MULTIPLE, TRUE, MATCHING, ORDERING, SHORT, NUMERIC, ESSAY)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Any:
    class Clock:
        at = timezone.now()

    monkeypatch.setattr(timezone, "now", lambda: Clock.at)
    return Clock


def address(of: Any) -> str:
    return f"/courses/{of.slug}/one/check/"


def fields(page: str) -> dict[str, str]:
    """What the hidden fields of the page's form say."""
    return dict(
        re.findall(r'<input type="hidden" name="((?:seen-|attempt|seed)[^"]*)" value="([^"]*)"', page)
    )


def text(answer: Any) -> str:
    return answer.content.decode()


def test_a_check_is_begun_answered_and_ended_without_a_script() -> None:
    ann = enrolled(course(SINGLE, NUMERIC))
    client, page = signed_in(ann.user), address(ann.course)
    assert "Begin the check" in text(client.get(page))
    assert client.post(page, {"do": "begin"}).status_code == 302
    form = text(client.get(page))
    one, two = asked(Attempt.objects.get())
    sent = {**fields(form), f"q{one.pk}": "0", f"q{two.pk}": " 4,0 "}
    ended = client.post(page, {**sent, "do": "end"}, follow=True)
    assert "Passed." in text(ended)
    assert "100 percent" in text(ended)
    assert Attempt.objects.get().is_passed


def test_every_kind_is_asked_and_what_is_sent_back_as_it_stands_is_what_was_saved() -> None:
    ann = enrolled(course(*EVERY))
    attempt = begun(ann, timezone.now())
    given = [0, [0, 1], True, ["x", "z"], [3, 1, 2], "a <b> & “c”", "1,5", "Lines\nof words"]
    answer(attempt, *given, at=timezone.now())
    client, page = signed_in(ann.user), address(ann.course)
    shown = text(client.get(page))
    assert "a &lt;b&gt; &amp; “c”" in shown
    before = dict(Answer.objects.values_list("question_id", "at"))
    client.post(page, {**as_a_browser(shown), "do": "save"})
    assert [Answer.objects.get(question=one).given for one in asked(attempt)] == given
    assert dict(Answer.objects.values_list("question_id", "at")) == before


def as_a_browser(page: str) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    sent: dict[str, Any] = dict(fields(page))
    for name, value in re.findall(
        r'<input type="(?:radio|checkbox)" name="(q\d+)" value="(\w+)" checked>', page
    ):
        sent.setdefault(name, []).append(value)
    for name, options in re.findall(
        r'<select class="select" id="[^"]*" name="([^"]*)">(.*?)</select>', page, re.S
    ):
        chosen = re.search(r'<option value="(\d*)" selected>', options)
        sent[name] = chosen[1] if chosen else ""
    for name, value in re.findall(r'<input type="text"[^>]*? name="(q\d+)" value="([^"]*)"', page):
        sent[name] = value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    for name, value in re.findall(r'<textarea name="(q\d+)"[^>]*>([^<]*)</textarea>', page):
        sent[name] = value
    return sent


def test_nothing_in_the_page_gives_away_what_is_right() -> None:
    of = course(ORDERING, ORDERING, ORDERING, SINGLE, SHORT)
    page = text(Client().get(address(of)))
    assert "portal" not in page
    for pk in re.findall(r'name="seen-(\d+)"', page)[:3]:
        lines = re.findall(rf'<label for="q{pk}-(\d)">(\w)</label>', page)
        assert [place for place, _item in lines] == ["0", "1", "2"]
        assert "".join(item for _place, item in lines) != "abc"


def test_what_is_missing_is_asked_for_once_more_and_may_be_left() -> None:
    ann = enrolled(course(SINGLE, NUMERIC))
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
    one, _two = asked(attempt)
    sent = {**fields(text(client.get(page))), f"q{one.pk}": "0"}
    again = client.post(page, {**sent, "do": "end"})
    assert again.status_code == 422
    assert "1 question is not answered" in text(again)
    assert Answer.objects.get().given == 0
    assert Attempt.objects.get().ended_at is None
    client.post(page, {**as_a_browser(text(again)), "do": "end-anyway"})
    assert Attempt.objects.get().share == 0.5


def test_a_script_saves_and_is_told_of_another_window() -> None:
    ann = enrolled(course(SINGLE, NUMERIC))
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
    one, two = asked(attempt)
    first = fields(text(client.get(page)))

    def save(**typed: str) -> Any:
        return client.post(
            page, {**first, **typed, "do": "save"}, headers={"Accept": "application/json"}
        ).json()

    told = save(**{f"q{one.pk}": "0"})
    assert told["newer"] == told["replaced"] == []
    assert told["said"].startswith("Saved at ")
    assert save(**{f"q{one.pk}": "1"})["replaced"] == [one.pk]
    assert save(**{f"q{two.pk}": "4"})["newer"] == [one.pk]
    assert dict(Answer.objects.values_list("question_id", "given")) == {one.pk: 1, two.pk: "4"}


def test_without_a_script_both_windows_are_told() -> None:
    ann = enrolled(course(SINGLE, NUMERIC))
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
    one, two = asked(attempt)
    first = fields(text(client.get(page)))
    client.post(page, {**first, f"q{one.pk}": "0", "do": "save"})
    later = client.post(page, {**first, f"q{one.pk}": "1", "do": "save"}, follow=True)
    assert "You answered question 1 in another window, too." in text(later)
    other = client.post(page, {**first, f"q{two.pk}": "4", "do": "end"}, follow=True)
    assert "You answered question 1 in another window meanwhile." in text(other)
    assert Attempt.objects.get().ended_at is None


def test_what_comes_too_late_does_not_count_and_is_shown(now: Any) -> None:
    ann = enrolled(course(SHORT, NUMERIC, seconds_at_most=600))
    attempt, client, page = begun(ann, now.at), signed_in(ann.user), address(ann.course)
    one, two = asked(attempt)
    form = text(client.get(page))
    assert "10 minutes left" in form
    client.post(page, {**fields(form), f"q{one.pk}": "portal", "do": "save"})
    now.at += 11 * MINUTE
    late = client.post(page, {**fields(form), f"q{one.pk}": "portal", f"q{two.pk}": "<b>4</b>", "do": "save"})
    assert late.status_code == 409
    assert "The time was over before this came." in text(late)
    assert "&lt;b&gt;4&lt;/b&gt;" in text(late)
    assert Attempt.objects.get().share == 0.5
    by_script = client.post(page, {**fields(form), "do": "save"}, headers={"Accept": "application/json"})
    assert (by_script.status_code, by_script.json()) == (409, {"ended": True})


def test_whoever_was_signed_out_finds_what_they_typed() -> None:
    ann = enrolled(course(MULTIPLE, ESSAY))
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
    one, two = asked(attempt)
    sent = {**fields(text(client.get(page))), f"q{one.pk}": ["0", "2"], f"q{two.pk}": "Long thoughts"}
    client.logout()
    by_script = client.post(page, {**sent, "do": "save"}, headers={"Accept": "application/json"})
    assert by_script.status_code == 401
    assert client.post(page, {**sent, "do": "save"})["Location"].startswith("/people/login/")
    client.force_login(ann.user)
    back = text(client.get(page))
    assert "This was not saved yet" in back
    assert ">Long thoughts</textarea>" in back
    client.post(page, {**as_a_browser(back), "do": "save"})
    assert dict(Answer.objects.values_list("question_id", "given")) == {
        one.pk: [0, 2],
        two.pk: "Long thoughts",
    }


def test_somebody_elses_attempt_is_none() -> None:
    of = course(SINGLE)
    theirs, ann = begun(enrolled(of), timezone.now()), enrolled(of)
    client = signed_in(ann.user)
    for do in ("save", "end", "end-anyway"):
        assert client.post(address(of), {"attempt": theirs.pk, "do": do}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.ended_at is None
    assert client.get(f"{address(of)}?attempt=7").status_code == 200


def test_a_visitor_practices_and_nothing_is_kept() -> None:
    of, client = course(SINGLE, NUMERIC, draw=1, zone="member"), Client()
    form = text(client.get(address(of)))
    assert "This is practice" in form
    sent = fields(form)
    [pk] = [name.removeprefix("seen-") for name in sent if name.startswith("seen-")]
    result = text(client.post(address(of), {**sent, f"q{pk}": "7", "do": "end"}))
    assert "This was practice" in result
    assert "0 percent" in result
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()


def test_whoever_passed_is_led_on_to_the_next_lesson() -> None:
    ann = enrolled(course(SINGLE, NUMERIC))
    client, page = signed_in(ann.user), address(ann.course)
    attempt = begun(ann)
    answer(attempt, 1, "4")
    attempts.end(attempt=attempt, at=timezone.now())
    assert "Go on with lesson 2" not in text(client.get(page))
    attempt = begun(ann)
    answer(attempt, 0, "4")
    attempts.end(attempt=attempt, at=timezone.now())
    assert f'href="/courses/{ann.course.slug}/two/">Go on with lesson 2: Lesson two<' in text(
        client.get(page)
    )


def test_practice_leads_on_only_to_a_lesson_that_is_open() -> None:
    for zone, is_open in (("public", True), ("member", False)):
        of, client = course(SINGLE, NUMERIC, code=f"ZON {zone}", zone=zone), Client()
        result = text(client.post(address(of), {**fields(text(client.get(address(of)))), "do": "end"}))
        assert "This was practice" in result
        assert ("Go on with lesson 2" in result) == is_open


def test_what_is_not_open_leads_to_the_lesson_and_what_is_not_there_is_not() -> None:
    of = course(SINGLE, zone="member", last=[NUMERIC])
    page = address(of)
    answered = Client().get(page.replace("/one/", "/two/"))
    assert answered["Location"] == f"/courses/{of.slug}/two/"
    assert Client().get(page.replace("/one/", "/three/")).status_code == 404
    hidden = course(SINGLE, code="X", zone="staff")
    assert Client().get(address(hidden)).status_code == 404


def test_while_attempts_are_left_what_is_right_is_not_told() -> None:
    ann = enrolled(course(SHORT, attempts_at_most=2))
    client, page = signed_in(ann.user), address(ann.course)
    for is_last in (False, True):
        attempt = begun(ann, timezone.now())
        answer(attempt, "pager", at=timezone.now())
        attempts.end(attempt=attempt, at=timezone.now())
        shown = text(client.get(page))
        assert ("portal" in shown) is is_last
        assert ("Try again" in shown) is not is_last
    assert "used all attempts" in text(client.post(page, {"do": "begin"}, follow=True))


def test_the_lesson_of_what_was_missed_is_named_to_be_read_again() -> None:
    ann = enrolled(course(SHORT, pass_percent=100))
    attempt = begun(ann, timezone.now())
    attempts.end(attempt=attempt, at=timezone.now())
    shown = text(signed_in(ann.user).get(address(ann.course)))
    assert "Read this again" in shown
    assert f'<a href="/courses/{ann.course.slug}/one/">Lesson one</a>' in shown


def test_what_authors_and_learners_write_is_never_markup() -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    content = {"answers": [{"text": evil, "right": True, "feedback": evil}, {"text": "b", "right": False}]}
    ann = enrolled(course({"text": evil, "content": content, "feedback": evil}, {**ESSAY, "text": evil}))
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
    answer(attempt, 0, evil, at=timezone.now())
    taking = text(client.get(page))
    attempts.end(attempt=attempt, at=timezone.now())
    for shown in (taking, text(client.get(page))):
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_hostile_forms_are_no_answers_and_no_faults() -> None:
    ann = enrolled(course(*EVERY))
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
    seen = fields(text(client.get(page)))
    for value in ("-1", "99999999999999", "1e9", "\x00", "٣", "[0]", "x" * 30_000, ""):
        names = [f"q{pk}{tail}" for pk in attempt.question_ids for tail in ("", "-0", "-1", "-2")]
        sent = {**seen, **{name: [value] * 3 for name in names}}
        assert client.post(page, {**sent, "do": "save"}).status_code == 302
    kinds = set(Answer.objects.values_list("question__kind", flat=True))
    assert kinds <= {"short", "numeric", "essay"}


def test_a_check_asks_the_database_as_often_for_three_questions_as_for_one() -> None:
    counts = []
    for code, kinds in (("A", [SINGLE]), ("B", [SINGLE, NUMERIC, SHORT])):
        ann = enrolled(course(*kinds, code=code))
        attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
        answer(attempt, *[0, "4", "portal"][: len(kinds)], at=timezone.now())
        client.get(page)
        with CaptureQueriesContext(connection) as taking:
            client.get(page)
        with CaptureQueriesContext(connection) as saving:
            client.post(page, {**as_a_browser(text(client.get(page))), "do": "save"})
        attempts.end(attempt=attempt, at=timezone.now())
        with CaptureQueriesContext(connection) as result:
            client.get(page)
        counts.append((len(taking), len(saving), len(result)))
    assert counts[0] == counts[1]


def test_far_too_many_saves_are_slowed_down_and_nothing_typed_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rounds.courses.views.checks.MOST_WRITES", 1)
    monkeypatch.setattr("rounds.core.limits.time", lambda: 1_800_000_000.0)  # no minute ends meanwhile
    ann = enrolled(course(SHORT))
    attempt, client, page = begun(ann, timezone.now()), signed_in(ann.user), address(ann.course)
    sent = {**fields(text(client.get(page))), f"q{attempt.question_ids[0]}": "portal", "do": "save"}
    client.post(page, sent)
    sent[f"q{attempt.question_ids[0]}"] = "the portal"
    assert client.post(page, sent).status_code == 429
    assert 'value="the portal"' in text(client.get(page))


def test_whoever_did_not_begin_the_course_practices() -> None:
    of = course(SINGLE)
    shown = text(signed_in(person("Bea")).get(address(of)))
    assert "Begin the course to keep what you did." in shown


def test_whoever_completed_a_course_is_told_which_checks_it_still_takes_to_pass() -> None:
    ann = enrolled(course(SINGLE, NUMERIC, last=(ESSAY,)))
    client, page = signed_in(ann.user), f"/courses/{ann.course.slug}/"
    missed, essay = begun(ann), begun(ann, key="two")
    answer(missed, 1, "9")
    attempts.end(attempt=missed, at=timezone.now())
    assert "The course is passed when" not in text(client.get(page))
    answer(essay, "What I think of it.")
    attempts.end(attempt=essay, at=timezone.now())
    shown = text(client.get(page))
    told = shown[shown.index("The course is passed when") : shown.index("Lessons</h2>")]
    assert re.findall(r'<a href="([^"]*)"', told) == [f"{page}one/check/", f"{page}two/check/"]
    assert told.count("Waits for a reader") == 1
    again = begun(ann)
    answer(again, 0, "4")
    attempts.end(attempt=again, at=timezone.now())
    told = text(client.get(page)).partition("The course is passed when")[2].partition("Lessons</h2>")[0]
    assert f'href="{page}one/check/"' not in told
    assert f'href="{page}two/check/"' in told
