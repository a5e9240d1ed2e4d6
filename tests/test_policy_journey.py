"""A hospital adopts a policy, makes it its own and publishes it; an update comes, and is merged by keyboard alone."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from docx import Document
from playwright.sync_api import Browser, Locator, Page, expect

from rounds.directory.sample import make_example_hospital
from rounds.memberships.sample import make_sample_network
from rounds.policies import starter
from rounds.policies.actions.telling import tell
from rounds.policies.models import Edition, Policy
from rounds.policies.sample import make_sample_policies
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

WIDTHS = [390, 1280]
TEMPLATE = "/policies/social-media-policy/"


@pytest.fixture(autouse=True)
def network(live_server: Any) -> None:
    create_sample_people()
    make_example_hospital(at=timezone.now())
    make_sample_network(at=timezone.now())


def press(page: Page, button: Locator) -> None:
    """By keyboard, once the scripts of the page are there."""
    page.wait_for_load_state()
    button.focus()
    page.keyboard.press("Enter")


def test_a_hospital_adopts_writes_publishes_merges_and_its_staff_read(browser_page: Page) -> None:
    page = browser_page
    starter.load(at=timezone.now() - timedelta(days=30), up_to=1)
    sign_in(page, "leader@example.org", next=TEMPLATE)
    press(page, page.get_by_role("link", name="Adopt it for your organization"))
    press(page, page.get_by_role("button", name="Adopt for Example Hospital"))
    expect(page.get_by_text("is yours now.")).to_be_visible()
    expect(page.get_by_text("0 of 14")).to_be_visible()

    _fill_the_blanks(page)
    _edit_a_clause(page)
    _publish(page, "Release 1 is out.")
    expect(page.get_by_text("Ask us first: a small question beats a large apology.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    _has_the_words(Path(download.value.path()))

    _the_center_publishes_edition_2()
    page.goto("/me/")
    expect(page.get_by_text("an update waits").first).to_be_visible()
    press(page, page.get_by_role("link", name="Look at the update"))
    _merge(page)
    _publish(page, "Release 2 is out.", what_changed="Machines, and what to do in the first hour.")

    page.context.clear_cookies()
    address = f"/policies/of/{Policy.objects.get().organization.slug}/social-media-policy/"
    sign_in(page, "seat@example.org", next=address)
    expect(page.get_by_role("heading", name="Writing with generative tools")).to_be_visible()
    expect(page.get_by_text("Machines, and what to do in the first hour.")).to_be_visible()
    page.get_by_text("What changed since release 1, clause by clause").click()
    expect(page.locator("ins").first).to_be_visible()


def _fill_the_blanks(page: Page) -> None:
    for field in page.locator(".blanks__form input[type=text]").all():
        field.fill("555-0100")
    page.get_by_label("Name of your organization").fill("Example Hospital")
    press(page, page.get_by_role("button", name="Save the blanks"))
    expect(page.get_by_text("14 of 14")).to_be_visible()


def _edit_a_clause(page: Page) -> None:
    """In place, and taken out of the page again by what was saved."""
    press(page, page.get_by_role("link", name="Edit Patient privacy comes first"))
    text = page.get_by_label("Text")
    text.press("Control+Home")
    text.type("Ask us first: a small question beats a large apology.\n\n")
    press(page, page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("Saved.", exact=True).last).to_be_visible()
    expect(page.get_by_text("What you changed")).to_be_visible()


def _publish(page: Page, said: str, *, what_changed: str = "") -> None:
    publish = page.get_by_role("link", name="Publish")
    press(page, publish.first)
    page.get_by_label("Who answers questions about it").fill("Communications, 555-0143")
    if what_changed:
        page.get_by_label("What changed").fill(what_changed)
    press(page, page.get_by_role("button", name="Publish release"))
    expect(page.get_by_text(said)).to_be_visible()


def _has_the_words(file: Path) -> None:
    text = "\n".join(part.text for part in Document(BytesIO(file.read_bytes())).paragraphs)
    assert "Ask us first: a small question beats a large apology." in text
    assert "Example Hospital" in text


def _the_center_publishes_edition_2() -> None:
    starter.load(at=timezone.now())
    assert (
        tell(edition=Edition.objects.get(template__slug="social-media-policy", number=2), at=timezone.now())
        == 1
    )


def _merge(page: Page) -> None:
    """One clause edited from both changes, one taken, one kept, the last taken back and decided otherwise."""
    expect(page.get_by_text("4 clauses wait for you.")).to_be_visible()
    press(page, page.get_by_role("link", name="Edit: both changes together"))
    merged = page.get_by_label("Text").input_value()
    assert merged.startswith("Ask us first")
    assert "Not with good intentions" in merged
    press(page, page.get_by_role("button", name="Save these words"))
    expect(page.get_by_text("3 clauses wait for you.")).to_be_visible()
    press(page, page.get_by_role("button", name="Take it Writing with generative tools"))
    press(page, page.get_by_role("button", name="Take the new words of this one"))
    press(page, page.get_by_role("button", name="Leave it out, too"))
    expect(page.get_by_role("heading", name="Nothing waits")).to_be_visible()
    press(page, page.get_by_role("button", name="Undo"))
    press(page, page.get_by_role("button", name="Keep it as your own"))
    expect(page.get_by_text("up to date with edition 2")).to_be_visible()
    press(page, page.get_by_role("link", name="Back to the policy"))
    page.get_by_label("Where the list of approved AI tools is").fill("hospital.example/tools")
    press(page, page.get_by_role("button", name="Save the blanks"))
    expect(page.get_by_text("15 of 15")).to_be_visible()


def test_without_scripts_a_policy_is_written_and_merged_all_the_same(
    browser: Browser, live_server: Any
) -> None:
    policy = make_sample_policies(at=timezone.now())
    assert policy
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    with closing(context):
        page = context.new_page()
        sign_in(page, "leader@example.org", next=f"/me/policies/{policy.pk}/")
        page.get_by_role("link", name="Edit What this is for").click()
        page.get_by_label("Text").fill("Ours.")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("“What this is for” is saved.")).to_be_visible()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Taken back.")).to_be_visible()
        page.get_by_role("link", name="Look at the update").click()
        page.get_by_role("button", name="Keep yours Patient privacy comes first").click()
        expect(page.get_by_text("3 clauses wait for you.")).to_be_visible()


def test_the_pages_have_no_fault_and_fit_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    policy = make_sample_policies(at=timezone.now())
    assert policy
    own = f"/me/policies/{policy.pk}/"
    clause = policy.clauses.get(key="patient-privacy").pk
    sign_in(browser_page, "leader@example.org", next=own)
    for address in (
        "/me/policies/",
        "/me/policies/adopt/community-guidelines/",
        own,
        f"{own}clauses/{clause}/",
        f"{own}clauses/new/",
        f"{own}update/",
        f"{own}update/patient-privacy/",
        f"{own}publish/",
        f"/policies/of/{policy.organization.slug}/social-media-policy/",
    ):
        for width in WIDTHS:
            browser_page.set_viewport_size({"width": width, "height": 900})
            browser_page.goto(address)
            assert axe(browser_page) == [], (address, width)
            assert browser_page.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
