"""Every kind of page, by WCAG 2.2 AA, in the light and in the dark, wide and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from rounds.directory.models import SubList
from rounds.directory.tests.factories import SubmissionFactory, SubmittedAccountFactory
from rounds.users.sample import create_sample_people
from tests.plugins.browser import sign_in
from tests.test_journeys import hospitals  # noqa: F401 - a fixture

PAGES = [
    "/",
    "/list/",
    "/list/?scope=register&country=US&sort=accounts",
    "/list/?q=nothing-has-this-name",
    "/lists/",
    "/lists/canada/",
    "/organizations/{slug}/",
    "/submissions/new/",
    "/submissions/new/?organization={slug}&kind=correction",
    "/submissions/{token}/",
    "/submissions/confirm/{confirmation}/",
    "/styleguide/",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/data/",
    "/mail/",
    "/people/login/",
    "/people/signup/",
    "/people/password/reset/",
    "/no-such-page/",
]
WIDTHS = [320, 1440]


@pytest.mark.usefixtures("hospitals")
@pytest.mark.parametrize("address", PAGES)
def test_a_page_has_no_fault_and_fits_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]], address: str
) -> None:
    submission = SubmittedAccountFactory(submission=SubmissionFactory(state="unconfirmed")).submission
    slug = submission.organization.slug
    path = address.format(slug=slug, token=submission.token, confirmation=submission.confirmation)
    for width in WIDTHS:
        browser_page.set_viewport_size({"width": width, "height": 900})
        browser_page.goto(path)
        assert axe(browser_page) == [], width
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.usefixtures("hospitals")
def test_the_moderators_screens_have_no_fault_of_ours(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    create_sample_people()
    submitted = SubmittedAccountFactory()
    sign_in(browser_page, "moderator@example.org")
    for address in ("/office/submissions/", f"/office/submissions/{submitted.submission_id}/"):
        browser_page.goto(address)
        assert axe(browser_page) == [], address


def test_the_administrators_screens_have_no_fault_of_ours(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    create_sample_people()
    organization = SubmittedAccountFactory().submission.organization
    SubList.objects.create(slug="canada", name="Canada", rule="country=CA")
    sign_in(browser_page, "admin@example.org")
    for address in (
        "/office/",
        f"/office/organizations/{organization.pk}/names/",
        "/office/imports/",
        "/office/sublist/",
    ):
        browser_page.goto(address)
        assert axe(browser_page) == [], address
