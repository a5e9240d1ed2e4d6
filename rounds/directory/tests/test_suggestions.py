"""Accounts that an organization's site names and that are not listed: representatives decide, or else moderators."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory.actions import suggestions
from rounds.directory.actions.keeping import Refused
from rounds.directory.models import Listing, Site, Submission, Suggestion
from rounds.directory.tests.speaking_cases import moderator, signed_in
from rounds.directory.tests.test_keeping import (
    DAY,
    NOW,
    listed,
    page,
    representative,
    said,
    suggestion,
)
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
OFFICE = "/office/suggestions/"


@pytest.fixture
def mercy() -> Organization:
    return OrganizationFactory(name="Mercy", slug="mercy", website="https://mercy.example/")


@pytest.fixture
def rosa(mercy: Organization) -> User:
    return representative(mercy)


@pytest.fixture
def desk(rosa: User) -> Client:
    return signed_in(rosa)


@pytest.fixture
def office() -> Client:
    return signed_in(moderator())


def say(desk: Client, one: Suggestion, do: str) -> object:
    return desk.post(f"/organizations/mercy/keep/suggestions/{one.pk}/", {"do": do})


# --- At the desk -----------------------------------------------------------------------------------------------------


def test_a_suggestion_says_where_it_was_found_and_is_listed_by_one_button(
    mercy: Organization, desk: Client, rosa: User
) -> None:
    one = suggestion(mercy, "https://x.com/mercynews")
    html = page(desk)
    assert "https://mercy.example/contact" in html
    assert "A link on its site" in html
    for _twice in range(2):
        say(desk, one, "add")
    listing = Listing.objects.get()
    assert (listing.account.handle, listing.proof, listing.evidence.count()) == (
        "mercynews", "official-attested", 1,
    )  # fmt: skip
    one.refresh_from_db()
    assert (one.state, one.decided_by) == ("accepted", rosa)


def test_adding_a_suggestion_is_undone_with_what_was_listed_by_it(mercy: Organization, desk: Client) -> None:
    one = suggestion(mercy, "https://x.com/mercynews")
    say(desk, one, "add")
    say(desk, one, "undo")
    one.refresh_from_db()
    assert (one.state, one.decided_by, one.decided_at) == ("open", None, None)
    assert Listing.objects.get().ended_reason == "Added by mistake"
    say(desk, one, "add")
    assert Listing.objects.current().get().proof == "official-attested"


def test_undoing_takes_out_nothing_that_was_listed_otherwise(mercy: Organization, rosa: User) -> None:
    one = suggestion(mercy, "https://x.com/mercynews")
    listed(mercy, "https://x.com/mercynews")
    suggestions.accept(suggestion=one, by=rosa, at=NOW + DAY)
    suggestions.reopen(suggestion=one, by=rosa, at=NOW + 2 * DAY)
    assert Listing.objects.get().ended_at is None


def test_what_is_not_theirs_is_dismissed_and_can_be_taken_up_again_for_some_days(
    mercy: Organization, desk: Client, rosa: User
) -> None:
    one = suggestion(mercy, "https://x.com/mercynews")
    say(desk, one, "dismiss")
    html = page(desk)
    assert "Found on your site" not in html
    assert "Suggestions you decided about lately" in html
    say(desk, one, "undo")
    assert "Found on your site" in page(desk)
    suggestions.dismiss(suggestion=one, by=rosa, at=NOW)
    with pytest.raises(Refused):
        suggestions.reopen(suggestion=one, by=rosa, at=NOW + 15 * DAY)


def test_a_link_to_somebody_elses_official_account_goes_to_the_moderators(
    mercy: Organization, desk: Client, rosa: User
) -> None:
    official = listed(
        OrganizationFactory(), "https://x.com/partner", attested=True, by=rosa, at=timezone.now()
    )
    response = say(desk, suggestion(mercy, "https://x.com/partner"), "add")
    assert "A moderator looks at it first" in said(response)
    assert Listing.objects.get() == official
    assert Submission.objects.get().organization == mercy


def test_another_organizations_suggestion_cannot_be_decided_at_this_desk(
    mercy: Organization, desk: Client
) -> None:
    one = suggestion(OrganizationFactory(), "https://x.com/other")
    assert say(desk, one, "add").status_code == 404  # type: ignore[attr-defined]
    assert not Listing.objects.exists()


# --- In the office ---------------------------------------------------------------------------------------------------


def test_the_office_is_for_moderators(desk: Client) -> None:
    assert desk.get(OFFICE).status_code in (302, 403)
    assert Client().get(OFFICE).status_code == 302


def test_moderators_see_what_nobody_speaks_for_and_what_lies_too_long(
    mercy: Organization, rosa: User, office: Client
) -> None:
    now = timezone.now()
    part = OrganizationFactory(parent=OrganizationFactory(parent=mercy))
    for organization in (mercy, part):
        suggestion(organization, f"https://x.com/{organization.slug.replace('-', '')}")
    alone = suggestion(OrganizationFactory(), "https://x.com/alone")
    Suggestion.objects.update(first_seen_at=now, last_seen_at=now)
    lying = suggestion(mercy, "https://x.com/lying")
    Suggestion.objects.filter(pk=lying.pk).update(first_seen_at=now - timedelta(days=61))
    shown = {row.suggestion for row in office.get(OFFICE).context["rows"]}
    assert shown == {alone, lying}


def test_a_moderator_lists_it_as_reported_and_has_the_site_looked_at(office: Client) -> None:
    one = suggestion(OrganizationFactory(), "https://x.com/alone")
    for _twice in range(2):
        office.post(OFFICE, {"suggestion": one.pk, "do": "list"})
    listing = Listing.objects.get()
    assert (listing.organization, listing.proof) == (one.organization, "reported")
    assert Site.objects.get(organization=one.organization).next_visit_at == listing.listed_at
    office.post(OFFICE, {"suggestion": one.pk, "do": "undo"})
    one.refresh_from_db()
    assert (one.state, Listing.objects.current().count()) == ("open", 0)


def test_a_moderator_dismisses_it_and_may_undo(office: Client) -> None:
    one = suggestion(OrganizationFactory(), "https://x.com/alone")
    office.post(OFFICE, {"suggestion": one.pk, "do": "dismiss"})
    html = office.get(OFFICE + "?state=decided").content.decode()
    assert "Dismissed" in html
    assert "Mia" in html
    office.post(OFFICE, {"suggestion": one.pk, "do": "undo"})
    one.refresh_from_db()
    assert one.state == "open"


def test_the_office_warns_where_the_account_is_listed_for_another(office: Client, rosa: User) -> None:
    listed(
        OrganizationFactory(name="Mayo Clinic"),
        "https://x.com/alone",
        attested=True,
        by=rosa,
        at=timezone.now(),
    )
    suggestion(OrganizationFactory(), "https://x.com/alone")
    assert "listed for Mayo Clinic: Official, attested" in unescape(office.get(OFFICE).content.decode())


@pytest.mark.parametrize("pk", ["", "0", "abc", "9" * 40, "٣"])
def test_a_suggestion_that_cannot_be_meant_is_not_found(office: Client, pk: str) -> None:
    assert office.post(OFFICE, {"suggestion": pk, "do": "list"}).status_code == 404


def test_the_office_asks_the_database_as_often_for_three_as_for_one_and_pages(office: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert office.get(OFFICE).status_code == 200
        return len(seen)

    suggestion(OrganizationFactory(), "https://x.com/number0")
    queries()  # what the back office keeps after its first page
    one = queries()
    for number in range(1, 3):
        suggestion(OrganizationFactory(), f"https://x.com/number{number}")
    assert queries() == one
    for number in range(3, 60):
        suggestion(OrganizationFactory(), f"https://x.com/number{number}")
    assert len(office.get(OFFICE + "?page=2").context["rows"]) == 10
