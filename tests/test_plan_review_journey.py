"""A plan that three people wrote is sent, returned clause by clause, mended, accepted and printed, by keyboard."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from rounds.plans import rubric
from rounds.plans.models import Review, StrategicPlan
from rounds.plans.tests.review_cases import rate_all, whole_plan
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in, watched_page

LEAD, REVIEWER, NAMER = "leader@example.org", "instructor@example.org", "team@example.org"
CRITERIA = rubric.current().criteria


def person(email: str) -> User:
    return User.objects.get(email=email)


def press(page: Page, button: Locator) -> None:
    """By keyboard, once the scripts of the page are there."""
    page.wait_for_load_state()
    button.focus()
    page.keyboard.press("Enter")


@pytest.fixture
def plan(live_server: Any, settings: Any) -> StrategicPlan:
    settings.STAFF_NEED_MFA = False
    create_sample_people()
    plan = whole_plan(person(LEAD), person("member@example.org"), person("visitor@example.org"))
    plan.tactics.update(owner_name="")  # something that a reviewer would ask about
    return plan


def test_a_plan_is_returned_clause_by_clause_mended_accepted_and_printed(
    browser: Browser, live_server: Any, settings: Any, plan: StrategicPlan, axe: Callable[[Page], list[str]]
) -> None:
    settings.PUBLIC_URL = live_server.url
    _is_sent(browser, live_server.url, plan, axe)
    _is_given_to_a_reviewer(browser, live_server.url)
    _is_returned(browser, live_server.url, plan, axe)
    _is_mended(browser, live_server.url, plan, axe)
    _is_accepted_and_printed(browser, live_server.url, plan, axe)


def _is_sent(browser: Browser, url: str, plan: StrategicPlan, axe: Callable[[Page], list[str]]) -> None:
    with watched_page(browser, url) as page:
        sign_in(page, LEAD, next=f"/plans/{plan.code}/send/")
        expect(page.get_by_text("Nobody owns “A nurse answers questions”. Name one person.")).to_be_visible()
        assert axe(page) == []
        press(page, page.get_by_role("button", name="Send it"))
        expect(page.get_by_text("In review since")).to_be_visible()
        expect(page.get_by_role("button", name="Take it back")).to_be_visible()
        assert axe(page) == []


def _is_given_to_a_reviewer(browser: Browser, url: str) -> None:
    with watched_page(browser, url) as page:
        sign_in(page, NAMER, next="/office/strategic-plans/")
        expect(page.get_by_text("to be named")).to_be_visible()
        press(page, page.get_by_role("link", name="Heard across the county"))
        page.get_by_role("radio", name="Ines Instructor").focus()
        page.keyboard.press("Space")
        press(page, page.get_by_role("button", name="Name them"))
        expect(page.get_by_text("Ines Instructor reviews it, and is told.")).to_be_visible()


def _is_returned(browser: Browser, url: str, plan: StrategicPlan, axe: Callable[[Page], list[str]]) -> None:
    with watched_page(browser, url) as page:
        sign_in(page, REVIEWER, next="/me/plan-reviews/")
        assert axe(page) == []
        press(page, page.get_by_role("link", name="Heard across the county"))
        expect(page.get_by_role("heading", name="Your review")).to_be_visible()
        assert axe(page) == []
        for one in CRITERIA:
            page.locator(f"#level-{one.key}-2").focus()
            page.keyboard.press("Space")
        tactics = page.locator("#tactics")
        tactics.get_by_text("Remark on this section").focus()
        page.keyboard.press("Enter")
        tactics.get_by_label("The words it is about").fill("A nurse answers questions")
        tactics.get_by_label("What would mend it").fill("Which nurse? Name her.")
        expect(page.locator("#desk-saved")).to_contain_text("Saved at")
        review = Review.objects.get()
        expect(page.locator("#new-tactics-pk")).not_to_have_value("0")
        assert (review.ratings.count(), review.remarks.get().text) == (
            len(CRITERIA),
            "Which nurse? Name her.",
        )

        page.reload()  # nothing was lost
        expect(tactics.get_by_label("What would mend it").first).to_have_value("Which nurse? Name her.")
        page.get_by_label("comes back with my remarks").focus()
        page.keyboard.press("Space")
        press(page, page.get_by_role("button", name="Decide, and tell the authors"))
        expect(page.get_by_text("Say in a few words why the plan comes back.")).to_be_visible()
        assert axe(page) == []
        page.get_by_label("In a few words: why").fill("Clear goals. One tactic has nobody.")
        press(page, page.get_by_role("button", name="Decide, and tell the authors"))
        expect(page.get_by_text("Decided. The authors are told, with your reasons.")).to_be_visible()


def _is_mended(browser: Browser, url: str, plan: StrategicPlan, axe: Callable[[Page], list[str]]) -> None:
    with watched_page(browser, url) as page:
        sign_in(page, LEAD, next=f"/plans/{plan.code}/sections/tactics/")
        expect(page.get_by_text("Which nurse? Name her.", exact=True)).to_be_visible()
        assert axe(page) == []
        plan.tactics.update(owner_name="Kim Ostrow")
        press(page, page.get_by_role("link", name="Answer it"))
        expect(page.get_by_role("heading", name="What the reviewer said")).to_be_visible()
        assert axe(page) == []
        page.get_by_label("Your answer").fill("Kim Ostrow does, and has said yes.")
        press(page, page.get_by_role("button", name="Save the answer"))
        expect(page.get_by_text("Your answer is kept.")).to_be_visible()
        page.goto(f"/plans/{plan.code}/editions/")
        assert axe(page) == []
        press(page, page.get_by_role("link", name="What changed since"))
        expect(page.get_by_text("Kim Ostrow")).to_be_visible()
        assert axe(page) == []
        page.goto(f"/plans/{plan.code}/send/")
        press(page, page.get_by_role("button", name="Send it"))
        expect(page.get_by_text("Ines Instructor reads it.")).to_be_visible()


def _is_accepted_and_printed(
    browser: Browser, url: str, plan: StrategicPlan, axe: Callable[[Page], list[str]]
) -> None:
    with watched_page(browser, url) as page:
        sign_in(page, REVIEWER, next=f"/plans/{plan.code}/review/")
        expect(page.get_by_text("Kim Ostrow does, and has said yes.")).to_be_visible()
        assert axe(page) == []
    review = Review.objects.get(decided_at=None)
    rate_all(review)
    with watched_page(browser, url) as page:
        sign_in(page, REVIEWER, next=f"/plans/{plan.code}/review/")
        page.get_by_label("In a few words: why").fill("Every tactic has somebody.")
        page.get_by_label("is accepted").focus()
        page.keyboard.press("Space")
        press(page, page.get_by_role("button", name="Decide, and tell the authors"))
        expect(page.get_by_text("Decided. The authors are told, with your reasons.")).to_be_visible()
    with watched_page(browser, url) as page:
        sign_in(page, LEAD, next=f"/plans/{plan.code}/send/")
        expect(page.get_by_role("heading", name="Accepted on")).to_be_visible()
        assert axe(page) == []
        with page.expect_download() as download:
            press(page, page.get_by_role("link", name="Print it (PDF)"))
        said = PdfReader(BytesIO(Path(download.value.path()).read_bytes())).pages[0].extract_text()
        assert "Accepted on" in said
        assert "Heard across the county" in said
