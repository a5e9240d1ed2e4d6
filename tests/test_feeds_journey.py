"""A member makes a private feed, copies its address, hears by it, and takes it back."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rounds.content.models import PrivateFeed
from rounds.content.tests import shows
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

WIDTHS = [320, 1440]


@pytest.fixture(autouse=True)
def show(live_server: Any, settings: Any, tmp_path: Any) -> None:
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": kept}
    settings.PUBLIC_URL = live_server.url
    create_sample_people()
    aloud = shows.podcast()
    shows.episode(aloud, "for-all", season=1)
    shows.episode(aloud, "for-guests", zone="guest", season=2)
    shows.video(shows.videos(), zone="public")


def test_a_private_feed_is_made_copied_heard_and_taken_back(browser_page: Page) -> None:
    page = browser_page
    sign_in(page, "editor@example.org", next="/aloud/")
    page.get_by_role("link", name="an address of their own").click()
    expect(page.get_by_role("heading", name="Your feeds")).to_be_visible()

    page.get_by_role("button", name="Make an address for Rounds aloud").click()
    address = page.get_by_label("Private address").input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()

    heard = page.request.get(address)
    assert (heard.status, heard.text().count("<enclosure ")) == (200, 2)

    page.goto("/me/feeds/")
    expect(page.get_by_text("· last fetched")).to_be_visible()
    expect(page.get_by_label("Private address")).to_have_count(0)
    page.get_by_role("button", name="Take back the address for Rounds aloud").click()
    expect(page.get_by_text("The address no longer works.")).to_be_visible()
    assert page.request.get(address).status == 410
    assert not PrivateFeed.objects.in_force().exists()


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_shows_and_ones_own_feeds_are_accessible(
    width: int, browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/aloud/", "/aloud/for-all/", "/aloud/for-guests/", "/watch/", "/watch/a-video/"):
        page.goto(path)
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    sign_in(page, "editor@example.org", next="/me/feeds/")
    page.get_by_role("button", name="Make an address for Everything new").click()
    expect(page.get_by_label("Private address")).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
