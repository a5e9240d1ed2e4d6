"""A chief's day, and a resident who loses the connection in mid-sentence. By keyboard, with axe at every stop."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from rounds.residency.models import Attendance, Chief, Cohort, Meeting, Note, Place, Post, Work
from rounds.residency.tests.working_cases import chief, cohort, resident
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from rounds.users.tests.factories import person
from tests.plugins.browser import sign_in, watched_page

WIDTHS = [320, 1280]
DAY = timedelta(days=1)
BOOK = "Youtube"  # of the first group in the second round


@pytest.fixture
def spring(browser_page: Page) -> Cohort:
    """It began two days ago; two meetings are over, one is now. "member" and Sam are in the group of "instructor"."""
    create_sample_people()
    now = timezone.now()
    of = cohort(
        begins_on=(now - 2 * DAY).date(), ends_on=(now + DAY).date(), plan_due_on=(now + 5 * DAY).date()
    )
    lead = chief(of, user=User.objects.get(email="instructor@example.org"))
    resident(of, lead, user=User.objects.get(email="member@example.org"))
    sam = resident(of, lead, user=person("sam@example.org", "Sam Lee"))
    begins = {
        "Welcome": now - 2 * DAY,
        "First rotation": now - DAY,
        "Second rotation": now - timedelta(minutes=5),
    }
    for round, (title, at) in enumerate(begins.items()):
        Meeting.objects.create(
            cohort=of,
            kind="rotation" if round else "talk",
            title=title,
            round=round or None,
            begins_at=at,
            ends_at=at + timedelta(hours=1),
        )
    for meeting in Meeting.objects.filter(begins_at__lt=now - timedelta(hours=1)):
        for place in Place.objects.all():
            how = "absent" if place == sam else "present"
            Attendance.objects.create(meeting=meeting, place=place, how=how, by=lead.user, at=now)
    return of


def faults(page: Page, axe: Callable[[Page], list[str]], where: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{where}, {width}: {fault}" for fault in axe(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{where}, {width}: wider than the screen")
    return found


def test_the_day_of_a_chief_by_keyboard(
    browser_page: Page, spring: Cohort, axe: Callable[[Page], list[str]]
) -> None:
    page, here = browser_page, f"/residency/cohorts/{spring.slug}/"
    sign_in(page, "instructor@example.org", next=f"{here}desk/")
    expect(page.get_by_text("Missed 2 meetings in a row")).to_be_visible()
    found = faults(page, axe, "desk")

    page.get_by_role("link", name="Mark attendance Second rotation").press("Enter")
    sam = page.get_by_role("group", name="Sam Lee")
    expect(sam.get_by_label("Present")).to_be_checked()
    found += faults(page, axe, "attendance")
    sam.get_by_label("Present").focus()
    page.keyboard.press("ArrowRight")
    expect(sam.get_by_label("Absent")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Missed 3 meetings in a row")).to_be_visible()
    assert sorted(
        Attendance.objects.filter(meeting__title="Second rotation").values_list("how", flat=True)
    ) == [
        "absent",
        "present",
    ]

    page.get_by_role("link", name="Sam Lee", exact=True).press("Enter")
    page.get_by_role("textbox", name="Note").fill("Called him: new shifts. Back on Thursday.")
    page.get_by_role("button", name="Keep the note").press("Enter")
    expect(page.get_by_text("The note is kept.")).to_be_visible()
    assert Note.objects.get().place.user.email == "sam@example.org"
    found += faults(page, axe, "resident")

    page.get_by_role("link", name="Group", exact=True).press("Enter")
    page.get_by_label("What you say").fill("We meet again tomorrow. **Bring one question.**")
    page.get_by_role("button", name="Post").press("Enter")
    expect(page.get_by_text("Bring one question.")).to_be_visible()
    page.get_by_role("button", name="Take out what Ines Instructor said").press("Enter")
    expect(page.get_by_text("The post is taken out.")).to_be_visible()
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("Bring one question.")).to_be_visible()
    assert Post.objects.get().taken_out_at is None
    found += faults(page, axe, "group")

    page.get_by_role("link", name="Schedule", exact=True).press("Enter")
    found += faults(page, axe, "schedule")
    page.get_by_role("link", name="Change Welcome").press("Enter")
    page.get_by_label("Title").fill("Welcome, all")
    page.get_by_label("Title").press("Enter")
    expect(page.get_by_text("“Welcome, all” is saved.")).to_be_visible()
    assert found == []


def test_what_a_resident_types_without_a_connection_is_there_when_they_come_back(
    browser_page: Page, browser: Browser, live_server, spring: Cohort, axe: Callable[[Page], list[str]]
) -> None:
    page, here = browser_page, f"/residency/cohorts/{spring.slug}/"
    sign_in(page, "member@example.org", next=here)
    expect(page.get_by_role("heading", name="Now")).to_be_visible()
    found = faults(page, axe, "cohort")
    page.get_by_role("link", name="Open the workbook").press("Enter")
    page.wait_for_url("**/work/**")
    book = page.url
    work = page.get_by_label("Your work").first
    work.press_sequentially("The night shift answers")
    expect(page.get_by_text("Saved at").first).to_be_visible()
    assert Work.objects.get().text == "The night shift answers"

    page.context.set_offline(True)
    work.press("End")
    work.press_sequentially(" faster than we")
    expect(page.get_by_text("Not saved yet: no connection. It is kept on this device.")).to_be_visible()
    page.context.set_offline(False)
    page.goto(here)
    page.goto(book)
    expect(page.get_by_label("Your work").first).to_have_value("The night shift answers faster than we")
    found += faults(page, axe, "workbook")

    page.get_by_role("button", name="Save, and it is done").first.press("Enter")
    expect(page.get_by_text("Saved, and done.")).to_be_visible()
    assert Work.objects.get().text == "The night shift answers faster than we"
    assert Work.objects.get().done_at
    assert Chief.objects.count() == 1
    with watched_page(browser, live_server.url) as theirs:
        sign_in(theirs, "instructor@example.org", next=f"{here}desk/")
        theirs.get_by_role("link", name="Mia Member", exact=True).press("Enter")
        theirs.get_by_role("region", name="Workbooks").get_by_role("link", name=BOOK).press("Enter")
        expect(theirs.get_by_text("The night shift answers faster than we")).to_be_visible()
    assert found == []
