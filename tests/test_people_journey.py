"""A nurse who says who she is, staff who check it, and a member who finds her, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rounds.core import zones
from rounds.users.models import Profile, User
from rounds.users.sample import PASSWORD
from rounds.users.tests.people import checker, holds, member, person, says
from tests.plugins.browser import sign_in


def _open(user: Any) -> list[str]:
    return ["member"] if user.email.endswith("@member.example") else []


@pytest.fixture
def people(live_server: object, monkeypatch: pytest.MonkeyPatch) -> dict[str, User]:
    monkeypatch.setattr(zones, "_openers", {"tests": _open})
    made = {"nora": person("Nora Nurse"), "cher": checker(), "mia": member()}
    for one in made.values():
        one.set_password(PASSWORD)
        one.save()
        one.emailaddress_set.create(email=one.email, verified=True, primary=True)
    return made


def test_a_nurse_is_shown_as_one_once_it_is_checked(
    browser_page: Page, people: dict[str, User], axe: Callable[[Page], list[str]]
) -> None:
    page = browser_page
    sign_in(page, people["nora"].email, next="/me/profile/")
    page.get_by_label("Name", exact=True).fill("Nora Nurse, RN")
    page.get_by_label("Headline", exact=True).fill("Teaches patients to podcast")
    page.get_by_label("Members may find me in the directory").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Your name says “RN”.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("link", name="State your credential").click()
    expect(page.get_by_label("Credential", exact=True)).to_have_value("RN")
    page.get_by_label("A license, looked up in its register").check()
    page.get_by_label("License or registration number").fill("R 17-4")
    page.get_by_label("Where it was given").fill("Minnesota Board of Nursing")
    page.get_by_role("button", name="Send to be checked").click()
    expect(page.get_by_text("Waiting to be checked")).to_be_visible()
    assert axe(page) == []

    page.context.clear_cookies()
    sign_in(page, people["cher"].email, next="/office/credentials/")
    page.get_by_role("link", name="Nora Nurse").click()
    page.get_by_label("Where did you see the record?").fill("nursys.com")
    page.get_by_label("Valid until").fill("2099-12-31")
    page.get_by_role("button", name="I have seen it: confirm").click()
    expect(page.get_by_text("Decided: RN of Nora Nurse")).to_be_visible()

    page.context.clear_cookies()
    sign_in(page, people["mia"].email, next="/members/")
    page.get_by_label("Name, headline or topic").fill("podc")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    assert axe(page) == []
    page.get_by_role("link", name="Nora Nurse, RN").click()
    expect(page.get_by_role("heading", name="Nora Nurse, RN")).to_be_visible()
    expect(page.get_by_text("Checked by Cher Checker")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_the_pages_have_no_fault_and_fit_any_width(
    browser_page: Page, people: dict[str, User], axe: Callable[[Page], list[str]], width: int
) -> None:
    page, mia = browser_page, people["mia"]
    holds(mia, "MD", by=people["cher"])
    says(
        mia,
        name="Mia Member, RN",
        topics=["Podcasts", "Rural health"],
        languages=["es", "ase"],
        links=[("Blog", "https://blog.example/")],
        is_listed=True,
    )
    page.set_viewport_size({"width": width, "height": 900})
    sign_in(page, mia.email, next="/me/profile/")
    slug = Profile.objects.get(user=mia).slug
    addresses = ("/me/profile/", "/me/profile/preview/", "/me/credentials/", "/members/", f"/members/{slug}/")
    for address in addresses:
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
