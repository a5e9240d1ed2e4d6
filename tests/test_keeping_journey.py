"""Representatives at their desk and at the link in a mail, and moderators with suggestions, in a real browser."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from rounds.directory.actions import askings
from rounds.directory.actions.evidence import Seen, observe
from rounds.directory.models import Asking, Listing, Representative, Suggestion
from rounds.directory.platforms import Address, parse
from rounds.directory.proof import Kind, Outcome
from rounds.mail.models import Message
from rounds.organizations.models import Organization
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in
from tests.test_journeys import listed

DESK = "/organizations/mercy/keep/"


@pytest.fixture
def mercy(live_server: object) -> Organization:
    """With two accounts, a disputed one, and one that its site names."""
    create_sample_people()
    now = timezone.now()
    organization = listed(
        "Mercy General",
        "https://x.com/mercy",
        "https://www.youtube.com/@mercy",
        "https://www.tiktok.com/@mercy",
        slug="mercy",
    )
    Representative.objects.create(
        organization=organization,
        user=User.objects.get(email="representative@example.org"),
        method="dns",
        since_at=now - timedelta(days=400),
    )
    disputed = Listing.objects.get(account__platform="tiktok")
    conflict = Seen(disputed.pk, Kind.IDENTITY, Outcome.CONFLICTS, detail="Another account answers now.")
    observe([conflict], by=None, at=now)
    address = parse("https://www.threads.net/@mercy")
    assert isinstance(address, Address)
    Suggestion.objects.create(
        organization=organization, platform=address.platform, handle=address.handle, key=address.key,
        address=address.url, kind="link", source_url="https://mercy.example/contact",
        first_seen_at=now, last_seen_at=now,
    )  # fmt: skip
    return organization


@pytest.mark.usefixtures("mercy")
def test_a_representative_keeps_the_accounts(browser_page: Page) -> None:
    page = browser_page
    sign_in(page, "representative@example.org", next=DESK)
    page.get_by_role("link", name="Describe YouTube mercy").click()
    page.get_by_label("Whom it is for").fill("Families")
    page.get_by_label("Language").select_option("es")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: mercy.")).to_be_visible()
    assert page.url.endswith(DESK)
    expect(page.get_by_text("Main account · Spanish · Families")).to_be_visible()

    page.get_by_role("button", name="No longer ours X (Twitter) mercy").click()
    expect(page.get_by_role("heading", name="No longer yours")).to_be_visible()
    page.get_by_role("button", name="Undo: it is ours X (Twitter) mercy").click()
    expect(page.get_by_role("heading", name="No longer yours")).to_have_count(0)

    page.get_by_role("link", name="Add an account").click()
    page.get_by_label("The account's address").fill("not an account")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("We found no account in this text.").first).to_be_visible()
    page.get_by_label("The account's address").fill("https://www.linkedin.com/company/mercy/")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Listed: mercy.")).to_be_visible()

    page.get_by_role("button", name="Add it Threads mercy").click()
    expect(page.get_by_role("heading", name="Found on your site, not listed yet")).to_have_count(0)
    page.get_by_role("button", name="Undo Threads mercy").click()
    expect(page.get_by_role("heading", name="Found on your site, not listed yet")).to_be_visible()

    page.get_by_role("button", name="All still ours").click()
    expect(page.get_by_text("3 accounts are confirmed")).to_be_visible()
    expect(page.get_by_text("Another account answers now.")).to_be_visible()
    page.get_by_role("button", name="I have looked: it is ours TikTok mercy").click()
    expect(page.get_by_role("heading", name="Please look at these")).to_have_count(0)
    assert set(Listing.objects.current().values_list("account__platform", "proof")) == {
        (platform, "official-attested") for platform in ("x", "youtube", "linkedin", "tiktok")
    }


@pytest.mark.usefixtures("mercy")
def test_the_desk_works_without_scripts(browser: Browser, live_server: object) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    sign_in(page, "representative@example.org", next=DESK)
    page.get_by_role("link", name="Describe YouTube mercy").click()
    page.get_by_label("Whom it is for").fill("Families")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Not ours Threads mercy").click()
    page.get_by_role("button", name="All still ours").click()
    expect(page.get_by_text("2 accounts are confirmed")).to_be_visible()
    expect(page.get_by_text("Main account · English · Families")).to_be_visible()
    context.close()


def test_the_link_in_a_mail_is_answered_with_one_button(browser_page: Page, mercy: Organization) -> None:
    page = browser_page
    askings.ask(organization=mercy, cause=Asking.Cause.YEARLY, at=timezone.now())
    link = re.search(r"http\S+/askings/\S+", Message.objects.get().text)
    assert link
    page.goto(link.group())
    page.get_by_role("button", name="No longer ours YouTube mercy").click()
    page.get_by_role("button", name="All of these are still ours").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert dict(Listing.objects.values_list("account__platform", "proof")) == {
        "x": "official-attested", "youtube": "released", "tiktok": "disputed",
    }  # fmt: skip


def test_the_screens_of_representatives_have_no_fault_and_fit_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]], mercy: Organization
) -> None:
    page = browser_page
    asking = askings.ask(organization=mercy, cause=Asking.Cause.ODD, detail="TikTok: odd.", at=timezone.now())
    assert asking
    link = re.search(r"/askings/\S+", Message.objects.get().text)
    assert link
    pk = Listing.objects.get(account__platform="x").pk
    sign_in(page, "representative@example.org", next=DESK)
    for path in (DESK, f"{DESK}accounts/new/", f"{DESK}accounts/{pk}/", link.group()):
        for width in (320, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            assert axe(page) == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    Asking.objects.update(lapsed_at=timezone.now())
    page.goto(link.group())
    assert axe(page) == []


def test_the_moderators_suggestions_have_no_fault_of_ours(
    browser_page: Page, axe: Callable[[Page], list[str]], mercy: Organization
) -> None:
    Representative.objects.all().delete()
    sign_in(browser_page, "moderator@example.org")
    browser_page.goto("/office/suggestions/")
    assert axe(browser_page) == []
    browser_page.get_by_role("button", name="Dismiss mercy").click()
    browser_page.goto("/office/suggestions/?state=decided")
    expect(browser_page.get_by_role("button", name="Undo mercy")).to_be_visible()
    assert axe(browser_page) == []
