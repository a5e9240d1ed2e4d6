"""Somebody finds, by keyboard alone, the moment at which something is said in an episode."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from rounds.content.models import Episode, Library, Podcast
from rounds.media.models import Recording, Track

VTT = """WEBVTT

00:00:01.000 --> 00:00:09.000
Welcome to the show about hospitals.

00:01:35.000 --> 00:01:42.000
Rumors about vaccines travel faster than answers.
"""
pytestmark = pytest.mark.browser


@pytest.fixture
def episode(live_server: object) -> Episode:
    recording = Recording.objects.create(
        kind="audio", title="One", elsewhere="https://example.org/one.mp3", added_at=timezone.now()
    )
    Track.objects.create(recording=recording, vtt=VTT, changed_at=timezone.now())
    podcast = (
        Library.objects.get()
        .get_parent()
        .add_child(instance=Podcast(title="Rounds", slug="show", made_by="us"))
    )
    told = {"title": "Answering rumors", "summary": "What to say.", "opening": "An hour with nurses."}
    made = podcast.add_child(instance=Episode(slug="one", recording=recording, zone="public", **told))
    made.save_revision().publish()
    return made


@pytest.mark.usefixtures("episode")
def test_a_moment_is_found_by_keyboard(browser_page: Page, axe: Callable[[Page], list[str]]) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/about/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search everything")
    expect(box).to_be_focused()
    page.keyboard.type("vacc")
    first = page.get_by_role("option").first
    expect(first).to_have_text("vaccines")
    assert axe(page) == []
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/search/\?q=vaccines$"))
    expect(page.locator(".result-line")).to_contain_text("1 result for “vaccines”")
    expect(page.locator("mark").first).to_have_text("vaccines")
    assert axe(page) == []
    moment = page.get_by_role("link", name="From 1:35")
    moment.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/show/one/#t=95$"))
    expect(page.get_by_role("heading", name="Answering rumors")).to_be_visible()


@pytest.mark.usefixtures("episode")
def test_without_scripts_the_box_is_a_form_and_a_phone_has_the_way_to_it(browser_page: Page) -> None:
    page = browser_page
    page.route("**/*.js", lambda route: route.abort())
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/about/")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Words to look for").fill("rumors")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Answering rumors")).to_be_visible()
    page.wait_for_load_state("load")  # with its styles
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
