"""The residency from both sides: a member without the prerequisites is told, goes on and applies; the office finds
that a cohort of nine needs two chiefs, by keyboard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from rounds.courses.models import Enrolment
from rounds.courses.tests.course_cases import published
from rounds.directory.sample import make_example_hospital
from rounds.memberships.sample import make_sample_network
from rounds.memberships.tests.factories import UserFactory
from rounds.residency.actions.cohorts import announce, make_cohort
from rounds.residency.actions.programs import make_program
from rounds.residency.models import Application, Cohort, Place
from rounds.residency.tests.cases import resident
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

Axe = Callable[[Page], list[str]]


@pytest.fixture
def cohort(live_server: Any, settings: Any) -> Cohort:
    settings.STAFF_NEED_MFA = False
    now = timezone.now()
    create_sample_people()
    make_example_hospital(at=now)
    make_sample_network(at=now)
    course = published("PRO 101", title="Professionalism")
    told = {"slug": "residency", "title": "A day of rounds", "summary": "Rotate through the platforms."}
    program = make_program(to=told, before=[(course, True)], by=None, at=now)
    first = (now + timedelta(days=90)).date()
    made = make_cohort(
        program=program,
        to={
            "slug": "spring",
            "title": "Spring cohort",
            "mode": "online",
            "time_zone": "America/Chicago",
            "begins_on": first,
            "ends_on": first,
            "places": 16,
            "fee_cents": 450_00,
            "applications_close_at": now + timedelta(days=60),
        },
        by=None,
        at=now,
    )
    return announce(cohort=made, by=None, at=now)


def press(page: Page, what: Locator) -> None:
    """By keyboard."""
    page.wait_for_load_state()
    what.focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_member_without_the_prerequisites_is_told_what_is_missing_then_applies(
    browser_page: Page, axe: Axe, cohort: Cohort, width: int
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/residency/")
    assert axe(page) == []
    press(page, page.get_by_role("link", name="A day of rounds"))
    expect(page.get_by_text("16 places left")).to_be_visible()
    assert axe(page) == []
    sign_in(page, "member@example.org", next="/residency/cohorts/spring/apply/")
    expect(page.get_by_text("Not begun yet")).to_be_visible()
    page.get_by_label("What you do, and where").fill("Nurse, Harbor View")
    page.get_by_label("Why you want to come").fill("To answer patients well.")
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()
    press(page, page.get_by_role("button", name="Send the application"))
    expect(page.get_by_text("Still missing before a place: Professionalism.")).to_be_visible()
    expect(page.get_by_label("Why you want to come")).to_have_value("To answer patients well.")
    assert axe(page) == []

    press(page, page.get_by_role("link", name="Professionalism").first)
    press(page, page.get_by_role("button", name="Begin").first)
    expect(page.get_by_text("Lesson one").first).to_be_visible()
    Enrolment.objects.update(completed_at=timezone.now(), passed_at=timezone.now())
    page.goto("/residency/cohorts/spring/apply/")
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()
    press(page, page.get_by_role("button", name="Send the application"))
    expect(page.get_by_text("Sent. We read it and write to you.").first).to_be_visible()
    assert axe(page) == []
    page.goto("/me/residency/")
    assert axe(page) == []
    assert Application.objects.get().state == "sent"


def test_a_cohort_of_nine_needs_two_chiefs(browser_page: Page, axe: Axe, cohort: Cohort) -> None:
    page = browser_page
    for number in range(9):
        resident(cohort, UserFactory(name=f"Resident {number}"))
    for name in ("lead", "second"):
        user = UserFactory(email=f"{name}@example.org", name=name.title())
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    sign_in(page, "admin@example.org", next="/office/residency/")
    assert axe(page) == []
    press(page, page.get_by_role("link", name="Spring cohort"))
    name_chief(page, "lead@example.org")
    expect(page.get_by_text("9 residents need 2 chiefs; you have 1.")).to_be_visible()
    press(page, page.get_by_role("button", name="Spread the 9 without a chief evenly"))
    expect(page.get_by_text("9 residents need 2 chief residents, eight to each")).to_be_visible()
    press(page, page.get_by_role("button", name="Begin it"))
    expect(page.get_by_text("A cohort begins when every resident has a chief.")).to_be_visible()
    name_chief(page, "second@example.org")
    assert axe(page) == []
    press(page, page.get_by_role("button", name="Spread the 9 without a chief evenly"))
    expect(page.get_by_text("9 residents have a chief now.")).to_be_visible()
    expect(page.get_by_text("5 of 8 seats")).to_be_visible()
    press(page, page.get_by_role("button", name="Begin it"))
    expect(page.get_by_text("Running")).to_be_visible()
    assert sorted(Place.objects.values_list("seat", flat=True)) == [1, 1, 2, 2, 3, 3, 4, 4, 5]
    page.goto(f"/office/residency/cohorts/{cohort.pk}/about/")
    assert axe(page) == []


def name_chief(page: Page, email: str) -> None:
    page.wait_for_load_state()
    page.locator("#id_email").fill(email)
    press(page, page.get_by_role("button", name="Name a chief resident"))
    expect(page.get_by_text("is a chief resident of this cohort.")).to_be_visible()
