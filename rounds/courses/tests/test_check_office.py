"""The back office for checks: essays, how questions do, extra time."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from rounds.activity.models import Activity
from rounds.courses.actions import attempts
from rounds.courses.actions.essays import read_essay
from rounds.courses.actions.refusing import Refused
from rounds.courses.checks.counting import items
from rounds.courses.essays_waiting import waiting
from rounds.courses.models import Answer, Attempt, Enrolment, ExtraTime
from rounds.courses.tests.check_cases import ESSAY, NUMERIC, SHORT, SINGLE, answer, begun, course, enrolled
from rounds.courses.tests.course_cases import NOW
from rounds.memberships.tests.network_cases import at_once, person, signed_in
from rounds.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(settings: Any) -> User:
    settings.STAFF_NEED_MFA = False
    return User.objects.create_superuser("staff@example.org", "secret-enough", name="Sam Staff")


def essay(of: Any = None, user: User | None = None, words: str = "Because.") -> Answer:
    attempt = begun(enrolled(of or course(NUMERIC, ESSAY), user))
    answer(attempt, "4", words)
    attempts.end(attempt=attempt, at=NOW)
    return Answer.objects.select_related("attempt").get(attempt=attempt, question__kind="essay")


def test_an_essay_is_read_and_the_result_is_there(staff: User) -> None:
    one = essay()
    client = signed_in(staff)
    page = f"/office/courses/essays/{one.pk}/"
    shown = client.get(page).content.decode()
    assert "Because." in shown
    assert one.attempt.enrolment.user.name not in shown
    done = client.post(page, {"percent": "60", "remark": "Say for <whom>.", "seen": ""})
    assert done["Location"] == "/office/courses/essays/"
    one.refresh_from_db()
    attempt = Attempt.objects.get()
    assert (one.points, one.remark, one.marked_by) == (0.6, "Say for <whom>.", staff)
    assert (attempt.share, attempt.is_passed) == (0.8, True)
    assert Enrolment.objects.get().passed_at is not None
    learner = signed_in(attempt.enrolment.user).get(f"/courses/{attempt.enrolment.course.slug}/one/check/")
    assert "Say for &lt;whom&gt;." in learner.content.decode()
    assert Activity.objects.filter(verb="essay.read", actor=staff).count() == 1


def test_an_essay_in_an_attempt_that_is_open_does_not_wait() -> None:
    attempt = begun(enrolled(course(ESSAY)))
    answer(attempt, "So far.")
    assert waiting().count() == 0
    with pytest.raises(Refused, match=Refused.NOT_ENDED):
        read_essay(answer=Answer.objects.get(), points=1, remark="", seen=None, by=person("R"), at=NOW)


def test_nobody_reads_their_own(staff: User) -> None:
    one = essay(user=staff)
    answered = signed_in(staff).post(
        f"/office/courses/essays/{one.pk}/", {"percent": "100", "remark": "", "seen": ""}
    )
    assert answered.status_code == 409
    assert "You wrote this essay yourself" in answered.content.decode()
    one.refresh_from_db()
    assert one.points is None


def test_what_somebody_else_read_meanwhile_is_not_written_over(staff: User) -> None:
    one = essay()
    read_essay(answer=one, points=0.4, remark="First.", seen=None, by=person("R"), at=NOW)
    page = f"/office/courses/essays/{one.pk}/"
    answered = signed_in(staff).post(page, {"percent": "90", "remark": "Mine.", "seen": ""})
    assert answered.status_code == 409
    assert "Mine." in answered.content.decode()
    one.refresh_from_db()
    assert (one.points, one.remark) == (0.4, "First.")
    signed_in(staff).post(page, {"percent": "90", "remark": "Mine.", "seen": "0.4"})
    one.refresh_from_db()
    assert one.points == 0.9


def test_points_beyond_all_are_refused(staff: User) -> None:
    one = essay()
    for percent in ("101", "-1", "much", "", "1e2"):
        page = f"/office/courses/essays/{one.pk}/"
        assert signed_in(staff).post(page, {"percent": percent, "seen": ""}).status_code == 422
    assert waiting().count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_readers_at_once_one_is_told() -> None:
    one = essay()
    readers = [person("A"), person("B")]
    outcomes = at_once(
        [
            lambda by=by, points=points: read_essay(
                answer=one, points=points, remark="", seen=None, by=by, at=NOW
            )
            for by, points in zip(readers, (0.2, 0.7), strict=True)
        ]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Answer", "Refused"]


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_of_essays_asks_the_database_a_fixed_number_of_times(
    staff: User, many: int, django_assert_max_num_queries: Any
) -> None:
    of = course(NUMERIC, ESSAY)
    for _ in range(many):
        essay(of)
    client = signed_in(staff)
    client.get("/office/courses/essays/")
    with django_assert_max_num_queries(14):
        page = client.get("/office/courses/essays/").content.decode()
    assert page.count("/office/courses/essays/") >= many


def test_who_may_not_write_courses_reads_no_essays() -> None:
    for path in ("/office/courses/essays/", "/office/courses/1/questions/", "/office/courses/extra-time/1/"):
        assert signed_in(person("Ann")).get(path).status_code in (302, 403)
        assert Client().get(path).status_code == 302


def test_of_each_person_the_first_attempt_counts_and_nothing_under_five() -> None:
    of = course(SINGLE, SHORT, NUMERIC)
    for n in range(5):
        assert items(of)[0].figures.facility is None
        assert items(of)[0].picks == []
        ann = enrolled(of)
        for given in ([n % 2, "portal" if n < 3 else "pager", "4"], [0, "portal", "4"]):
            attempt = begun(ann)
            answer(attempt, *given)
            attempts.end(attempt=attempt, at=NOW)
    single, short, numeric = items(of)
    assert single.figures.attempts == 5
    assert single.figures.facility == pytest.approx(0.6)
    assert short.figures.facility == pytest.approx(0.6)
    assert numeric.figures.facility == 1
    assert [(pick.text, pick.count, pick.is_right) for pick in single.picks] == [
        ("Yes", 3, True),
        ("No", 2, False),
    ]


def test_what_one_person_alone_typed_is_not_told() -> None:
    of = course(SHORT, NUMERIC)
    for typed in ("portal", "Portal", "portal", "portal", "my secret illness"):
        attempt = begun(enrolled(of))
        answer(attempt, typed, "4")
        attempts.end(attempt=attempt, at=NOW)
    assert [(pick.text, pick.count, pick.is_right) for pick in items(of)[0].picks] == [("portal", 3, True)]


def test_the_page_of_questions_says_it_in_plain_words(staff: User) -> None:
    of = course({"text": "<i>So?</i>"}, NUMERIC)
    for _ in range(5):
        attempt = begun(enrolled(of))
        answer(attempt, 0, "5")
        attempts.end(attempt=attempt, at=NOW + timedelta(hours=1))
    page = signed_in(staff).get(f"/office/courses/{of.pk}/questions/").content.decode()
    assert "Nearly everybody has this right." in page
    assert "Few have this right." in page
    assert "<i>So?" not in page
    assert "<svg" in page


def test_the_team_gives_extra_time_and_takes_it_back(settings: Any) -> None:
    settings.STAFF_NEED_MFA = False
    team, ann = person("Tea Team"), person("Ann")
    team.groups.add(Group.objects.get(name="Membership team"))
    client, page = signed_in(team), f"/office/courses/extra-time/{ann.pk}/"
    assert client.post(page, {"percent": "50"}).status_code == 302
    there = ExtraTime.objects.get()
    assert (there.user, there.percent, there.given_by) == (ann, 50, team)
    assert "50 percent more" in client.get(f"/office/people/{ann.pk}/").content.decode()
    assert client.post(page, {"percent": "301"}).status_code == 422
    client.post(page, {"percent": "0"})
    assert not ExtraTime.objects.exists()
