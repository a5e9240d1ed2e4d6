"""Every kind of page, by WCAG 2.2 AA, in the light and in the dark, wide and on a phone."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from rounds.credits.models import Certificate
from rounds.credits.sample import make_sample_credits
from rounds.directory.actions import claims, representatives
from rounds.directory.models import SubList
from rounds.directory.sample import REPRESENTED, give_representative, make_example_hospital
from rounds.directory.tests.factories import SubmissionFactory, SubmittedAccountFactory
from rounds.directory.tests.speaking_cases import NOW, representative
from rounds.memberships.models import Application
from rounds.memberships.sample import make_sample_network
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User
from rounds.users.sample import create_sample_people
from rounds.users.sample_profiles import make_sample_profiles
from tests.plugins.browser import sign_in
from tests.test_journeys import hospitals  # noqa: F401 - a fixture

PAGES = [
    "/",
    "/list/",
    "/list/?scope=register&country=US&sort=accounts",
    "/list/?q=nothing-has-this-name",
    "/lists/",
    "/lists/canada/",
    "/figures/",
    "/figures/places/",
    "/figures/over-time/",
    "/figures/?register=nonsense",
    "/organizations/{slug}/",
    "/organizations/{slug}/proofs/",
    "/organizations/{slug}/claim/",
    "/organizations/{slug}/peers/",
    "/compare/",
    "/compare/?organization={slug}&q=hospital",
    "/figures/case/",
    "/figures/case/?organization={slug}",
    "/submissions/new/",
    "/submissions/new/?organization={slug}&kind=correction",
    "/submissions/{token}/",
    "/submissions/confirm/{confirmation}/",
    "/styleguide/",
    "/about/",
    "/accessibility/",
    "/privacy/",
    "/data/",
    "/api/",
    "/open-data/",
    "/changes/",
    "/changes/?country=US&kind=listed",
    "/reconcile/about/",
    "/reconcile/features/same-account/",
    "/reconcile/preview?id={slug}",
    "/mail/",
    "/mail/templates/",
    "/membership/",
    "/membership/?revenue=250000000&seats=50",
    "/resources/",
    "/search/",
    "/search/?q=hospital",
    "/search/?q=zzzzzz",
    "/people/login/",
    "/people/signup/",
    "/people/password/reset/",
    "/no-such-page/",
]
WIDTHS = [320, 1440]
# The pages of the network, as the sample people see them. "{desk}" is the leader's, "{waiting}" an application.
NETWORK = {
    "visitor": ["/me/", "/me/membership/", "/me/points/", "/me/invoices/", "/membership/individual/apply/"],
    "representative": ["/membership/organization/apply/", "/membership/applications/{waiting}/"],
    "clinician": ["/me/profile/", "/me/credentials/", "/members/", "/me/sign-in/", "/me/data/"],
    "member": [
        *("/me/", "/me/membership/", "/me/points/", "/me/points/buy/", "/me/data/close/"),
        *("/me/credits/", "/me/disclosures/", "/me/credits/{certificate}/", "/credits/{code}/"),
        "/me/credits/claim/workshop/answering-in-public/",
    ],
    "lapsed": ["/me/", "/me/membership/", "/members/"],
    "leader": [
        "/me/",
        "/me/membership/",
        "/me/invoices/",
        "{invoice}",
        "{desk}",
        "{desk}roster/",
        "{desk}invitations/",
        "{desk}points/",
        "{desk}points/buy/",
    ],
    "team": [
        "/office/applications/",
        "/office/memberships/",
        "/office/memberships/{membership}/",
        "/office/memberships/{membership}/leaders/",
        "/office/memberships/report/",
        "/office/memberships/honor/",
        "/office/points/",
        "/office/plans/",
        "/office/strategic-plans/",
        "/office/credentials/",
        "/office/credits/",
        "/office/credits/activities/new/",
        "/office/credits/activities/{credited}/",
        "/office/credits/disclosures/",
    ],
    "treasurer": ["/office/invoices/", "/office/ledger/", "/office/find/?q=example"],
}
MAIN_BUTTONS = "main .button:not(.button--secondary, .button--quiet, .button--danger)"


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


@pytest.mark.parametrize("who", NETWORK)
def test_the_pages_of_the_network_have_no_fault_and_fit_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]], who: str
) -> None:
    now = timezone.now()
    create_sample_people()
    make_example_hospital(at=now)
    make_sample_profiles(at=now)
    membership = make_sample_network(at=now)
    assert membership
    make_sample_credits(at=now)
    certificate = Certificate.objects.get(activity__kind="workshop")
    places = {
        "certificate": certificate.pk,
        "code": certificate.code,
        "credited": certificate.activity_id,
        "desk": f"/network/{membership.pk}/",
        "membership": membership.pk,
        "invoice": membership.orders.latest("pk").invoice.get_absolute_url(),
        "waiting": Application.objects.get(user__email="representative@example.org").key,
    }
    sign_in(browser_page, f"{who}@example.org")
    for address in NETWORK[who]:
        is_office = address.startswith("/office/")
        for width in WIDTHS[1:] if is_office else WIDTHS:
            browser_page.set_viewport_size({"width": width, "height": 900})
            browser_page.goto(address.format(**places))
            assert axe(browser_page) == [], (address, width)
            if not is_office:
                assert browser_page.evaluate("document.documentElement.scrollWidth") <= width, address
                assert browser_page.locator(MAIN_BUTTONS).count() <= 1, address
                assert all(tab["x"] + tab["width"] <= width for tab in _boxes(browser_page, ".tab")), address


def _boxes(page: Page, which: str) -> list[dict[str, float]]:
    boxes: list[dict[str, float]] = page.locator(which).evaluate_all(
        "them => them.map(it => it.getBoundingClientRect().toJSON())"
    )
    return boxes


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


@pytest.mark.usefixtures("hospitals")
def test_the_representatives_screens_have_no_fault_and_fit_any_width(
    browser_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    create_sample_people()
    organization = OrganizationFactory(slug=REPRESENTED, website="https://www.mercy.org/")
    give_representative(at=NOW)
    colleague = representative(organization, "Sam")
    claim = claims.claim(user=colleague, organization=OrganizationFactory(), method="file", at=NOW)
    remy = User.objects.get(email="representative@example.org")
    invitation = representatives.invite(
        organization=organization, email="ada@mercy.org", by=remy, at=timezone.now()
    )
    for email, addresses in (
        (
            "representative@example.org",
            [
                "/my-organizations/",
                f"/organizations/{REPRESENTED}/people/",
                f"/invitations/{invitation.token}/",
            ],
        ),
        ("visitor@example.org", [f"/organizations/{REPRESENTED}/claim/"]),
        ("moderator@example.org", ["/office/claims/", f"/office/claims/{claim.pk}/"]),
    ):
        browser_page.context.clear_cookies()
        sign_in(browser_page, email)
        for address in addresses:
            for width in WIDTHS if "/office/" not in address else WIDTHS[1:]:
                browser_page.set_viewport_size({"width": width, "height": 900})
                browser_page.goto(address)
                assert axe(browser_page) == [], (address, width)
                assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


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
