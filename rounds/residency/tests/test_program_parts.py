"""The office writes a program's schedule, its rotations and their tasks."""

import pytest

from rounds.residency.actions import rotations
from rounds.residency.actions.rotations import mark_of_part
from rounds.residency.actions.slots import mark_of_slot
from rounds.residency.models import Rotation, Slot, Task
from rounds.residency.tests import cases
from rounds.residency.tests.cases import NOW
from rounds.residency.tests.working_cases import runner

pytestmark = pytest.mark.django_db
HOUR = {"day": "1", "begins": "09:00", "minutes": "30", "kind": "talk", "title": "Welcome", "text": ""}
BOOK = {"title": "With YouTube", "platform": "youtube", "minutes": "30", "text": "Read first."}


@pytest.fixture
def office(client, settings):
    settings.STAFF_NEED_MFA = False
    client.force_login(runner())
    client.program = cases.program()
    client.here = f"/office/residency/programs/{client.program.pk}/"
    return client


def test_an_hour_is_added_changed_and_taken_out_and_cohorts_follow(office):
    cohort = cases.opened(of=office.program)
    there = f"{office.here}schedule/"
    assert office.post(f"{there}new/", {**HOUR, "minutes": "1"}).status_code == 422
    assert office.post(f"{there}new/", HOUR).status_code == 302
    slot = Slot.objects.get()
    assert (slot.begins, cohort.meetings.get().title) == (540, "Welcome")
    seen = mark_of_slot(slot)
    one = f"{there}{slot.pk}/"
    assert seen in office.get(one).content.decode()
    office.post(one, {**HOUR, "title": "Hello", "version": seen})
    assert cohort.meetings.get().title == "Hello"
    refused = office.post(one, {**HOUR, "title": "Mine", "version": seen})
    assert (refused.status_code, "Hello" in refused.content.decode()) == (409, True)
    assert "Hello" in office.get(there).content.decode()
    assert office.post(one, {"do": "take-out", "version": seen}).status_code == 409
    office.post(one, {"do": "take-out", "version": mark_of_slot(Slot.objects.get())})
    assert (Slot.objects.count(), cohort.meetings.count()) == (0, 0)


def test_what_a_hand_changed_stays_when_the_schedule_changes(office):
    cohort = cases.opened(of=office.program)
    office.post(f"{office.here}schedule/new/", HOUR)
    cohort.meetings.update(title="By hand")
    office.post(f"{office.here}schedule/new/", {**HOUR, "begins": "10:00"})
    assert cohort.meetings.get().title == "By hand"


def test_a_rotation_and_its_tasks_are_written_ordered_and_retired(office):
    there = f"{office.here}rotations/"
    assert office.get(there).status_code == 200
    assert office.post(f"{there}new/", {**BOOK, "platform": "none"}).status_code == 422
    for title in ("With YouTube", "With YouTube", "New"):
        office.post(f"{there}new/", {**BOOK, "title": title})
    keys = ["with-youtube", "with-youtube-2", "new-2"]
    assert list(Rotation.objects.order_by("position").values_list("key", flat=True)) == keys
    office.post(there, {"do": "up", "part": "new-2"})
    office.post(there, {"do": "up", "part": "with-youtube"})
    keys = ["with-youtube", "new-2", "with-youtube-2"]
    assert list(Rotation.objects.order_by("position").values_list("key", flat=True)) == keys
    book = f"{there}with-youtube/"
    for title in ("Watch", "Make"):
        assert office.post(f"{book}tasks/new/", {"title": title}).status_code == 302
    office.post(book, {"do": "up", "part": "make"})
    assert list(Task.objects.order_by("position").values_list("key", flat=True)) == ["make", "watch"]
    assert "Watch" in office.get(book).content.decode()
    office.post(f"{book}tasks/watch/", {"do": "retire"})
    assert Task.objects.get(key="watch").retired_at
    office.post(f"{book}tasks/watch/", {"do": "take-up"})
    assert not Task.objects.get(key="watch").retired_at
    office.post(book, {"do": "retire"})
    assert Rotation.objects.get(key="with-youtube").retired_at


def test_two_who_write_a_task_lose_nothing(office):
    rotation = rotations.add_rotation(program=office.program, to=BOOK, by=None, at=NOW)
    made = rotations.add_task(rotation=rotation, to={"title": "Watch"}, by=None, at=NOW)
    page, seen = f"{office.here}rotations/{rotation.key}/tasks/watch/", mark_of_part(made)
    assert seen in office.get(page).content.decode()
    office.post(page, {"title": "Theirs", "is_public": "on", "version": seen})
    refused = office.post(page, {"title": "Mine", "version": seen}).content.decode()
    assert "Theirs" in refused
    assert 'value="Mine"' in refused
    made.refresh_from_db()
    assert (made.title, made.key, made.is_public) == ("Theirs", "watch", True)
