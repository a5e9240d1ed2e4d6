"""What people come for, from the first click to the last, in a real browser."""

import re
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from rounds.directory.models import Listing, SubList, Submission
from rounds.directory.tests.factories import SubmittedAccountFactory, put_in_list
from rounds.mail.models import Message
from rounds.organizations import search
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def listed(name: str, *addresses: str, **fields: str) -> Organization:
    organization = OrganizationFactory(name=name, **fields)
    search.index([organization.pk])
    for text in addresses:
        put_in_list(organization, text, language="en", seen_on=date(2026, 5, 1), at=NOW)
    return organization


@pytest.fixture
def hospitals(live_server: object) -> None:
    listed(
        "Mayo Clinic Hospital",
        "https://x.com/mayoclinic",
        "https://www.youtube.com/@mayoclinic",
        city="Rochester",
    )
    listed(
        "Mercy General Hospital", "https://www.facebook.com/mercygeneral", city="Sacramento", region="US-CA"
    )
    listed("Toronto General", "https://x.com/uhn", city="Toronto", region="CA-ON", country="CA")
    listed("Quiet County Hospital", city="Ely", region="US-NV", type="clinic")
    SubList.objects.create(slug="canada", name="Canada", description="In Canada.", rule="country=CA")


def rows(page: Page) -> list[str]:
    return page.locator(".grid-table__name a").all_inner_texts()


@pytest.mark.usefixtures("hospitals")
def test_somebody_finds_a_hospital(browser_page: Page) -> None:
    browser_page.goto("/")
    browser_page.get_by_role("main").get_by_role("searchbox").fill("mayo clin")
    browser_page.get_by_role("main").get_by_role("button", name="Search").click()
    browser_page.wait_for_url("**/list/?q=mayo+clin*")
    assert rows(browser_page) == ["Mayo Clinic Hospital"]
    browser_page.get_by_role("link", name="Mayo Clinic Hospital").click()
    expect(browser_page.get_by_role("heading", level=1)).to_have_text("Mayo Clinic Hospital")
    expect(browser_page.get_by_role("link", name=re.compile("^mayoclinic")).first).to_be_visible()
    expect(browser_page.get_by_text("Reported").first).to_be_visible()


@pytest.mark.usefixtures("hospitals")
def test_search_and_filters_answer_as_one_types_and_the_address_can_be_shared(browser_page: Page) -> None:
    browser_page.goto("/list/")
    browser_page.get_by_role("main").get_by_role("searchbox").press_sequentially("gen")
    expect(browser_page.locator(".grid-table__name")).to_have_count(2)
    browser_page.locator("#country-CA").check()
    expect(browser_page.locator(".grid-table__name")).to_have_count(1)
    expect(browser_page.get_by_role("status").filter(has_text="1 organization")).to_be_visible()
    assert "/list/?q=gen&country=CA" in browser_page.url
    browser_page.goto(browser_page.url)
    assert rows(browser_page) == ["Toronto General"]


@pytest.mark.usefixtures("hospitals")
def test_the_list_works_with_the_keyboard_alone(browser_page: Page) -> None:
    browser_page.goto("/list/")
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "skip-link"
    for _ in range(40):
        browser_page.keyboard.press("Tab")
        if browser_page.evaluate("document.activeElement.id") == "scope":
            break
    browser_page.keyboard.press("Space")
    expect(browser_page.locator(".grid-table__name")).to_have_count(4)
    assert browser_page.evaluate("document.activeElement.id") == "scope"


@pytest.mark.usefixtures("hospitals")
def test_the_list_works_without_scripts(browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/list/")
    page.locator("#scope").check()
    page.get_by_role("main").get_by_role("button", name="Search").click()
    assert len(rows(page)) == 4
    page.locator("#type-clinic").check()
    page.get_by_role("button", name="Show", exact=True).click()
    assert rows(page) == ["Quiet County Hospital"]
    page.get_by_role("link", name=re.compile("Add one")).click()
    expect(page.get_by_role("radio", name=re.compile("Quiet County Hospital"))).to_be_checked()
    context.close()


@pytest.mark.usefixtures("hospitals")
@override_settings(SAMPLE=True)
def test_a_missing_hospital_is_sent_in_moderated_and_listed(browser_page: Page) -> None:
    page = browser_page
    create_sample_people()
    _send_in_a_new_hospital(page)
    expect(page.get_by_text("One step is left")).to_be_visible()
    status_page = page.url
    page.goto("/mail/")
    page.get_by_role("link", name=re.compile("onfirm")).first.click()
    link = page.locator('a[href*="/submissions/confirm/"]').first.get_attribute("href") or ""
    page.goto(link.removeprefix(settings.PUBLIC_URL))
    page.get_by_role("button", name="Yes, I sent this").click()
    expect(page.get_by_text("A moderator will look at it", exact=True)).to_be_visible()

    sign_in(page, "moderator@example.org")
    page.goto("/office/submissions/")
    page.get_by_role("link", name=re.compile("New Hope Hospital")).first.click()
    page.locator("#id_message").fill("Welcome to the List.")
    page.get_by_role("button", name="Accept what is ticked").click()
    page.wait_for_load_state()
    submission = Submission.objects.get()
    assert (submission.state, submission.decided_by.email) == ("accepted", "moderator@example.org")  # type: ignore[union-attr]

    page.goto("/list/?q=new+hope")
    assert rows(page) == ["New Hope Hospital"]
    page.get_by_role("link", name="New Hope Hospital").click()
    expect(page.get_by_role("link", name=re.compile("^newhopehospital")).first).to_be_visible()
    assert Listing.objects.filter(organization__name="New Hope Hospital").count() == 3
    page.goto(status_page)
    expect(page.get_by_text("Published. Thank you!")).to_be_visible()
    assert Message.objects.filter(to="ada@newhope.example").count() >= 2


@pytest.mark.usefixtures("hospitals")
def test_a_declined_sender_reads_the_reason(browser_page: Page) -> None:
    page = browser_page
    create_sample_people()
    submission = SubmittedAccountFactory().submission
    sign_in(page, "moderator@example.org")
    page.goto(f"/office/submissions/{submission.pk}/")
    page.locator("#id_message").fill("These accounts belong to a film.")
    page.get_by_role("button", name="Decline").click()
    page.wait_for_load_state()
    page.goto(f"/submissions/{submission.token}/")
    expect(page.get_by_text("These accounts belong to a film.").first).to_be_visible()


def _send_in_a_new_hospital(page: Page) -> None:
    page.goto("/submissions/new/")
    page.get_by_label("Name of the organization").fill("New Hope Hospital")
    page.get_by_label("Country").select_option("US")
    page.get_by_label("City").fill("Duluth")
    page.get_by_label(re.compile("None of these|Add it")).check()
    page.get_by_label("What is it?").select_option("hospital")
    page.get_by_label("Paste anything that has the accounts in it").fill(
        "Ada Reyes | New Hope Hospital\nfacebook.com/newhopehospital\nTwitter: @newhopehospital\n"
        "https://www.youtube.com/@newhopehospital?si=tracking\nada@newhope.example"
    )
    expect(page.get_by_text("3 accounts found")).to_be_visible()
    page.get_by_label(re.compile("I speak for the organization")).check()
    page.get_by_label("Your e-mail address").fill("ada@newhope.example")
    page.wait_for_timeout(3_200)  # faster than that the form takes the sender for a program
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url(re.compile(r"/submissions/(?!new)[^/]+/$"))
