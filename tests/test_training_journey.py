"""Training from end to end: a guest takes a sample lesson; a member passes a course, claims its credit, takes the
certificate and the badge along, and reviews a week later."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from rounds.badges import baking
from rounds.courses import starter
from rounds.courses.credit import designate_course
from rounds.courses.models import Course, Enrolment, Review
from rounds.courses.tests.check_cases import SINGLE, TRUE, course
from rounds.credits.actions.designating import add_accreditor
from rounds.directory.sample import make_example_hospital
from rounds.memberships.sample import make_sample_network
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def network(live_server: Any) -> None:
    create_sample_people()
    make_example_hospital(at=timezone.now())
    make_sample_network(at=timezone.now())


def press(page: Page, name: str, role: Any = "button") -> None:
    page.wait_for_load_state()
    page.get_by_role(role, name=name).first.press("Enter")


def test_a_guest_takes_a_sample_lesson_and_meets_the_edge(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    starter.load(at=timezone.now())
    page = browser_page
    sign_in(page, "visitor@example.org", next="/courses/")
    press(page, "Professionalism, risk and compliance", "link")
    expect(page.get_by_role("heading", name="The rest is for members")).to_be_visible()
    press(page, "The same rules, a faster hallway", "link")
    expect(page.get_by_role("heading", name="What boards see")).to_be_visible()
    assert axe(page) == []
    press(page, "Go to the check", "link")
    page.get_by_role("radio", name="False").press("Space")
    press(page, "Show what is right")
    expect(page.get_by_text("This was practice: nothing of it is kept.")).to_be_visible()
    assert axe(page) == []
    assert not Enrolment.objects.exists()

    page.goto("/courses/pro-101/")
    press(page, "Patients in your messages", "link")
    expect(page.get_by_role("heading", name="The rest is for members")).to_be_visible()
    expect(page.get_by_text("The first violation rarely looks like one.")).to_have_count(0)


def test_a_member_passes_claims_takes_along_and_reviews_a_week_later(browser_page: Page) -> None:
    page, of = browser_page, _designated()
    sign_in(page, "member@example.org", next=f"/courses/{of.slug}/")
    expect(page.get_by_text("Sample Partner designates this for at most")).to_be_visible()
    press(page, "Begin")
    _pass_the_check(page)
    page.goto(f"/courses/{of.slug}/two/")
    press(page, "Done")
    page.goto(f"/courses/{of.slug}/")
    expect(page.get_by_text("Passed on")).to_be_visible()
    enrolment = Enrolment.objects.get()
    assert enrolment.completed_at
    assert enrolment.passed_at

    _claim(page)
    _take_the_badge(page)
    _review(page)


def _designated() -> Course:
    of = course(SINGLE, TRUE, zone="member")
    now = timezone.now()
    to = {"name": "Sample Partner", "unit": "Sample credits"}
    designate_course(
        course=of, accreditor=add_accreditor(to=to, by=None, at=now - WEEK), by=None, at=now - WEEK
    )
    return of


def _pass_the_check(page: Page) -> None:
    press(page, "Lesson one", "link")
    press(page, "Go to the check", "link")
    press(page, "Begin the check")
    page.get_by_role("radio", name="Yes").press("Space")
    page.get_by_role("radio", name="True").press("Space")
    press(page, "Hand in")
    expect(page.get_by_text("Passed. 80 were needed.")).to_be_visible()


def _claim(page: Page) -> None:
    press(page, "Claim credit", "link")
    press(page, "Claim the credit")
    with page.expect_download() as download:
        page.get_by_role("link", name="Certificate as PDF").click()
    pdf = PdfReader(BytesIO(download.value.path().read_bytes()))
    text = " ".join(" ".join(one.extract_text().split()) for one in pdf.pages)
    assert "Mia Member" in text
    assert "Sample Partner" in text


def _take_the_badge(page: Page) -> None:
    page.goto("/me/badges/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Picture").first.click()
    assert "Course PRO 101" in (baking.read(download.value.path().read_bytes()) or "")


def _review(page: Page) -> None:
    with time_machine.travel(timezone.now() + WEEK, tick=True):
        page.goto("/me/learning/")
        press(page, "Review now", "link")
        press(page, "Show the answer")
        press(page, "Good")
        page.wait_for_load_state()
        expect(page.get_by_text("Card 2 of 2")).to_be_visible()
        review = Review.objects.get()
        assert (review.rating, review.on) == (3, timezone.localdate())
