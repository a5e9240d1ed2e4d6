"""A visitor narrows the library, a guest reads a sample, a member takes a file and its old edition along."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from rounds.content.actions import keep_file, publish_resource
from rounds.content.library.actions import begin_edition, keep_collection
from rounds.content.models import (
    CollectedResource,
    Downloads,
    File,
    Library,
    Resource,
    ResourceCollection,
    ResourceFile,
    Topic,
)
from rounds.content.starter import load
from rounds.content.tests.factories import word
from rounds.directory.sample import make_example_hospital
from rounds.memberships.sample import make_sample_network
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in, watched_page

WIDTHS = [320, 390, 1280]
PDF = b"%PDF-1.7 made up"


@pytest.fixture(autouse=True)
def library(live_server: Any) -> None:
    """What a new installation has, and a manual for members in its second edition, in two formats."""
    now = timezone.now()
    create_sample_people()
    make_example_hospital(at=now)
    make_sample_network(at=now)
    load(at=now)
    editor = User.objects.get(email="admin@example.org")
    toolkit = _toolkit(editor)
    first = ResourceCollection(slug="first-week", title="Your first week", introduction="Begin here.")
    first.items = [CollectedResource(resource=toolkit, why="Everything follows from it.")]
    keep_collection(collection=first, by=editor, at=now)


def _toolkit(editor: User) -> Resource:
    now = timezone.now()
    fields = {
        "title": "Toolkit for the night",
        "kind": "manual",
        "zone": "member",
        "summary": "Who answers at night, and how.",
        "opening": "At night the house is small.",
        "body": [("text", "<p>Wake nobody for praise.</p>")],
        "for_communicators": True,
        "topics": [Topic.objects.get_or_create(name="Crisis", defaults={"slug": "crisis"})[0]],
        "license": "CC-BY-4.0",
    }
    toolkit = publish_resource(
        library=Library.objects.get(),
        slug="night",
        fields=fields,
        files=[_file("night-1.pdf")],
        by=None,
        at=now,
    )
    begin_edition(
        resource=toolkit, published_on=date(2026, 11, 1), what_changed="Weekends, too.", by=editor, at=now
    )
    draft = Resource.objects.get(pk=toolkit.pk).get_latest_revision_as_object()
    for name in ("night-2.pdf", "night-2.docx"):
        draft.files.add(ResourceFile(document=_file(name), title="The toolkit"))
    draft.save_revision(log_action=False).publish(log_action=False)
    return Resource.objects.get(pk=toolkit.pk)


def _file(name: str) -> File:
    return keep_file(
        title="The toolkit", name=name, content=word() if name.endswith(".docx") else PDF, by=None
    )


def test_a_visitor_narrows_and_goes_back(browser_page: Page) -> None:
    page = browser_page
    page.goto("/resources/")
    everything = page.locator(".result-line").inner_text()
    page.get_by_role("checkbox", name="Manual").check()
    expect(page.get_by_text("1 resource", exact=True)).to_be_visible()
    page.wait_for_url("**/resources/?kind=manual")
    expect(page.get_by_role("heading", name="Toolkit for the night")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Manual")).to_be_focused()

    page.get_by_role("link", name="Manual remove this filter").click()
    expect(page.locator(".result-line")).to_have_text(everything)
    page.go_back()
    expect(page.get_by_text("1 resource", exact=True)).to_be_visible()
    expect(page.get_by_role("checkbox", name="Manual")).to_be_checked()

    page.get_by_label("Search titles and summaries").fill("nothing has these words")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.get_by_role("link", name="Show the whole library").click()
    expect(page.locator(".result-line")).to_have_text(everything)


def test_a_guest_reads_a_sample_to_its_end_and_meets_the_edge(browser_page: Page) -> None:
    page = browser_page
    sign_in(page, "visitor@example.org", next="/resources/")
    page.get_by_role("checkbox", name="What I can read whole").check()
    page.wait_for_url("**/resources/?open=1")
    page.get_by_role("link", name="Crisis checklist").click()
    expect(page.get_by_text("A sample from the members’ library")).to_be_visible()
    page.goto("/resources/night/")
    expect(page.get_by_role("heading", name="The rest is for members")).to_be_visible()
    expect(page.get_by_text("Wake nobody for praise.")).to_have_count(0)
    expect(page.get_by_text("Weekends, too.")).to_have_count(0)


def test_a_member_takes_a_file_an_old_edition_and_a_citation_along(browser_page: Page) -> None:
    page = browser_page
    sign_in(page, "member@example.org", next="/resources/")
    page.get_by_role("link", name="Your first week").click()
    expect(page.get_by_text("Everything follows from it.")).to_be_visible()
    page.get_by_role("link", name="Toolkit for the night").click()
    expect(page.get_by_text("Wake nobody for praise.")).to_be_visible()
    assert _taken(page, "The toolkit, Word (DOCX)").startswith("night-2")
    page.get_by_text("Weekends, too.").scroll_into_view_if_needed()
    old = page.locator(".timeline").get_by_role("link", name="The toolkit, PDF")
    with page.expect_download() as download:
        old.click()
    assert download.value.suggested_filename.startswith("night-1")
    assert _taken(page, "BibTeX") == "night.bib"


@pytest.fixture
def without_scripts(browser: Browser, live_server: Any) -> Iterator[Page]:
    with watched_page(browser, live_server.url) as watched:
        context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
        yield context.new_page()
        context.close()
        assert watched


def test_all_of_it_works_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/resources/")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="Manual").check()
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("1 resource", exact=True)).to_be_visible()
    assert page.url.endswith("kind=manual")
    page.get_by_role("link", name="Manual remove this filter").click()
    page.get_by_label("Sort by").select_option("title")
    page.get_by_label("Search titles and summaries").fill("crisis")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Crisis checklist")).to_be_visible()


def test_the_library_has_no_fault_and_fits_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(browser_page, "member@example.org")
    for address in (
        "/resources/?kind=manual",
        "/resources/night/",
        "/resources/collections/",
        "/resources/collections/first-week/",
    ):
        for width in WIDTHS:
            browser_page.set_viewport_size({"width": width, "height": 900})
            browser_page.goto(address)
            assert axe(browser_page) == [], (address, width)
            assert browser_page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)


def test_the_editors_screens_have_no_fault(browser_page: Page, axe: Callable[[Page], list[str]]) -> None:
    resource = Resource.objects.get(slug="night")
    Downloads.objects.create(document=resource.carried()[0].document, on=timezone.now().date(), count=12)
    sign_in(browser_page, "admin@example.org")
    browser_page.set_viewport_size({"width": 1280, "height": 900})
    for address in (
        "/office/downloads/",
        f"/office/resources/{resource.pk}/downloads/",
        f"/office/resources/{resource.pk}/new-edition/",
    ):
        browser_page.goto(address)
        assert axe(browser_page) == [], address


def _taken(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name=name).first.click()
    return download.value.suggested_filename
