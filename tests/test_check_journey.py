"""A learner takes a check by keyboard: it saves itself, another window is told, and the result helps on."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from rounds.courses.models import Answer, Attempt, Enrolment
from rounds.courses.tests.check_cases import (
    ESSAY,
    MATCHING,
    MULTIPLE,
    NUMERIC,
    ORDERING,
    SHORT,
    SINGLE,
    TRUE,
    course,
)
from rounds.memberships.tests.network_cases import person
from tests.plugins.browser import PASSWORD, sign_in

WIDTHS = [320, 1280]


@pytest.fixture
def learner(live_server: Any) -> Enrolment:
    of = course(SINGLE, MULTIPLE, TRUE, MATCHING, ORDERING, SHORT, NUMERIC, ESSAY, seconds_at_most=1_800)
    now = timezone.now()
    edition = of.editions.get()
    ann = person("Ann", "ann@example.org")
    ann.set_password(PASSWORD)
    ann.save(update_fields=["password"])
    return Enrolment.objects.create(user=ann, course=of, edition=edition, began_at=now, last_seen_at=now)


def press(page: Page, button: Locator) -> None:
    """By keyboard, once the scripts of the page are there."""
    page.wait_for_load_state()
    button.focus()
    page.keyboard.press("Enter")


def test_a_check_is_taken_by_keyboard_and_saves_itself(
    browser_page: Page, axe: Callable[[Page], list[str]], learner: Enrolment
) -> None:
    page, path = browser_page, f"/courses/{learner.course.slug}/one/check/"
    sign_in(page, "ann@example.org", next=path)
    _has_no_fault(page, axe)
    press(page, page.get_by_role("button", name="Begin the check"))
    expect(page.get_by_text(re.compile("(29|30) minutes left"))).to_be_visible()
    page.get_by_role("radio", name="Yes").focus()
    page.keyboard.press("Space")
    for name in ("this", "that"):
        page.get_by_role("checkbox", name=name).focus()
        page.keyboard.press("Space")
    page.get_by_role("radio", name="True").focus()
    page.keyboard.press("Space")
    _order(page)
    page.locator("input[inputmode=decimal]").fill("4,0")
    page.locator("textarea").fill("Because it is so.")
    expect(page.locator("[data-status-words]")).to_contain_text("Saved at")
    _has_no_fault(page, axe)
    assert Answer.objects.filter(question__kind="essay").get().given == "Because it is so."
    assert Answer.objects.filter(question__kind="ordering").get().given == [1, 2, 3]

    _in_another_window(page, path)
    press(page, page.get_by_role("button", name="Hand in", exact=True))
    expect(page.get_by_text("2 questions are not answered, or not entirely")).to_be_visible()
    _has_no_fault(page, axe)
    press(page, page.get_by_role("button", name="Hand in as it is"))
    expect(page.get_by_text("1 essay waits for a reader")).to_be_visible()
    _has_no_fault(page, axe)
    assert Attempt.objects.get().ended_at is not None


def test_a_connection_that_breaks_loses_no_keystroke(browser_page: Page, learner: Enrolment) -> None:
    page = browser_page
    sign_in(page, "ann@example.org", next=f"/courses/{learner.course.slug}/one/check/")
    press(page, page.get_by_role("button", name="Begin the check"))
    expect(page.locator("textarea")).to_be_visible()
    page.wait_for_load_state()
    page.route("**/check/", _broken)
    page.locator("textarea").fill("Typed without a connection.")
    expect(page.get_by_text("There is no connection.").first).to_be_visible()
    page.unroute("**/check/", _broken)
    expect(page.locator("[data-status-words]")).to_contain_text("Saved at", timeout=15_000)
    assert Answer.objects.get().given == "Typed without a connection."


def _broken(route: Route) -> None:
    if route.request.method == "POST":
        route.abort()
    else:
        route.fallback()


def _order(page: Page) -> None:
    """By the buttons, until a, b, c stand in order."""
    for item, place in (("a", 0), ("b", 1)):
        for _ in range(2):
            now = [line.strip() for line in page.locator("[data-line] label").all_inner_texts()]
            if now.index(item) > place:
                press(page, page.get_by_role("button", name=f"Move up: {item}"))


def _in_another_window(page: Page, path: str) -> None:
    other = page.context.new_page()
    other.goto(page.url.split("/courses/")[0] + path)
    other.locator("input[inputmode=decimal]").fill("5")
    expect(other.locator("[data-status-words]")).to_contain_text("Saved at")
    other.close()
    page.locator("input[inputmode=decimal]").fill("4")
    expect(
        page.get_by_text("You answered this in another window, too. What stands here now counts.").first
    ).to_be_visible()
    assert Answer.objects.filter(question__kind="numeric").get().given == "4"


def _has_no_fault(page: Page, axe: Callable[[Page], list[str]]) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            "document.documentElement.scrollWidth <= innerWidth"
        )  # once its styles are there
        assert axe(page) == [], width
