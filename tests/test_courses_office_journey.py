"""An author writes a course from nothing, by keyboard: an outline, a question, a card; sees it, and publishes it."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from rounds.courses.models import Course, Lesson
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

WIDTHS = [390, 1280]
AUTHOR = "editor@example.org"


@pytest.fixture(autouse=True)
def people(live_server: Any, settings: Any) -> None:
    settings.STAFF_NEED_MFA = False
    create_sample_people()


def press(page: Page, button: Locator) -> None:
    """By keyboard."""
    button.focus()
    page.keyboard.press("Enter")


def begin(page: Page) -> None:
    page.get_by_label("Title", exact=True).fill("Feeds")
    page.get_by_label("Code").fill("FEED 1")
    page.get_by_label("In one or two sentences").fill("What a feed is.")
    page.get_by_label("Who may take it").select_option("public")
    page.get_by_label("What one can do afterwards").fill("Tell a feed from a page.")
    page.get_by_label("Title of the first lesson").fill("A feed")
    page.get_by_label("Its text").fill("A feed is **new** things.")
    press(page, page.get_by_role("button", name="Keep as a draft"))
    expect(page.get_by_text("Kept as a draft.")).to_be_visible()


def write_a_question(page: Page) -> None:
    press(page, page.get_by_role("link", name="0 questions"))
    press(page, page.get_by_role("link", name="one answer"))
    page.get_by_label("Question").fill("What is in a feed?")
    answers = page.get_by_label("Answer", exact=True)
    answers.nth(0).fill("Old things")
    answers.nth(1).fill("New things")
    page.get_by_label("Right").nth(1).check()
    press(page, page.get_by_role("button", name="Move row 2 up"))
    expect(page.get_by_label("Answer", exact=True).nth(0)).to_have_value("New things")
    expect(page.get_by_label("Right").nth(0)).to_be_checked()
    press(page, page.get_by_role("button", name="Keep", exact=True).last)
    expect(page.get_by_role("link", name="What is in a feed?")).to_be_visible()


def write_a_card(page: Page) -> None:
    press(page, page.get_by_role("link", name="New review card"))
    page.get_by_label("Front").fill("What is a feed?")
    page.get_by_label("Back").fill("New things.")
    press(page, page.get_by_role("button", name="Keep", exact=True))
    expect(page.get_by_role("link", name="What is a feed?")).to_be_visible()


def test_an_author_writes_a_course_from_nothing_and_publishes_it(browser_page: Page) -> None:
    page = browser_page
    sign_in(page, AUTHOR, next="/office/courses/")
    press(page, page.get_by_role("link", name="New course"))
    begin(page)
    write_a_question(page)
    write_a_card(page)
    desk = f"/office/courses/{Course.objects.get().pk}/"
    page.goto(desk)

    press(page, page.get_by_role("link", name="New lesson in Feeds"))
    page.get_by_label("Title", exact=True).fill("A page")
    page.get_by_label("Text", exact=True).fill("A page is **there**.")
    press(page, page.get_by_role("button", name="See how it reads"))
    expect(page.locator(".course-preview strong")).to_have_text("there")
    press(page, page.get_by_role("button", name="Keep", exact=True).last)
    expect(page.get_by_text("“A page” is kept.")).to_be_visible()
    press(page, page.get_by_role("button", name="Move up: A page"))
    press(page, page.get_by_role("button", name="Take out: A feed"))
    press(page, page.get_by_role("button", name="Put back: A feed"))
    expect(page.get_by_text("“A feed” is back.")).to_be_visible()
    press(page, page.get_by_role("button", name="Publish it"))
    expect(page.get_by_text("Edition 1 is published.")).to_be_visible()

    edition = Course.objects.get().editions.published().get()
    assert list(edition.lessons.order_by("position").values_list("title", flat=True)) == ["A page", "A feed"]
    feed = edition.lessons.get(key="a-feed")
    right = [one["right"] for one in feed.questions.get().content["answers"]]
    assert (right, feed.cards.count()) == ([True, False], 1)


def test_the_pages_have_no_fault_and_fit_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    page = browser_page
    sign_in(page, AUTHOR, next="/office/courses/new/")
    begin(page)
    lesson = Lesson.objects.get()
    write_a_question(page)
    write_a_card(page)
    at = f"/office/courses/lessons/{lesson.pk}/"
    for address in (
        "/office/courses/",
        "/office/courses/new/",
        "/office/courses/folder/",
        f"/office/courses/{lesson.edition.course_id}/",
        f"/office/courses/{lesson.edition.course_id}/about/",
        at,
        f"{at}carried/",
        f"{at}files/new/",
        f"/office/courses/questions/{lesson.questions.get().pk}/",
    ):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            assert axe(page) == [], (address, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_without_scripts_a_question_is_written_all_the_same(browser: Browser, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    with closing(context):
        page = context.new_page()
        sign_in(page, AUTHOR, next="/office/courses/new/")
        begin(page)
        write_a_question(page)
    assert Lesson.objects.get().questions.count() == 1
