"""The screens in a real browser: no fault by WCAG 2.2 AA, in the light and in the dark, wide and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from rounds.moderation.models import APPEAL_FOR, Case
from rounds.moderation.tests.factories import A_MOMENT, CaseFactory
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in

WIDTHS = [320, 1440]
DECIDED = {
    "state": "decided",
    "decision": "upheld",
    "measure": "hidden",
    "measure_in_force": "hidden",
    "facts": "Its site names another one.",
    "rule": "Things are real.",
    "decided_at": A_MOMENT,
    "appeal_until_at": A_MOMENT + 10 * APPEAL_FOR,
}


def faults(page: Page, axe: Callable[[Page], list[str]], address: str) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        found += axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{address} is wider than {width}")
    return found


@pytest.mark.parametrize(
    "address",
    [
        "/reports/new/?thing=7",
        "/reports/new/?place=7&url=https://x.com/Mercy_",
        "/reports/new/",
        "/reports/confirm/{new.confirmation}/",
        "/reports/{new.token}/",
        "/reports/{done.token}/",
        "/reports/{done.affected_token}/",
    ],
)
def test_a_page_has_no_fault_and_fits_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]], address: str
) -> None:
    new = CaseFactory(state="unconfirmed", confirmed_at=None, links=["https://mercy.example/" + "a" * 120])
    done = CaseFactory(**DECIDED)
    assert faults(browser_page, axe, address.format(new=new, done=done)) == []


def test_the_moderators_screens_have_no_fault_of_ours(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    create_sample_people()
    case, done = CaseFactory(), CaseFactory(**DECIDED)
    sign_in(browser_page, "moderator@example.org")
    for address in ("/office/cases/", f"/office/cases/{case.pk}/", f"/office/cases/{done.pk}/"):
        browser_page.goto(address)
        assert axe(browser_page) == [], address


def test_reporting_with_script_proves_the_work_and_brings_back_what_was_typed(browser_page: Page) -> None:
    page = browser_page
    page.goto("/reports/new/?thing=7")
    page.get_by_label("It is not real").check()
    page.get_by_label("How do you know?").fill("It is linked nowhere on their site.")
    page.reload()
    assert page.get_by_label("How do you know?").input_value() == "It is linked nowhere on their site."
    page.get_by_label("It is not real").check()
    page.get_by_label("Your e-mail address").fill("ada@example.com")
    page.wait_for_timeout(3_100)  # the form takes nothing that was written faster
    page.get_by_role("button", name="Send").click()
    page.get_by_role("heading", name="Your report").wait_for()
    case = Case.objects.get()
    assert (case.solved, case.text) == (True, "It is linked nowhere on their site.")
    page.goto(f"/reports/confirm/{case.confirmation}/")
    page.get_by_role("button", name="Yes, I reported this").click()
    page.get_by_text("A moderator will look at it").first.wait_for()
