"""Three people write one plan: two in the same section, one without a connection, all by keyboard; nothing is lost."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from rounds.directory.sample import make_example_hospital
from rounds.mail.models import Message
from rounds.memberships.sample import make_sample_network
from rounds.plans.actions.authors import accept, invite
from rounds.plans.actions.writing import start_plan
from rounds.plans.models import Objective, Section, StrategicPlan
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in, watched_page

LEADER, SEAT, GUEST = "leader@example.org", "seat@example.org", "visitor@example.org"
WIDTHS = [375, 1280]


@pytest.fixture(autouse=True)
def network(live_server: Any) -> None:
    create_sample_people()
    make_example_hospital(at=timezone.now())
    make_sample_network(at=timezone.now())


def person(email: str) -> User:
    return User.objects.get(email=email)


def plan_of_three() -> StrategicPlan:
    now, lead = timezone.now(), person(LEADER)
    plan = start_plan(
        title="A voice for Example Hospital",
        organization=None,
        organization_name="Example Hospital",
        by=lead,
        at=now,
        language="en",
        currency="USD",
        texts={"goals": "We keep the unit open.\n\nWe fill our posts.\n\nPeople find the right door."},
    )
    for email in (SEAT, GUEST):
        accept(invitation=invite(plan=plan, email=email, by=lead, at=now), by=person(email), at=now)
    return plan


@contextmanager
def writers(browser: Browser, origin: str, *emails: str, at: str) -> Iterator[list[Page]]:
    with ExitStack() as stack:
        pages = [stack.enter_context(watched_page(browser, origin)) for _email in emails]
        for page, email in zip(pages, emails, strict=True):
            sign_in(page, email, next=at)
            page.wait_for_load_state()
        yield pages


def replace(page: Page, old: str, new: str) -> None:
    """Marks a word in the field and types over it."""
    field = page.locator("#text")
    field.evaluate(
        "(field, old) => { const at = field.value.indexOf(old); field.focus();"
        " field.setSelectionRange(at, at + old.length); }",
        old,
    )
    page.keyboard.type(new)


def text_of(plan: StrategicPlan, key: str = "goals") -> str:
    return Section.objects.get(plan=plan, key=key).text


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved"))


def test_two_who_type_in_one_section_lose_nothing(browser: Browser, live_server: Any) -> None:
    plan = plan_of_three()
    at = f"/plans/{plan.code}/sections/goals/"
    with writers(browser, live_server.url, LEADER, SEAT, at=at) as (one, other):
        replace(one, "the unit", "labor and delivery")
        replace(other, "our posts", "forty posts")
        saved(one)
        saved(other)
        both = "We keep labor and delivery open.\n\nWe fill forty posts.\n\nPeople find the right door."
        assert text_of(plan) == both

        replace(one, "right", "nearest")
        saved(one)
        replace(other, "right", "best")
        expect(other.get_by_role("heading", name="A colleague changed the same words")).to_be_visible()
        assert text_of(plan) == both.replace("right", "nearest")
        other.get_by_role("button", name="Put both into the field").press("Enter")
        saved(other)
        assert "People find the nearest door." in text_of(plan)
        assert "People find the best door." in text_of(plan)


def test_what_is_typed_before_the_script_is_there_is_saved_too(browser: Browser, live_server: Any) -> None:
    plan, held = plan_of_three(), []
    with writers(browser, live_server.url, LEADER, at="/me/plans/") as (one,):
        one.route("**/plans/writing*.js", lambda route: held.append(route))
        one.goto(f"/plans/{plan.code}/sections/goals/", wait_until="commit")
        replace(one, "the unit", "labor and delivery")
        while not held:
            one.wait_for_timeout(50)
        with one.expect_response(lambda answer: answer.request.method == "POST"):
            held[0].continue_()
        assert "We keep labor and delivery open." in text_of(plan)


def test_a_lost_connection_in_mid_sentence_and_a_closed_page_lose_nothing(
    browser: Browser, live_server: Any
) -> None:
    plan = plan_of_three()
    at = f"/plans/{plan.code}/sections/goals/"
    with writers(browser, live_server.url, GUEST, LEADER, at=at) as (guest, lead):
        guest.context.set_offline(True)
        replace(guest, "the unit", "the birthing unit")
        expect(guest.locator("#saved")).to_contain_text("It is kept on this device")
        replace(lead, "our posts", "forty posts")
        saved(lead)
        guest.context.set_offline(False)
        expect(guest.locator("#saved")).to_contain_text("together with what a colleague wrote")
        both = "We keep the birthing unit open.\n\nWe fill forty posts.\n\nPeople find the right door."
        assert text_of(plan) == both
        expect(guest.locator("#text")).to_have_value(both)

        guest.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('broken')); }")
        replace(guest, "right", "open")
        expect(guest.locator("#saved")).to_contain_text("It is kept on this device")
        guest.goto("about:blank")
        assert text_of(plan) == both
        guest.goto(at)
        expect(guest.locator("#text")).to_have_value(both.replace("right", "open"))
        expect(guest.locator("#saved")).to_contain_text("Saved")
        expect(guest.locator("#saved")).to_contain_text("before this page was closed")
        assert text_of(plan) == both.replace("right", "open")


def test_whoever_is_signed_out_while_typing_signs_in_elsewhere_and_nothing_is_lost(
    browser: Browser, live_server: Any
) -> None:
    plan = plan_of_three()
    at = f"/plans/{plan.code}/sections/goals/"
    with writers(browser, live_server.url, SEAT, at=at) as (page,):
        page.context.clear_cookies()
        replace(page, "the unit", "the ward")
        expect(page.locator("#saved")).to_contain_text("you are signed out")
        elsewhere = page.context.new_page()
        sign_in(elsewhere, SEAT, next="/me/plans/")
        elsewhere.close()
        saved(page)
        assert "the ward" in text_of(plan)


def test_a_plan_is_begun_a_colleague_is_invited_and_comes_by_keyboard(
    browser: Browser, live_server: Any, settings: Any
) -> None:
    settings.PUBLIC_URL = live_server.url
    with writers(browser, live_server.url, LEADER, GUEST, at="/me/plans/") as (lead, guest):
        lead.get_by_role("link", name="Start a plan").press("Enter")
        lead.get_by_label("Title of the plan").fill("Our voice")
        lead.get_by_label("Organization").fill("Example Hospital")
        lead.get_by_role("button", name="Begin to write").press("Enter")
        lead.get_by_label("Example Hospital", exact=False).first.check()
        lead.get_by_role("button", name="Begin to write").press("Enter")
        expect(lead.get_by_role("heading", name="Business goals")).to_be_visible()
        lead.get_by_role("link", name="Authors").press("Enter")
        lead.get_by_label("E-mail address of a colleague").fill(GUEST)
        lead.get_by_role("button", name="Send the invitation").press("Enter")
        expect(lead.get_by_text("A mail with a link is on its way")).to_be_visible()

        link = re.search(r"/plans/joining/\S+", Message.objects.latest("pk").text)
        assert link
        guest.goto(link.group())
        guest.get_by_role("button", name="Write along").press("Enter")
        guest.get_by_role("link", name="Go on writing").press("Enter")
        guest.get_by_role("navigation", name="Sections").get_by_role("link", name="Objectives").press("Enter")
        guest.get_by_label("Objective", exact=True).fill("Six in ten know the unit")
        guest.get_by_role("button", name="Add", exact=True).press("Enter")
        expect(guest.locator(".row__title").first).to_have_text("Six in ten know the unit")
        assert Objective.objects.get().text == "Six in ten know the unit"


def test_without_scripts_the_same_form_saves_all_of_it(browser: Browser, live_server: Any) -> None:
    plan = plan_of_three()
    at = f"/plans/{plan.code}/sections/objectives/"
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    try:
        page = context.new_page()
        sign_in(page, SEAT, next=at)
        page.get_by_label("In your words").fill("Three of them.")
        page.get_by_label("Objective", exact=True).fill("Six in ten know the unit")
        page.get_by_role("button", name="Add", exact=True).press("Enter")
        expect(page.locator(".row__title").first).to_have_text("Six in ten know the unit")
        assert text_of(plan, "objectives") == "Three of them."
    finally:
        context.close()


def test_the_pages_of_a_plan_have_no_fault(browser_page: Page, axe: Callable[[Page], list[str]]) -> None:
    plan = plan_of_three()
    sign_in(browser_page, LEADER, next="/me/plans/")
    for width in WIDTHS:
        browser_page.set_viewport_size({"width": width, "height": 900})
        for path in (
            "/me/plans/",
            "/me/plans/new/",
            f"/plans/{plan.code}/",
            f"/plans/{plan.code}/authors/",
            f"/plans/{plan.code}/about/",
            f"/plans/{plan.code}/comments/",
            f"/plans/{plan.code}/sections/goals/",
            f"/plans/{plan.code}/sections/tactics/",
            f"/plans/{plan.code}/sections/goals/history/?text=1",
        ):
            browser_page.goto(path)
            assert axe(browser_page) == [], (path, width)
            wide = browser_page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (path, width)
