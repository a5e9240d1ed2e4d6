"""A listener plays a recording with captions, by keyboard alone; without script its words stand there too."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from rounds.media.models import Recording
from rounds.media.tests.factories import whole
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

EDITOR = "editor@example.org"


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Any) -> None:
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": kept}
    settings.STAFF_NEED_MFA = False


def preview(page: Page, name: str, moment: str = "") -> Recording:
    create_sample_people()
    found = whole(name)
    sign_in(page, EDITOR, next=f"/office/recordings/{found.pk}/preview/")
    if moment:
        page.goto(f"/office/recordings/{found.pk}/preview/{moment}")
        page.reload()
    return found


def now(page: Page) -> float:
    return page.evaluate("document.querySelector('.player__media').currentTime")


def is_paused(page: Page) -> bool:
    return page.evaluate("document.querySelector('.player__media').paused")


def tab_to(page: Page, name: str) -> None:
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label')") == name:
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_listener_plays_sound_with_captions_by_keyboard_alone(browser_page: Page) -> None:
    page = browser_page
    preview(page, "talk.mp3")
    tab_to(page, "Play")
    page.keyboard.press("Space")
    caption = page.locator("[data-caption]")
    expect(caption).to_have_text("Dr. Lee: Today we ask what a hospital's page is for.", timeout=20_000)
    expect(page.locator("[data-s].is-now")).to_have_text("Today we ask what a hospital's page is for.")
    page.keyboard.press("k")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert is_paused(page)

    page.keyboard.press("ArrowRight")
    expect(caption).to_have_text("Ana Ruiz: Write the names down, and ask again in a year.")
    page.keyboard.press(">")
    expect(page.get_by_label("Speed")).to_have_value("1.25")
    page.keyboard.press("<")
    page.keyboard.press("<")
    expect(page.get_by_label("Speed")).to_have_value("0.75")
    page.keyboard.press("c")
    expect(caption).to_be_hidden()
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Silent")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowLeft")
    assert now(page) < 6


def test_keys_are_left_to_whoever_types(browser_page: Page) -> None:
    page = browser_page
    preview(page, "talk.mp3")
    page.get_by_role("main").get_by_role("searchbox").focus()
    page.keyboard.type("puppy km")
    assert is_paused(page)
    expect(page.get_by_text("Not in it")).to_be_visible()
    for _letter in " km":
        page.keyboard.press("Backspace")
    expect(page.get_by_text("2 places")).to_be_visible()
    page.get_by_role("main").get_by_role("searchbox").fill("walks the puppy? that is")
    expect(page.get_by_text("1 place", exact=True)).to_be_visible()
    expect(page.locator(".transcript__part:visible")).to_have_count(1)


def test_chapters_and_times_lead_to_their_moment(browser_page: Page) -> None:
    page = browser_page
    preview(page, "talk.webm")
    chapter = page.get_by_role("link", name="0:09 Who walks the puppy")
    chapter.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-now]")).to_have_text(re.compile(r"^0:(09|1\d)$"))
    expect(chapter).to_have_attribute("aria-current", "true")
    page.get_by_text("Welcome to Rounds.").click()
    expect(page.locator("[data-now]")).to_have_text(re.compile(r"^0:0[0-8]$"))
    page.get_by_role("button", name="Pause", exact=True).press("Enter")
    assert is_paused(page)


def test_captions_stand_in_the_picture(browser_page: Page) -> None:
    page = browser_page
    preview(page, "talk.webm")
    mode = "Array.from(document.querySelector('video').textTracks, one => one.mode)"
    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate(mode) == ["showing"]
    page.get_by_role("button", name="Play", exact=True).focus()
    page.keyboard.press("c")
    assert page.evaluate(mode) == ["disabled"]


def test_an_address_with_a_moment_begins_there(browser_page: Page) -> None:
    page = browser_page
    preview(page, "talk.mp3", "#t=9")
    expect(page.locator("[data-now]")).to_have_text("0:09")
    expect(page.locator("[data-s].is-now")).to_have_text(
        "A page is like a puppy: it is easy to get, and it needs you every day."
    )


def test_this_browser_remembers_where_somebody_stopped(browser_page: Page) -> None:
    page = browser_page
    found = preview(page, "talk.mp3")
    page.evaluate(f"localStorage.setItem('rounds.moment.{found.pk}', '16')")
    page.reload()
    expect(page.get_by_text("Goes on where you stopped, at 0:16.")).to_be_visible()
    page.get_by_role("button", name="From the beginning").press("Enter")
    expect(page.locator("[data-now]")).to_have_text("0:00")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", ["talk.mp3", "talk.webm"])
def test_the_player_is_accessible_and_fits(
    browser_page: Page, axe: Callable[[Page], list[str]], name: str, width: int
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": 800})
    preview(page, name)
    page.get_by_text("Keys", exact=True).click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = """Array.from(document.querySelectorAll('.player__bar button, .player__bar select, .player__chapter'))
        .filter(one => one.offsetParent && (one.offsetHeight < 44 || one.offsetWidth < 44)).map(one => one.outerHTML)"""
    assert page.evaluate(small) == []


def test_without_script_the_browser_plays_and_each_time_leads_into_the_file(
    browser: Browser, live_server: Any, browser_page: Page
) -> None:
    found = preview(browser_page, "talk.mp3")
    cookies = browser_page.context.storage_state()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, storage_state=cookies)
    page = context.new_page()
    page.goto(f"/office/recordings/{found.pk}/preview/")
    audio = page.locator("audio")
    expect(audio).to_have_attribute("controls", "")
    expect(page.locator("[data-bar]")).to_be_hidden()
    expect(page.get_by_role("link", name="0:09", exact=True)).to_have_attribute(
        "href", f"/media/recordings/{found.pk}/{found.file_name}#t=9"
    )
    expect(page.get_by_text("Thank you for listening.")).to_be_visible()
    context.close()
