"""Passing a course brings its badge."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from rounds.badges.actions.awarding import revoke
from rounds.badges.models import Achievement, Award
from rounds.courses.models import Course, Edition, Enrolment, Objective
from rounds.courses.signals import course_passed
from rounds.credits.actions.claiming import claim
from rounds.credits.actions.designating import add_accreditor, designate
from rounds.credits.actions.reversing import reverse
from rounds.credits.claimable import Attended
from rounds.credits.models import Entry
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 9, tzinfo=UTC)


def enrolment(zone: str = "member") -> Enrolment:
    course = Course.objects.create(code="PRO 101", slug="pro-101", created_at=AT)
    edition = Edition.objects.create(
        course=course, number=2, title="Professionalism online", summary="Three violations.", zone=zone
    )
    Objective.objects.create(edition=edition, key="see", position=1, text="see a violation coming")
    Edition.objects.update(published_at=AT)
    return Enrolment.objects.create(
        user=person(), course=course, edition=edition, began_at=AT, last_seen_at=AT, passed_at=AT
    )


def passes(one: Enrolment) -> None:
    course_passed.send(sender=Enrolment, enrolment=one, at=AT)


def test_whoever_passes_a_course_has_its_badge():
    one = enrolment()
    passes(one)
    made = Award.objects.get(user=one.user)
    signed = json.loads(made.credential)
    achievement = signed["credentialSubject"]["achievement"]
    assert (achievement["name"], achievement["humanCode"]) == ("Professionalism online", "PRO 101")
    assert "see a violation coming" in achievement["criteria"]["narrative"]
    assert "creditsEarned" not in signed["credentialSubject"]
    assert signed["evidence"][0]["name"] == "PRO 101, edition 2"


def test_announced_twice_it_is_one_badge():
    one = enrolment()
    passes(one)
    passes(one)
    assert (Award.objects.count(), Achievement.objects.count()) == (1, 1)


def test_what_was_taken_back_does_not_come_again_by_itself():
    one = enrolment()
    passes(one)
    revoke(award=Award.objects.get(), reason="By mistake.", by=None, at=AT + timedelta(days=1))
    passes(one)
    assert Award.objects.count() == 1


def test_a_new_edition_describes_the_badges_to_come_and_changes_none_of_before():
    one = enrolment()
    passes(one)
    before = Award.objects.get().credential
    later = Edition.objects.create(course=one.course, number=3, title="Professional online", published_at=AT)
    other = Enrolment.objects.create(
        user=person("b@example.org"), course=one.course, edition=later, began_at=AT, last_seen_at=AT
    )
    passes(other)
    assert Achievement.objects.get().name == "Professional online"
    assert Award.objects.get(user=one.user).credential == before
    assert json.loads(Award.objects.get(user=other.user).credential)["name"] == "Professional online"


def test_a_course_for_staff_has_no_badge_whose_page_would_tell_of_it():
    passes(enrolment(zone="staff"))
    assert not Achievement.objects.exists()


def test_credit_is_signed_into_a_badge_of_its_own_and_taken_back_when_it_is_reversed():
    one = enrolment()
    partner = add_accreditor(to={"name": "Sample Partner", "unit": "Sample credits"}, by=None, at=AT)
    of = designate(
        accreditor=partner, kind="course", key="pro-101", title="Online", most_minutes=60, by=None, at=AT
    )
    attended = Attended(60, {}, AT + timedelta(days=1), AT + timedelta(days=2))

    def claimed(minutes: int) -> Entry:
        return claim(user=one.user, activity=of, minutes=minutes, evidence=attended, by=one.user, at=AT)

    claimed(30)
    signed = json.loads(Award.objects.get().credential)
    assert (signed["name"], signed["credentialSubject"]["creditsEarned"]) == (
        "Professionalism online, with credit",
        0.5,
    )
    more = claimed(60)
    assert list(Award.objects.order_by("pk").values_list("hundredths", flat=True)) == [50, 100]
    assert Award.objects.standing().get().hundredths == 100
    reverse(entry=more, reason="By mistake.", by=None, at=AT)
    assert Award.objects.standing().get().hundredths == 50
