"""The back office for credit."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rounds.core import desk
from rounds.credits import claimable
from rounds.credits.actions.disclosing import Related, give_role
from rounds.credits.claimable import Kind, Known, NotYet
from rounds.credits.models import Accreditor, Activity, Entry, Role
from rounds.credits.tests.factories import DAY, NOW, accreditor, activity, claimed, disclosed, learner, live
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
SETTINGS = {
    "name": "State Nurses",
    "unit": "Contact hours",
    "minutes_per_credit": "50",
    "step_hundredths": "10",
    "faculty_hundredths_per_hour": "0",
    "disclosure_months": "12",
    "rounding": "down",
    "is_active": "on",
}


@pytest.fixture(autouse=True)
def today(settings):
    settings.STAFF_NEED_MFA = False
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff() -> Client:
    user = person("theo@example.org", "Theo Team")
    user.groups.add(Group.objects.get(name="Membership team"))
    client = Client()
    client.force_login(user)
    return client


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_accreditors_rules_are_settings(staff):
    staff.post("/office/credits/accreditors/new/", SETTINGS)
    made = Accreditor.objects.get()
    assert made.terms == (50, 10, "down", 0)
    page = f"/office/credits/accreditors/{made.pk}/"
    staff.post(page, {**SETTINGS, "step_hundredths": "5"})
    assert Accreditor.objects.get().step_hundredths == 5
    shown = text(staff.get(page))
    assert "Accreditor’s settings changed" in shown
    assert "Theo Team" in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("minutes_per_credit", "0"),
        ("step_hundredths", "0"),
        ("unit", " "),
        ("rounding", "up"),
        ("name", "Sample Partner"),
    ],
)
def test_settings_that_make_no_rule_are_refused(staff, name, value):
    accreditor()
    answer = staff.post("/office/credits/accreditors/new/", {**SETTINGS, name: value})
    assert (answer.status_code, Accreditor.objects.count()) == (422, 1)


def test_a_course_is_designated_with_its_own_title_and_length(staff, monkeypatch):
    known = {"pro": Known("Pro 101", 95)}
    kind = Kind("Course", lambda user, key: NotYet(""), known.get)
    monkeypatch.setitem(claimable._kinds, "course", kind)
    sent = {"accreditor": accreditor().pk, "kind": "course", "key": "pro"}
    answer = staff.post("/office/credits/activities/new/", sent, follow=True)
    made = Activity.objects.get()
    assert (made.title, made.most_minutes, made.designated_at) == ("Pro 101", 95, NOW)
    assert "Learners must be told before they begin" in text(answer)
    assert staff.post("/office/credits/activities/new/", sent).status_code == 409
    unknown = staff.post("/office/credits/activities/new/", {**sent, "key": "unknown"})
    assert "There is nothing of this kind with this key." in text(unknown)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({}, 302),
        ({"starts_at": "2026-11-01T09:00"}, 409),  # it has begun
        ({"ends_at": ""}, 422),
        ({"ends_at": "2026-11-03T08:00"}, 422),
        ({"most_minutes": "90"}, 422),
        ({"key": "no key"}, 422),
        ({"title": ""}, 422),
    ],
)
def test_a_workshop_is_designated_before_it_begins(staff, sent, code):
    given = {
        "accreditor": accreditor().pk,
        "kind": "workshop",
        "key": "spring",
        "title": "Spring workshop",
        "most_minutes": "60",
        "starts_at": "2026-11-03T09:00",
        "ends_at": "2026-11-03T10:00",
    }
    answer = staff.post("/office/credits/activities/new/", {**given, **sent})
    assert (answer.status_code, Activity.objects.count()) == (code, int(code == 302))


def test_a_role_is_given_and_ended_and_why_not_is_said(staff):
    of, ann = activity(), learner()
    page = f"/office/credits/activities/{of.pk}/"
    sent = {"do": "role", "email": ann.email.upper(), "kind": "author"}
    assert "They have disclosed nothing yet." in text(staff.post(page, sent))
    disclosed(ann, Related("Acme <i>Devices</i>", "stock"))
    assert "Please write how these are kept out." in text(staff.post(page, sent))
    answer = staff.post(page, {**sent, "mitigation": "A second reader"}, follow=True)
    assert "Acme &lt;i&gt;Devices&lt;/i&gt;" in text(answer)
    staff.post(page, {"do": f"end:{Role.objects.get().pk}"})
    assert Role.objects.get().ended_at == NOW
    assert "Nobody signs in with this address." in text(staff.post(page, {**sent, "email": "no@example.org"}))
    assert staff.post(page, {"do": "end:" + "9" * 30}).status_code == 302


def test_what_is_withdrawn_stays_withdrawn(staff):
    page = f"/office/credits/activities/{activity().pk}/"
    staff.post(page, {"do": "withdraw"})
    assert Activity.objects.get().withdrawn_at == NOW
    assert staff.post(page, {"do": "withdraw"}).status_code == 409


def test_an_entry_is_explained_and_taken_back_with_a_reason(staff):
    made = claimed(learner(), activity(most=90), 62)
    page = f"/office/credits/entries/{made.pk}/"
    assert "62 minutes ÷ 60 = 1.03, rounded to the nearest quarter: 1.00" in text(staff.get(page))
    assert staff.post(page, {"reason": " "}).status_code == 422
    answer = staff.post(page, {"reason": "Entered for another <b>Ada</b>"}, follow=True)
    assert "Entered for another &lt;b&gt;Ada&lt;/b&gt;" in text(answer)
    assert sum(Entry.objects.order_by("pk").values_list("hundredths", flat=True)) == 0
    assert staff.post(page, {"reason": "Again"}).status_code == 409
    shown = text(staff.get(f"/office/credits/people/{made.user_id}/"))
    assert "taken back" in shown
    assert "0.00" in shown


def test_disclosures_that_lapse_wait_on_the_desk_and_new_ones_do_too(staff):
    ann, bea, cy = learner(), person("bea@example.org", "Bea"), person("cy@example.org", "Cy")
    of = activity()
    old = NOW - timedelta(days=600)
    for one in (ann, bea, cy):
        disclosed(one, at=old)
        give_role(activity=of, person=one, kind="author", by=None, at=old + DAY)
    disclosed(bea, Related("Acme", "speaker"), at=NOW - DAY)
    disclosed(cy, at=NOW - DAY)
    with time_machine.travel(NOW + timedelta(days=200), tick=False):
        staff.force_login(User.objects.get(name="Theo Team"))
        page = text(staff.get("/office/credits/disclosures/"))
        assert "Ada Lovelace" in page
        assert "Out of date" in page
        assert "Bea" in page
        assert "New relations disclosed" in page
        assert "Cy" not in page
    staff_user = person("una@example.org", "Una", is_superuser=True)
    labels = [line.label for line in desk.lines_for(staff_user, NOW + timedelta(days=200))]
    assert "2 disclosures to look after" in labels


def test_the_list_asks_as_often_for_three_activities_as_for_one(staff, django_assert_num_queries):
    activity("one")
    staff.get("/office/credits/")
    with CaptureQueriesContext(connection) as first:
        staff.get("/office/credits/")
    for key in ("two", "three"):
        claimed(learner(), activity(key), 60)
    with django_assert_num_queries(len(first)):
        staff.get("/office/credits/")


def test_an_activitys_page_asks_as_often_for_three_roles_and_lines_as_for_one(
    staff, django_assert_num_queries
):
    of = activity()
    page = f"/office/credits/activities/{of.pk}/"

    def take(name: str) -> None:
        user = person(f"{name}@example.org", name)
        disclosed(user, Related("Acme", "stock"))
        give_role(activity=of, person=user, kind="planner", mitigation="Recused", by=user, at=NOW)
        claimed(user, of, 60)

    take("one")
    staff.get(page)
    with CaptureQueriesContext(connection) as first:
        staff.get(page)
    take("two")
    take("three")
    with django_assert_num_queries(len(first)):
        staff.get(page)


def test_what_was_held_in_a_room_is_entered_by_staff_once_it_is_over(staff):
    of, ann = live("room", 0, 60), learner()
    page = f"/office/credits/activities/{of.pk}/"
    sent = {"do": "enter", "enter-email": ann.email, "enter-minutes": "45", "enter-proof": "Sheet <b>3</b>"}
    assert "It was not held yet." in text(staff.post(page, sent))
    with time_machine.travel(NOW + DAY / 2, tick=False):
        staff.force_login(User.objects.get(name="Theo Team"))
        assert staff.post(page, {**sent, "enter-proof": ""}).status_code == 422
        assert "At most 60 minutes" in text(staff.post(page, {**sent, "enter-minutes": "61"}))
        assert staff.post(page, sent).status_code == 302
        assert staff.post(page, sent).status_code == 409
        made = Entry.objects.get()
        assert (made.user, made.hundredths, made.by.name) == (ann, 75, "Theo Team")
        shown = text(staff.get(f"/office/credits/entries/{made.pk}/"))
    assert "Sheet &lt;b&gt;3&lt;/b&gt;" in shown


def test_a_repeat_is_designated_as_one(staff):
    first = live("first", 600, 660)
    sent = {
        "accreditor": first.accreditor_id,
        "kind": "webinar",
        "key": "again",
        "title": "Again",
        "most_minutes": "60",
        "starts_at": "2026-11-03T09:00",
        "ends_at": "2026-11-03T10:00",
        "repeat_of": first.pk,
    }
    assert staff.post("/office/credits/activities/new/", sent).status_code == 302
    assert Activity.objects.get(key="again").family == first.pk
