"""A fellow climbs to silver with the clock moved: written by keyboard, too early once, read by two, then shown."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from rounds.fellows.actions.reviewing import name_reviewer
from rounds.fellows.actions.showing import show
from rounds.fellows.models import Passage, Step
from rounds.fellows.tests import cases
from rounds.users.models import User
from rounds.users.sample import PASSWORD
from tests.plugins.browser import sign_in

WIDTHS = [375, 1280]


def press(page: Page, button: Locator) -> None:
    """By keyboard, once the scripts of the page are there."""
    page.wait_for_load_state()
    button.focus()
    page.keyboard.press("Enter")


def fellow() -> Step:
    """Bronze, as of a plan that was accepted in January."""
    user = cases.person("Ada Lovelace")
    return cases.silver_of(cases.bronze(user))


def a_reviewer(name: str) -> User:
    made = cases.person(name)
    made.groups.add(Group.objects.get(name="Reviewers of fellows"))
    return made


def as_person(page: Page, user: User, to: str) -> None:
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    page.context.clear_cookies()
    sign_in(page, user.email, next=to)


def test_a_fellow_climbs_to_silver(browser_page: Page) -> None:
    page, step = browser_page, fellow()
    user = step.fellow.user
    _move_the_clock(step, months=2)
    as_person(page, user, "/me/fellowship/")
    expect(page.get_by_text("2 of 6").first).to_be_visible()
    press(page, page.get_by_role("link", name="Write the report"))
    _write(page)
    press(page, page.get_by_role("link", name="Add a figure"))
    page.get_by_label("Figure", exact=True).fill("220")
    press(page, page.get_by_role("button", name="Add this figure"))
    expect(page.get_by_text("60% of the way to the target")).to_be_visible()
    page.get_by_label("Where you took part in the network").fill("Two webinars.")
    press(page, page.get_by_role("button", name="Save where you took part"))
    press(page, page.get_by_role("button", name="Send it to the reviewers"))
    expect(page.get_by_text("a plan is carried out for six months first").first).to_be_visible()

    _move_the_clock(step, months=7)
    press(page, page.get_by_role("button", name="Send it to the reviewers"))
    expect(page.get_by_text("It is sent.")).to_be_visible()

    one, other = a_reviewer("Grace Hopper"), a_reviewer("Mary Jackson")
    step.refresh_from_db()
    for slot, who in enumerate((one, other), 1):
        name_reviewer(step=step, slot=slot, reviewer=who, by=cases.runner(), at=timezone.now())
    _judge(page, one)
    _judge(page, other)

    as_person(page, user, "/me/fellowship/")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^Certificate.*Silver")).click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.get_by_label("Everybody can see my portfolio").check()
    press(page, page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("Your portfolio is public.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"/fellows/{step.fellow.slug}/")
    expect(page.get_by_text("Silver fellow").first).to_be_visible()
    expect(page.get_by_role("heading", name="Listening first")).to_be_visible()


def _write(page: Page) -> None:
    """Typed by keyboard; saved without a button."""
    page.wait_for_url("**/me/fellowship/report/")
    for key in Passage.Key.values:
        field = page.locator(f"#section-{key} [name=text]")
        field.focus()
        page.keyboard.insert_text("Listening first" if key == "title" else "word " * 150)
        expect(page.locator(f"#section-{key} [data-status]")).to_have_text("Saved", timeout=30_000)
    expect(page.locator("[data-count]")).to_have_text("900")
    page.reload()
    expect(page.locator("#section-title [name=text]")).to_have_value("Listening first")


def _judge(page: Page, who: User) -> None:
    as_person(page, who, "/me/fellow-reviews/")
    press(page, page.get_by_role("link", name="Ada Lovelace: Silver"))
    page.get_by_label("Award it").check()
    page.get_by_label("Your reasons").fill("Clear, measured and honest.")
    press(page, page.get_by_role("button", name="Decide"))
    expect(page.get_by_text("Thank you.")).to_be_visible()


def _move_the_clock(step: Step, months: int) -> None:
    """As though carrying out had begun so many months ago."""
    began = timezone.now() - timedelta(days=months * 31)
    earliest = began + timedelta(days=184)
    Step.objects.filter(pk=step.pk).update(began_at=began, earliest_at=earliest)


def test_its_pages_are_open_to_everybody(browser_page: Page, axe: Callable[[Page], list[str]]) -> None:
    """In both schemes, on a phone and on a desk: accessible, and no wider than the window."""
    page, user = browser_page, cases.person("Ada Lovelace")
    found = cases.gold(user)
    show(fellow=found, to={"about": "I listen.", "is_public": True}, by=user, at=cases.LATER)
    as_person(page, user, "/me/fellowship/")
    faults = []
    own = ("/me/fellowship/", "/me/fellowship/report/", "/me/fellowship/sharing/")
    for path in (*own, "/fellows/", f"/fellows/{found.slug}/"):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            faults += axe(page)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{path} is wider than {width}")
    assert faults == []
