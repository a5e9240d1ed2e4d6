"""A visitor becomes a guest in a minute, reads a sample to its end, and meets the edge of what is for members."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from rounds.content.starter import load
from rounds.directory.sample import make_example_hospital
from rounds.mail.models import Message
from rounds.memberships.sample import make_sample_network
from rounds.users.sample import create_sample_people
from rounds.users.tests.codes import code_in
from tests.plugins.browser import sign_in

WIDTHS = [320, 1440]
SAMPLE = "/resources/crisis-checklist/"
CLOSED = "/resources/measuring/"
AT_ITS_END = "Within a month: go through this page"


@pytest.fixture(autouse=True)
def library(live_server: Any) -> None:
    load(at=timezone.now())


@pytest.fixture
def network(live_server: Any) -> None:
    create_sample_people()
    make_example_hospital(at=timezone.now())
    make_sample_network(at=timezone.now())


def test_a_visitor_becomes_a_guest_and_reads_a_sample(browser_page: Page) -> None:
    page = browser_page
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Resources").first.click()
    page.get_by_role("link", name="Crisis checklist").click()
    expect(page.get_by_role("heading", name="The rest is for guests")).to_be_visible()
    expect(page.get_by_text(AT_ITS_END)).to_have_count(0)

    page.get_by_role("link", name="Become a guest").click()
    page.get_by_label("Email").fill("vera.new@example.org")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/confirm-email/")
    page.get_by_label("Code").fill(code_in(Message.objects.latest("pk")))
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{SAMPLE}")
    expect(page.get_by_text("A sample from the members’ library")).to_be_visible()
    expect(page.get_by_text(AT_ITS_END)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Crisis checklist, to print, PDF").click()
    assert download.value.suggested_filename.startswith("crisis-checklist")

    page.goto(CLOSED)
    expect(page.get_by_role("heading", name="The rest is for members")).to_be_visible()
    expect(page.get_by_role("link", name="See what membership brings")).to_be_visible()
    expect(page.get_by_role("heading", name="Rules for honest numbers")).to_have_count(0)

    page.get_by_role("navigation").get_by_role("link", name="Me", exact=True).click()
    expect(page.get_by_text("You are a guest")).to_be_visible()


def test_the_library_has_no_fault_and_fits_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    for address in (
        "/resources/",
        "/resources/?q=nothing-like-it",
        "/resources/three-violations/",
        SAMPLE,
        CLOSED,
    ):
        for width in WIDTHS:
            browser_page.set_viewport_size({"width": width, "height": 900})
            browser_page.goto(address)
            assert axe(browser_page) == [], (address, width)
            assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


def test_ones_own_page_has_no_fault_and_fits_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]], network: None
) -> None:
    for email in ("visitor@example.org", "leader@example.org", "lapsed@example.org", "admin@example.org"):
        browser_page.context.clear_cookies()
        sign_in(browser_page, email, next="/me/")
        for width in WIDTHS:
            browser_page.set_viewport_size({"width": width, "height": 900})
            browser_page.goto("/me/")
            assert axe(browser_page) == [], (email, width)
            assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
