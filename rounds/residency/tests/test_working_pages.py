"""The pages of a cohort: who may see them, and what they do."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from rounds.residency.actions.working import addresses, completing, meetings, posts
from rounds.residency.badges import badge_of
from rounds.residency.models import Attendance, Chief, Meeting, Note, Place, Post, Work
from rounds.residency.tests.working_cases import AFTER, BEFORE, MORNING, chief, cohort, resident, runner
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db


class World:
    """A group with its chief, another group, and the office."""

    def __init__(self) -> None:
        self.cohort = cohort()
        self.chief = chief(self.cohort)
        self.other = chief(self.cohort, 2)
        self.place = resident(self.cohort, self.chief)
        self.mate = resident(self.cohort, self.chief)
        self.stranger = resident(self.cohort, self.other)
        self.office = runner()
        meetings.lay_out(cohort=self.cohort, by=self.office, at=BEFORE)
        self.url = f"/residency/cohorts/{self.cohort.slug}/"

    def get(self, who, path=""):
        return client(who).get(self.url + path)

    def post(self, who, path="", **data):
        headers = data.pop("headers", None)
        return client(who).post(self.url + path, data, headers=headers)


def client(who) -> Client:
    made = Client()
    if who:
        made.force_login(getattr(who, "user", who))
    return made


@pytest.fixture
def world():
    with time_machine.travel(AFTER, tick=False):
        yield World()


def test_each_sees_the_pages_that_are_theirs(world):
    meeting = Meeting.objects.order_by("begins_at")[0]
    paths = [
        "",
        "plan/",
        "group/",
        "work/facebook/",
        f"work/facebook/{world.mate.pk}/",
        f"work/facebook/{world.stranger.pk}/",
        "desk/",
        f"desk/{world.mate.pk}/",
        f"desk/{world.stranger.pk}/",
        "schedule/",
        "schedule/new/",
        f"schedule/{meeting.pk}/",
        f"schedule/{meeting.pk}/attendance/",
    ]
    everybody = {
        "resident": world.place,
        "chief": world.chief,
        "office": world.office,
        "nobody": None,
        "else": person("else@example.org"),
    }
    found = {
        name: "".join(str(world.get(who, one).status_code)[0] for one in paths)
        for name, who in everybody.items()
    }
    assert found == {
        "resident": "2222244444444",
        "chief": "2422242242222",
        "office": "2422222222222",
        "nobody": "3" * 13,
        "else": "4" * 13,
    }


def test_the_link_to_the_meeting_is_for_those_inside(world):
    Meeting.objects.update(begins_at=AFTER + timedelta(hours=1), ends_at=AFTER + timedelta(hours=2))
    page = world.get(world.place).content.decode()
    assert world.cohort.link in page
    assert "First rotation" in page


def test_whoever_left_sees_nothing_and_their_name_stands_beside_what_they_said(world):
    posts.post(group=world.chief, text="My words", answers=None, by=world.place.user, at=AFTER)
    Place.objects.filter(pk=world.place.pk).update(left_at=AFTER, chief=None, seat=None)
    assert world.get(world.place).status_code == 404
    assert world.get(world.place, "group/").status_code == 404
    page = world.get(world.mate, "group/").content.decode()
    assert "My words" in page
    assert "has left" in page


def test_a_cancelled_cohort_is_read_by_whoever_had_a_place(world):
    world.post(world.place, "work/facebook/", **filled())
    world.cohort.state, world.cohort.cancelled_at, world.cohort.cancelled_why = (
        "cancelled",
        AFTER,
        "Too few of us.",
    )
    world.cohort.save()
    Place.objects.update(left_at=AFTER)
    page = world.get(world.place).content.decode()
    assert "This cohort is cancelled" in page
    assert "Too few of us." in page
    assert world.cohort.link not in page
    book = world.get(world.place, "work/facebook/").content.decode()
    assert "I wrote this." in book
    assert "<textarea" not in book


def filled(text="I wrote this.", version=0, base="", **more):
    return {"task": "facebook-safe", "facebook-safe-text": text, "version": version, "base": base, **more}


def test_work_is_saved_by_a_form_and_by_a_script(world):
    answer = world.post(world.place, "work/facebook/", **filled(do="save"))
    assert answer.headers["Location"].endswith("/work/facebook/#task-facebook-safe")
    json = {"Accept": "application/json"}
    again = filled("I wrote this, and more.", 1, "I wrote this.", headers=json)
    assert world.post(world.place, "work/facebook/", **again).json()["version"] == 2
    late = filled("You wrote this.", 1, "I wrote this.", headers=json)
    assert world.post(world.place, "work/facebook/", **late).json()["text"] == "You wrote this, and more."


def test_two_changes_of_the_same_words_are_both_shown(world):
    world.post(world.place, "work/facebook/", **filled("One two."))
    world.post(world.place, "work/facebook/", **filled("Uno two.", 1, "One two."))
    answer = world.post(world.place, "work/facebook/", **filled("Eins two.", 1, "One two."))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Uno two." in page
    assert "Eins two." in page
    world.post(world.place, "work/facebook/", **filled("Uno, eins two.", 2, "Uno two."))
    assert Work.objects.get().text == "Uno, eins two."


def test_what_is_refused_is_still_there(world):
    data = {
        "task": "facebook-public",
        "version": 0,
        "base": "",
        "do": "done",
        "facebook-public-text": "See it.",
    }
    wrong = world.post(world.place, "work/facebook/", **data, **{"facebook-public-url": "ftp://x.example"})
    assert wrong.status_code == 422
    assert "See it." in wrong.content.decode()
    none = world.post(world.place, "work/facebook/", **data)
    assert none.status_code == 409
    assert "See it." in none.content.decode()
    right = world.post(
        world.place, "work/facebook/", **{**data, "facebook-public-url": "https://x.example/1", "version": 1}
    )
    assert right.status_code == 302
    assert Work.objects.get().done_at


def test_what_somebody_typed_who_was_signed_out_waits_for_them(world):
    browser = Client()
    assert browser.post(f"{world.url}work/facebook/", filled("Long words.")).status_code == 302
    browser.force_login(world.place.user)
    assert "Long words." in browser.get(f"{world.url}work/facebook/").content.decode()
    json = browser.post(f"{world.url}work/facebook/", filled(), headers={"Accept": "application/json"})
    assert json.status_code == 200
    assert Client().post(f"{world.url}group/", {}, headers={"Accept": "application/json"}).status_code == 401


def test_the_group_talks(world):
    world.post(world.place, "group/", text="Hello there")
    said = Post.objects.get()
    world.post(world.chief, "group/", text="Welcome", answers=said.pk)
    assert world.post(world.place, "group/", text=" ").status_code == 422
    assert world.post(world.place, "group/", text=" ", answers=said.pk).status_code == 422
    assert world.post(world.stranger, "group/", text="Me", answers=said.pk).status_code == 404
    browser = client(world.chief)
    browser.post(f"{world.url}group/", {"do": "take-out", "post": said.pk})
    page = browser.get(f"{world.url}group/").content.decode()
    assert "This post was taken out." in page
    assert "Hello there" not in page
    assert "Welcome" in page
    browser.post(f"{world.url}group/", {"do": "put-back", "post": said.pk})
    assert "Hello there" in browser.get(f"{world.url}group/").content.decode()


def test_what_is_new_is_marked_once(world):
    world.get(world.mate, "group/")
    with time_machine.travel(AFTER + timedelta(hours=1), tick=False):
        world.post(world.place, "group/", text="Hello there")
        assert "New since you were here" in world.get(world.mate, "group/").content.decode()
        assert "New since you were here" not in world.get(world.mate, "group/").content.decode()


def test_those_who_run_it_read_every_group(world):
    posts.post(group=world.other, text="Second words", answers=None, by=world.stranger.user, at=AFTER)
    assert "Second words" in world.get(world.office, "group/?group=2").content.decode()
    assert "Second words" not in world.get(world.chief, "group/?group=2").content.decode()
    assert world.get(world.office, "group/?group=9").status_code == 404


def test_attendance_is_one_page_with_everybody_present(world):
    meeting = Meeting.objects.order_by("begins_at")[0]
    page = world.get(world.chief, f"schedule/{meeting.pk}/attendance/").content.decode()
    assert page.count('value="present" checked') == 2
    marks = {
        f"how-{world.place.pk}": "absent",
        f"was-{world.place.pk}": "",
        f"how-{world.mate.pk}": "present",
    }
    world.post(world.chief, f"schedule/{meeting.pk}/attendance/", **marks)
    assert dict(Attendance.objects.values_list("place", "how")) == {
        world.place.pk: "absent",
        world.mate.pk: "present",
    }
    answer = world.post(
        world.office, f"schedule/{meeting.pk}/attendance/", **{**marks, f"how-{world.place.pk}": "excused"}
    )
    assert answer.status_code == 409
    assert "Theirs stands" in answer.content.decode()


def test_the_desk_says_who_is_stuck_and_what_to_do(world):
    for meeting in Meeting.objects.all():
        Attendance.objects.create(
            meeting=meeting, place=world.mate, how="absent", by=world.chief.user, at=AFTER
        )
    page = world.get(world.chief, "desk/").content.decode()
    assert "Missed 4 meetings in a row" in page
    assert world.stranger.user.name not in page
    assert world.stranger.user.name in world.get(world.office, "desk/").content.decode()
    world.post(world.chief, f"desk/{world.mate.pk}/", text="Called her.")
    assert Note.objects.get().text == "Called her."
    assert world.post(world.chief, f"desk/{world.stranger.pk}/", text="No.").status_code == 404


def test_the_desk_takes_as_many_queries_for_forty_as_for_three(world, django_assert_max_num_queries):
    office = client(world.office)
    office.get(f"{world.url}desk/")
    with django_assert_max_num_queries(20):
        office.get(f"{world.url}desk/")
    for number in range(37):
        resident(world.cohort, (world.chief, world.other)[number % 2]) if number < 10 else resident(
            world.cohort
        )
    with django_assert_max_num_queries(20):
        office.get(f"{world.url}desk/")


def test_the_office_completes_with_a_reason(world):
    assert world.post(world.office, f"desk/{world.place.pk}/", do="complete", why="").status_code == 422
    world.post(world.office, f"desk/{world.place.pk}/", do="complete", why="She led a session.")
    world.place.refresh_from_db()
    assert world.place.completed_at == AFTER


def test_a_meeting_is_changed_added_taken_out_and_put_back(world):
    one = Meeting.objects.order_by("begins_at")[0]
    new = {
        "title": "Hello",
        "kind": "talk",
        "day": "2026-03-11",
        "begins": "09:00",
        "ends": "09:45",
        "version": 1,
    }
    world.post(world.chief, f"schedule/{one.pk}/", **new)
    one.refresh_from_db()
    assert (one.title, one.begins_at) == ("Hello", MORNING + timedelta(days=1))
    late = world.post(world.office, f"schedule/{one.pk}/", **{**new, "title": "Else"})
    assert late.status_code == 409
    assert 'value="Else"' in late.content.decode()
    assert world.post(world.chief, "schedule/new/", **{**new, "ends": "08:00"}).status_code == 422
    assert world.post(world.chief, "schedule/new/", **{**new, "kind": "rotation"}).status_code == 422
    world.post(world.chief, "schedule/new/", **{**new, "kind": "rotation", "round": 3})
    assert Meeting.objects.filter(round=3).count() == 1
    world.post(world.chief, "schedule/", do="take-out", meeting=one.pk)
    assert Meeting.objects.held().count() == 5
    world.post(world.chief, "schedule/", do="put-back", meeting=one.pk)
    assert Meeting.objects.held().count() == 6


def test_a_plan_is_begun_from_here(world):
    assert world.post(world.place, "plan/", do="begin", title="").status_code == 422
    answer = world.post(world.place, "plan/", do="begin", title="Our plan", organization_name="Mercy")
    world.place.refresh_from_db()
    assert answer.headers["Location"] == world.place.plan.get_absolute_url()
    world.post(world.mate, "plan/", do="choose", plan=world.place.plan.code)
    world.mate.refresh_from_db()
    assert world.mate.plan is None


def test_the_calendar_is_read_by_its_secret_and_no_longer_once_it_is_renewed(world):
    world.post(world.place)
    world.place.refresh_from_db()
    old = f"/residency/calendar/{world.place.calendar_key}.ics"
    text = Client().get(old).content.decode()
    assert "SUMMARY:First rotation: Facebook\r\n" in text
    assert "DTSTART:20260310T140000Z\r\n" in text
    addresses.renew(whose=world.place, by=world.place.user, at=AFTER)
    assert Client().get(old).status_code == 404
    assert Client().get("/residency/calendar/.ics").status_code == 404
    key = addresses.renew(whose=world.chief, by=world.chief.user, at=AFTER)
    assert Client().get(f"/residency/calendar/{key}.ics").status_code == 200
    Chief.objects.update(ended_at=AFTER)
    assert Client().get(f"/residency/calendar/{key}.ics").status_code == 404


def test_the_residents_of_a_group_are_told_from_its_chief(client):
    of = cohort()
    lead = chief(of)
    one = resident(of, lead)
    client.force_login(lead.user)
    text = client.get(f"/residency/cohorts/{of.slug}/group/").content.decode()
    assert f"Chief resident: {lead.user.name}. Residents: {one.user.name}" in text
    client.force_login(one.user)
    assert (
        'href="/plans/"'
        in client.get(f"/residency/cohorts/{of.slug}/plan/")
        .content.decode()
        .partition("<h1>")[2]
        .partition("</p>")[0]
    )


def test_whoever_has_completed_it_takes_a_certificate_home(world):
    assert world.get(world.place, "certificate.pdf").status_code == 404
    completing.complete(place=world.place, why="She taught it.", by=world.office, at=AFTER)
    assert "certificate.pdf" in world.get(world.place).content.decode()
    answer = world.get(world.place, "certificate.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert b"/MarkInfo" in answer.content
    assert f"/badges/awards/{badge_of(world.place).code}/".encode() in answer.content
    for who in (world.mate, world.chief, world.office):
        assert world.get(who, "certificate.pdf").status_code == 404
    assert world.post(world.place, "certificate.pdf").status_code == 404
