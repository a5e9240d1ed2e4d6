"""A course as an activity that earns credit."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from rounds.courses.credit import designate_course
from rounds.courses.models import Course, Edition, Enrolment, Lesson, LessonDone, Module
from rounds.credits import claimable
from rounds.credits.actions.designating import add_accreditor
from rounds.credits.claimable import Known, NotYet
from rounds.credits.models import Activity, Entry
from rounds.credits.refusing import Refused
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def course(*minutes: int) -> Course:
    """With a published edition that has a lesson for each number of minutes."""
    made = Course.objects.create(code="PRO 101", slug="pro-101", created_at=NOW - 90 * DAY)
    edition = Edition.objects.create(course=made, number=1, title="Professionalism")
    module = Module.objects.create(edition=edition, slug="one", position=1, title="One")
    for place, long in enumerate(minutes, start=1):
        Lesson.objects.create(
            edition=edition, module=module, key=f"l{place}", position=place, title="L", minutes=long, body="B"
        )
    Edition.objects.update(published_at=NOW - 80 * DAY)
    return made


def enrolled(of: Course, *done: str, passed: datetime | None = NOW) -> User:
    user = person()
    enrolment = Enrolment.objects.create(
        user=user,
        course=of,
        edition=of.editions.get(),
        began_at=NOW - 9 * DAY,
        last_seen_at=NOW,
        passed_at=passed,
    )
    for key in done:
        LessonDone.objects.create(enrolment=enrolment, lesson=key, at=NOW)
    return user


def designated(of: Course, at: datetime = NOW - 20 * DAY) -> Activity:
    partner = add_accreditor(to={"name": "Sample Partner", "unit": "Credits"}, by=None, at=at)
    return designate_course(course=of, accreditor=partner, by=None, at=at)


def test_a_course_is_designated_as_long_as_its_newest_edition():
    made = designated(course(20, 25, 30))
    assert (made.kind, made.key, made.title, made.most_minutes) == (
        "course",
        "pro-101",
        "Professionalism",
        75,
    )
    with pytest.raises(Refused, match=Refused.DESIGNATED):
        designate_course(course=Course.objects.get(), accreditor=made.accreditor, by=None, at=NOW)


def test_only_what_is_published_and_not_retired_can_be_found():
    of = course(20)
    assert isinstance(claimable.find("course", "pro-101"), Known)
    Course.objects.update(retired_at=NOW)
    assert claimable.find("course", "pro-101") is None
    assert claimable.find("course", "unknown") is None
    with pytest.raises(LookupError):
        designated(of)


def test_who_passed_may_claim_the_lessons_that_they_did_and_no_more():
    user = enrolled(course(20, 25, 30), "l1", "l3", "gone")
    found = claimable.ask(user, "course", "pro-101")
    assert found.minutes == 50
    assert (found.began_at, found.ended_at) == (NOW - 9 * DAY, NOW)
    assert found.evidence == {
        "course": "PRO 101",
        "edition": 1,
        "lessons_done": 2,
        "passed_at": NOW.isoformat(),
        "completed_at": None,
    }


def test_who_did_not_begin_or_pass_is_told_what_is_missing():
    of = course(20)
    stranger = person("bea@example.org", "Bea")
    assert isinstance(claimable.ask(stranger, "course", "pro-101"), NotYet)
    assert isinstance(claimable.ask(enrolled(of, "l1", passed=None), "course", "pro-101"), NotYet)


def test_a_passed_course_is_claimed_on_the_page():
    of = course(30, 30)
    user = enrolled(of, "l1", "l2")
    designated(of)
    client = Client()
    client.force_login(user)
    client.post("/me/credits/claim/course/pro-101/", {"minutes": "60"})
    assert Entry.objects.get().hundredths == 100


def test_what_was_passed_before_the_designation_earns_nothing():
    of = course(30)
    user = enrolled(of, "l1")
    designated(of, at=NOW + DAY)
    client = Client()
    client.force_login(user)
    page = client.post("/me/credits/claim/course/pro-101/", {"minutes": "30"})
    assert (page.status_code, Entry.objects.count()) == (409, 0)
    assert "Credit cannot be given afterwards." in page.content.decode()
