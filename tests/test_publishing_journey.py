"""An editor writes an article and looks at it as a guest; a visitor reads it; a guest meets a sample and its edge."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from rounds.content.models import Article
from rounds.content.tests.factories import SECRET, article, series
from rounds.users.models import User
from rounds.users.sample import PASSWORD
from tests.plugins.browser import sign_in


@pytest.fixture
def people(live_server: object) -> dict[str, User]:
    made = {
        name: User.objects.create_user(f"{name}@example.org", PASSWORD, name=name.capitalize())
        for name in ("edda", "gus")
    }
    for one in made.values():
        one.emailaddress_set.create(email=one.email, verified=True, primary=True)
    made["edda"].groups.add(Group.objects.get(name="Editors"))
    return made


def _save(page: Page, said: re.Pattern[str]) -> None:
    """The editor saves by itself, too: a click that falls into that is lost, and a person clicks again."""
    for _ in range(3):
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Save draft").click()
        try:
            expect(page.get_by_text(said).first).to_be_visible()
        except AssertionError:
            continue
        return
    raise AssertionError("Nothing was saved.")


def test_an_editor_writes_looks_as_a_guest_and_publishes(
    browser_page: Page, people: dict[str, User], axe: Callable[[Page], list[str]], settings: Any
) -> None:
    settings.STAFF_NEED_MFA = False
    page = browser_page
    sign_in(page, "edda@example.org", next="/office/")
    page.goto("/office/agenda/")
    assert axe(page) == []
    news = Article._meta.get_field("page_ptr").related_model.objects.get(slug="news")
    page.goto(f"/office/pages/add/content/article/{news.pk}/")
    page.locator("#id_title").fill("A page is like a puppy")
    page.locator("#id_summary").fill("Everybody wants one, and somebody has to walk it.")
    page.locator("#id_zone").select_option("member")
    page.locator("#id_opening").fill("It is free, and it takes ten minutes.")
    _save(page, re.compile("puppy' (created|has been updated)"))
    written = Article.objects.get()
    assert not written.live

    looked = page.context.new_page()
    looked.goto(f"/office/pages/{written.pk}/view_draft/?mode=guest")
    expect(
        looked.get_by_role("heading", name="The rest is for guests").or_(
            looked.get_by_role("heading", name="The rest is for members")
        )
    ).to_be_visible()
    looked.close()

    page.get_by_role("button", name="More actions").first.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("has been published").first).to_be_visible(timeout=30_000)
    page.context.clear_cookies()
    page.goto("/news/")
    page.get_by_role("link", name="A page is like a puppy").click()
    expect(page.get_by_role("heading", level=1, name="A page is like a puppy")).to_be_visible()
    expect(page.get_by_role("link", name="Become a guest")).to_be_visible()
    assert axe(page) == []


def test_a_guest_reads_a_sample_whole_and_meets_an_edge(
    browser_page: Page, people: dict[str, User], axe: Callable[[Page], list[str]]
) -> None:
    page, welcome = browser_page, series("Welcome")
    article("sample", zone="member", is_sample=True, series=welcome, series_number=1, topics=("First steps",))
    article("closed", zone="member", series=welcome, series_number=2, topics=("First steps",))
    sign_in(page, "gus@example.org", next="/news/")
    assert axe(page) == []
    page.get_by_role("link", name="Sample", exact=True).click()
    expect(page.get_by_text("A sample of what members read")).to_be_visible()
    expect(page.get_by_role("heading", name=f"About the {SECRET}")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("navigation", name="The series").get_by_role("link", name="Closed").click()
    expect(page.get_by_role("heading", name="The rest is for members")).to_be_visible()
    assert SECRET not in page.content()
    assert axe(page) == []
    page.get_by_role("link", name="First steps").click()
    expect(page.get_by_role("heading", level=1, name="First steps")).to_be_visible()
    assert axe(page) == []
    page.goto("/news/series/welcome/")
    assert axe(page) == []


@pytest.mark.parametrize("width", [320, 800, 1440])
def test_the_pages_of_a_blog_fit_any_width(browser_page: Page, width: int) -> None:
    for number in range(3):
        article(
            f"story-{number}",
            title="Otorhinolaryngology and pneumonoultramicroscopic questions",
            by=["Jo Doe"],
        )
    browser_page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/news/", "/news/story-0/"):
        browser_page.goto(path)
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= width
