"""A messy spreadsheet is brought, looked at, taken in and taken back, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from rounds.directory.models import Listing, Representative
from rounds.organizations import search
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.spreadsheets import tasks
from rounds.spreadsheets.models import Spreadsheet
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

MESSY = """Our social media;;;;;;
;;;;;;
Hosp Name;City;St;FB page;Twitter handle;Contact e-mail;Notes
Mercy General Hosp;Rochester;MN;https://www.facebook.com/mercy;@mercy;ada@mercy.example;Zoë knows
Bright Valley Hospital;Sunnyside;TX;n/a;@brightvalley;;
Saint Luke Medical Center;Boise;ID;not an account at all;@stlukes;;
"""
WIDTHS = (320, 1440)


@pytest.fixture
def mercy(live_server: object, settings: Any, tmp_path: Path) -> Organization:
    """With a namesake of nobody, and Saint Luke's; work waits for the test to do it."""
    settings.MEDIA_ROOT = tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    create_sample_people()
    mercy = OrganizationFactory(name="Mercy General Hospital", slug="mercy", city="Rochester", region="US-MN")
    luke = OrganizationFactory(name="Saint Luke Medical Center", slug="luke", city="Boise", region="US-ID")
    Representative.objects.create(
        organization=mercy,
        user=User.objects.get(email="representative@example.org"),
        method="dns",
        since_at=timezone.now(),
    )
    search.index([mercy.pk, luke.pk])
    return mercy


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "our accounts.csv"
    path.write_bytes(MESSY.encode("cp1252"))
    return path


def work() -> None:
    """What the worker would do now."""
    for pk in Spreadsheet.objects.filter(state__in=Spreadsheet.BUSY).values_list("pk", flat=True):
        tasks.work.call(pk)


def is_sound(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """No fault on a phone and on a desk, and nothing that runs out of the page."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe(page) == [], (page.url, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.usefixtures("mercy")
def test_a_moderator_imports_a_messy_spreadsheet_and_takes_it_back(
    browser_page: Page, axe: Callable[[Page], list[str]], messy: Path
) -> None:
    page = browser_page
    before = set(Organization.objects.values_list("name", flat=True))
    sign_in(page, "moderator@example.org", next="/spreadsheets/")
    is_sound(page, axe)
    page.get_by_label("Your spreadsheet").set_input_files(messy)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_role("heading", name="What are the columns?")).to_be_visible()
    expect(page.get_by_role("cell", name="Zoë knows").first).to_be_visible()
    expect(page.get_by_label("Hosp Name")).to_have_value("name")
    expect(page.get_by_label("FB page")).to_have_value("on:facebook")
    expect(page.get_by_label("Contact e-mail")).to_have_value("email")
    expect(page.get_by_label("Country, where a row names none")).to_have_value("US")
    is_sound(page, axe)
    page.get_by_label("Hosp Name").select_option("")
    page.get_by_role("button", name="Show me what will happen").click()
    expect(page.get_by_text("Please say which column names the organization.").first).to_be_visible()
    is_sound(page, axe)
    page.get_by_label("Hosp Name").select_option("name")
    page.get_by_role("button", name="Show me what will happen").click()
    expect(page.get_by_text("It begins as soon as a worker is free.")).to_be_visible()
    is_sound(page, axe)
    work()
    expect(page.get_by_role("heading", name="What will happen")).to_be_visible()
    expect(page.get_by_text("Not used: Notes.")).to_be_visible()
    assert not Listing.objects.exists()
    is_sound(page, axe)
    page.get_by_role("button", name="Needs you").click()
    page.get_by_label("None of these: add it as new").check()
    page.get_by_role("button", name="Keep what I chose").last.click()
    expect(page.get_by_text("1 organization will be added to the register.")).to_be_visible()
    page.get_by_role("button", name="Will be taken in").click()
    is_sound(page, axe)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", name="It is being taken in")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="It is in the List")).to_be_visible()
    expect(page.get_by_text("4 accounts were listed. 1 organization was added.")).to_be_visible()
    is_sound(page, axe)
    assert Listing.objects.current().count() == 4
    page.get_by_text("Take all of it back").click()
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.get_by_role("heading", name="It is being taken back")).to_be_visible()
    work()
    expect(page.get_by_role("heading", name="It was taken back")).to_be_visible()
    expect(page.get_by_text("5 things were undone.")).to_be_visible()
    is_sound(page, axe)
    assert not Listing.objects.current().exists()
    assert set(Organization.objects.values_list("name", flat=True)) == before


def test_a_representative_brings_a_list_of_addresses_without_scripts(
    browser: Browser, live_server: Any, mercy: Organization, tmp_path: Path
) -> None:
    path = tmp_path / "ours.csv"
    path.write_text("https://x.com/mercy\nhttps://www.instagram.com/mercy\nhttps://www.facebook.com/mercy/\n")
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "representative@example.org", next="/my-organizations/")
    page.get_by_role("link", name="Bring a spreadsheet").click()
    page.get_by_label("Your spreadsheet").set_input_files(path)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_label("Whom the rows are about")).to_have_value("mercy")
    page.get_by_role("button", name="Show me what will happen").click()
    work()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("3 accounts will be listed for 1 organization.")).to_be_visible()
    page.get_by_text("Change").first.click()
    page.get_by_label("Leave this row out").first.check()
    page.get_by_role("button", name="Keep what I chose").last.click()
    expect(page.get_by_text("2 accounts will be listed for 1 organization.")).to_be_visible()
    page.get_by_role("button", name="Take it in").click()
    work()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("2 accounts were listed.")).to_be_visible()
    listed = Listing.objects.current().values_list("organization__slug", "account__platform", "proof")
    assert set(listed) == {
        ("mercy", "instagram", "official-attested"), ("mercy", "facebook", "official-attested"),
    }  # fmt: skip
    page.get_by_text("Take all of it back").click()
    page.get_by_role("button", name="Yes, take it back").click()
    work()
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_text("2 things were undone.")).to_be_visible()
    context.close()
    assert mercy.listings.count() == 2
    assert not mercy.listings.filter(ended_at=None).exists()
