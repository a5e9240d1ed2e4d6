"""What somebody might try in the residency who means no good, or is unlucky."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.urls import reverse

from rounds.billing.models import Invoice
from rounds.courses.tests.course_cases import published
from rounds.memberships.tests.factories import UserFactory
from rounds.plans.models import Author, StrategicPlan
from rounds.residency.actions import cancelling, chiefs, deciding, placing
from rounds.residency.actions.working import capstone, posts
from rounds.residency.facts import whole_of
from rounds.residency.holding import _erase
from rounds.residency.models import Cohort, Fee, Place, Prerequisite
from rounds.residency.not_done import NotDone
from rounds.residency.tests import working_cases
from rounds.residency.tests.cases import AFTER, NOW, accepted, chief, office, opened, resident, sent

pytestmark = pytest.mark.django_db
FEE = 450_00


@pytest.fixture
def staff(client, settings):
    settings.STAFF_NEED_MFA = False
    client.user = UserFactory()
    client.user.groups.add(Group.objects.get(name="Residency team"))
    client.force_login(client.user)
    return client


def apply(client, cohort, user, **data):
    client.force_login(user)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        return client.post(reverse("residency:apply", args=[cohort.slug]), data)


def left(cohort, **by):
    application = accepted(cohort)
    placing.leave(
        place=application.place, why="", at=NOW, **{"by": application.user, "gives_back": None, **by}
    )
    return application


def is_back(application):
    return Place.objects.held().filter(application=application).exists()


def test_whoever_left_by_themselves_takes_the_place_up_again(client):
    application = left(opened())
    assert apply(client, application.cohort, application.user, do="come-back").status_code == 302
    assert is_back(application)


def test_whom_the_office_let_go_does_not_come_back_by_themselves(client):
    application = left(opened(), by=office())
    answer = apply(client, application.cohort, application.user, do="come-back")
    assert answer.status_code == 409
    assert not is_back(application)


def test_whoever_was_declined_after_they_left_has_no_place_by_themselves(client):
    application = left(opened())
    again = sent(application.cohort, application.user)
    deciding.decline(application=again, reason="Another time.", by=office(), at=NOW)
    answer = apply(client, application.cohort, application.user, do="come-back")
    assert answer.status_code == 409
    assert not is_back(application)


def test_whoever_leaves_a_cancelled_cohort_before_it_is_settled_has_the_fee_back():
    application = accepted(opened(fee_cents=FEE))
    cancelling.cancel(cohort=application.cohort, why="Storm.", by=office(), at=AFTER)
    placing.leave(place=application.place, why="", by=application.user, at=AFTER)
    cancelling.settle(cohort=application.cohort, at=AFTER)
    assert Fee.objects.get().given_back_at == AFTER
    assert Invoice.objects.filter(kind="credit").count() == 1


def test_whose_account_is_closed_before_a_cancelled_cohort_is_settled_owes_nothing():
    application = accepted(opened(fee_cents=FEE))
    cancelling.cancel(cohort=application.cohort, why="Storm.", by=office(), at=AFTER)
    _erase(application.user, AFTER)
    cancelling.settle(cohort=application.cohort, at=AFTER)
    assert Fee.objects.get().given_back_at == AFTER


def test_what_was_said_in_a_group_is_there_when_its_chief_is_replaced():
    cohort = opened()
    first = chief(cohort)
    place = resident(cohort, chief=first, seat=1)
    said = posts.post(group=first, text="Where do we meet?", answers=None, by=place.user, at=NOW)
    second = chiefs.replace_chief(chief=first, user=UserFactory(), by=None, at=NOW)
    assert list(second.posts.all()) == [said]


def test_a_course_that_is_offered_no_more_keeps_nobody_from_completing():
    cohort = working_cases.cohort()
    course = published("PRO 102")
    Prerequisite.objects.create(program=cohort.program, course=course)
    assert [one.course for one in whole_of(cohort, AFTER).prerequisites] == [course]
    type(course).objects.filter(pk=course.pk).update(retired_at=NOW)
    assert whole_of(cohort, AFTER).prerequisites == []


def test_nobody_has_written_a_plan_who_came_after_it_was_accepted():
    cohort = working_cases.cohort()
    place = working_cases.resident(cohort)
    plan = StrategicPlan.objects.create(
        title="Theirs",
        organization_name="Mercy",
        currency="USD",
        state="accepted",
        state_since=NOW,
        created_at=NOW,
    )
    author = Author.objects.create(plan=plan, user=place.user, joined_at=NOW + timedelta(days=1))
    with pytest.raises(NotDone, match="was accepted before"):
        capstone.choose(place=place, plan=plan, by=place.user, at=AFTER)
    Author.objects.filter(pk=author.pk).update(joined_at=NOW - timedelta(days=1))
    assert capstone.choose(place=place, plan=plan, by=place.user, at=AFTER).plan == plan


def test_an_empty_byte_in_the_address_of_a_calendar_finds_nothing(client):
    assert client.get("/residency/calendar/a%00b.ics").status_code == 404


def test_an_empty_byte_is_no_fault_of_the_server(client):
    application = accepted(opened())
    there = apply(client, application.cohort, application.user, do="carry", to="a\x00b")
    assert there.status_code == 404
    apply(client, application.cohort, application.user, do="leave", left_why="Ill\x00ness")
    assert Place.objects.get().left_why == "Illness"


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5_000, "²"])
def test_no_number_that_is_sent_to_the_office_is_a_fault_of_the_server(staff, number):
    cohort = opened()
    place = resident(cohort)
    url = reverse("office_cohort", args=[cohort.pk])
    assert staff.post(url, {"do": f"end-chief:{number}"}).status_code == 404
    seen = chiefs.mark_of_groups(cohort)
    sent_on = staff.post(url, {"do": "assign", "version": seen, f"chief_{place.pk}": number})
    assert sent_on.status_code == 302


def test_the_last_day_of_all_is_refused_in_words(staff):
    program = opened().program
    to = {
        "title": "T",
        "slug": "t",
        "mode": "online",
        "time_zone": "Asia/Tokyo",
        "begins_on": "2027-01-01",
        "ends_on": "9999-12-31",
        "closes_on": "9999-12-31",
        "places": "3",
    }
    url = f"/office/residency/programs/{program.pk}/cohorts/new/"
    assert staff.post(url, to).status_code == 422
    assert staff.post(url, {**to, "begins_on": "0001-01-01", "closes_on": "0001-01-01"}).status_code == 422
    assert not Cohort.objects.filter(slug="t").exists()


def test_a_meeting_on_the_last_day_of_all_is_refused_in_words(client):
    cohort = working_cases.cohort()
    client.force_login(working_cases.runner())
    to = {"title": "x", "kind": "talk", "begins": "23:58", "ends": "23:59", "day": "9999-12-31"}
    assert client.post(reverse("residency:new_meeting", args=[cohort.slug]), to).status_code == 422


@pytest.mark.parametrize(("data", "status"), [({"task": "a\x00"}, 404), ({"version": "x"}, 422)])
def test_what_a_workbook_never_sends_is_no_fault_of_the_server(client, data, status):
    cohort = working_cases.cohort()
    client.force_login(working_cases.resident(cohort).user)
    given = {"task": "facebook-safe", "version": "0", "facebook-safe-text": "a\x00", **data}
    url = reverse("residency:workbook", args=[cohort.slug, "facebook"])
    assert client.post(url, given).status_code == status


def test_an_application_that_was_typed_when_the_session_was_over_waits(client):
    cohort, user = opened(), UserFactory()
    url = reverse("residency:apply", args=[cohort.slug])
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        answer = client.post(url, {"do": "keep", "role": "Nurse", "why": "An hour of typing."})
        assert answer.status_code == 302
        client.force_login(user)
        assert "An hour of typing." in client.get(url).content.decode()
        assert "An hour of typing." not in client.get(url).content.decode()
