"""What visits and looks change: from readings to evidence, suggestions and the next visit."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group

from rounds.directory.actions.account_checks import account_read, plan_looks
from rounds.directory.actions.checks import check_soon, plan_visits, site_read, turn_checks
from rounds.directory.actions.evidence import attest
from rounds.directory.checking.fetchers import ChecksAreOff, checks_are_on, open_fetcher
from rounds.directory.checking.readings import (
    AccountReading,
    Backlink,
    Life,
    Mention,
    PageReading,
    SiteReading,
)
from rounds.directory.checking.rounds import all_scopes
from rounds.directory.checking.scope import Scope
from rounds.directory.models import (
    Account,
    Audience,
    Evidence,
    Handle,
    Health,
    Listing,
    Site,
    SitePage,
    Suggestion,
)
from rounds.directory.proof import Kind, Outcome, Proof
from rounds.directory.tests.factories import address, put_in_list
from rounds.mail.models import Message
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import MODERATORS, User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOME = "https://mayo.example/"
DID = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"
STRANGER = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb"


def mayo() -> Organization:
    return OrganizationFactory(name="Mayo", slug="mayo", website=HOME)


def listed(organization: Organization, text: str = "https://x.com/mayoclinic") -> Listing:
    return put_in_list(organization, text, at=NOW)


def page(*accounts: str, url: str = HOME, kind: Kind = Kind.LINK) -> PageReading:
    return PageReading(
        url, tuple(Mention(kind, address(text), url, "ab" * 32) for text in accounts), etag="e1"
    )


def visit(organization: Organization, *pages: PageReading, at: datetime = NOW, problem: str = "") -> object:
    Site.objects.get_or_create(organization=organization, defaults={"next_visit_at": at})
    return site_read(
        organization_id=organization.pk,
        reading=SiteReading(pages=pages, problem=problem, message=problem),
        scope=all_scopes()[organization.pk],
        at=at,
    )


def proof_of(listing: Listing) -> str:
    return Listing.objects.get(pk=listing.pk).proof


def test_the_site_names_the_account() -> None:
    listing = listed(mayo())
    visited = visit(listing.organization, page("https://twitter.com/MayoClinic"), at=NOW + DAY)
    assert (visited.confirmed, visited.missed, visited.suggested) == (1, 0, 0)
    assert proof_of(listing) == Proof.SITE
    kept = Evidence.objects.get(kind=Kind.LINK)
    assert (kept.source_url, kept.digest, kept.checker) == (HOME, "ab" * 32, "site 1")
    site = Site.objects.get()
    assert (site.read_at, site.next_visit_at, site.failures) == (NOW + DAY, NOW + 8 * DAY, 0)
    assert SitePage.objects.get().etag == "e1"


def test_a_page_outside_the_organizations_part_of_a_shared_site_proves_nothing() -> None:
    organization = OrganizationFactory(website="https://mayo.example/north/")
    listing = listed(organization)
    visit(organization, page("https://x.com/mayoclinic"))
    assert (proof_of(listing), Suggestion.objects.count()) == (Proof.REPORTED, 0)


def test_what_is_gone_from_the_page_twice_is_out_of_date_and_the_representatives_are_not_surprised() -> None:
    listing = listed(mayo())
    visit(listing.organization, page("https://x.com/mayoclinic"))
    visit(listing.organization, page(), at=NOW + 7 * DAY)
    assert proof_of(listing) == Proof.SITE
    visited = visit(listing.organization, page(), at=NOW + 14 * DAY)
    assert (visited.missed, proof_of(listing)) == (1, Proof.STALE)
    visit(listing.organization, page(), at=NOW + 21 * DAY)  # nothing counts any more: nothing more to say
    assert Evidence.objects.filter(outcome=Outcome.ABSENT).count() == 2


def test_a_page_that_was_not_read_says_nothing_about_what_stood_there() -> None:
    listing = listed(mayo())
    contact = f"{HOME}contact"
    visit(listing.organization, page(), page("https://x.com/mayoclinic", url=contact))
    for day in (7, 14, 21):
        visit(listing.organization, page(), at=NOW + day * DAY)
    assert proof_of(listing) == Proof.SITE


def test_a_visit_that_fails_teaches_nothing_and_the_next_comes_later_each_time() -> None:
    listing = listed(mayo())
    visit(listing.organization, page("https://x.com/mayoclinic"))
    waits = []
    for day in (7, 8, 10, 14, 21):
        visit(listing.organization, at=NOW + day * DAY, problem="timeout")
        waits.append(Site.objects.get().next_visit_at - NOW - day * DAY)
    assert proof_of(listing) == Proof.SITE
    assert waits == sorted(waits)
    assert waits[0] >= timedelta(hours=20)
    assert (Site.objects.get().failures, Site.objects.get().problem) == (5, "timeout")


def test_what_the_list_does_not_have_is_suggested_once_and_listed_by_nobody() -> None:
    organization = mayo()
    listed(organization)
    visited = visit(organization, page("https://x.com/mayoclinic", "https://www.youtube.com/@mayo"))
    assert visited.suggested == 1
    visit(organization, page("https://www.youtube.com/@mayo"), at=NOW + 7 * DAY)
    one = Suggestion.objects.get()
    assert (one.platform, one.handle, one.source_url, one.state) == ("youtube", "mayo", HOME, "open")
    assert (one.first_seen_at, one.last_seen_at) == (NOW, NOW + 7 * DAY)
    assert Listing.objects.count() == 1


def test_a_member_of_a_family_is_confirmed_by_the_common_site_and_offered_nothing() -> None:
    parent = mayo()
    child = OrganizationFactory(website=HOME, parent=parent)
    theirs = listed(child)
    visit(child, page("https://x.com/mayoclinic", "https://www.youtube.com/@mayo"))
    assert (proof_of(theirs), Suggestion.objects.count()) == (Proof.SITE, 0)


def test_visits_are_planned_for_whoever_has_a_website_and_are_made_sooner_when_asked() -> None:
    organization = mayo()
    OrganizationFactory(website="")
    assert (plan_visits(at=NOW), plan_visits(at=NOW)) == (1, 0)
    visit(organization, page(), at=NOW)
    listing = listed(organization)
    check_soon(organization=organization, account=listing.account, at=NOW + DAY)
    assert Site.objects.get().next_visit_at == NOW + DAY
    assert Health.objects.get().next_check_at == NOW + DAY


def look(listing: Listing, at: datetime, life: Life = Life.ALIVE, **told: object) -> object:
    told = {"native_id": DID, "handle": "mayo.example", "url": "https://bsky.app/profile/mayo.example"} | told
    if life is not Life.ALIVE:
        told = {}
    reading = AccountReading(life, source_url="https://api.example/", checker="bluesky 1", **told)
    scopes = {listing.organization_id: Scope("mayo.example")}
    return account_read(account_id=listing.account_id, reading=reading, scopes=scopes, at=at)


def bluesky() -> Listing:
    return listed(mayo(), "https://bsky.app/profile/mayo.example")


PROOFS = (
    Backlink(Kind.DOMAIN, HOME, "https://mayo.example/.well-known/atproto-did", "cd" * 32),
    Backlink(Kind.DID_DOCUMENT, HOME, "https://plc.directory/", "ef" * 32),
)


def test_a_handle_that_is_the_organizations_domain_is_proof_both_ways() -> None:
    listing = bluesky()
    look(listing, NOW, backlinks=PROOFS, followers=1200, posted_at=NOW - DAY)
    assert proof_of(listing) == Proof.MUTUAL
    assert Account.objects.get().native_id == DID
    assert [(one.handle, one.native_id) for one in Handle.objects.all()] == [("mayo.example", DID)]
    assert [(one.followers, one.observed_on) for one in Audience.objects.all()] == [(1200, NOW.date())]
    assert Health.objects.get().posted_at == NOW - DAY


def test_somebody_elses_domain_proves_nothing() -> None:
    listing = bluesky()
    elsewhere = [Backlink(one.kind, "https://other.example/", one.source_url, one.digest) for one in PROOFS]
    look(listing, NOW, backlinks=tuple(elsewhere))
    assert proof_of(listing) == Proof.REPORTED


def test_another_id_behind_the_handle_is_disputed_at_once_and_people_are_told() -> None:
    listing = bluesky()
    moderator = User.objects.create_user("moderator@example.net")
    moderator.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    look(listing, NOW, backlinks=PROOFS)
    look(listing, NOW + DAY, native_id=STRANGER, backlinks=PROOFS)
    assert proof_of(listing) == Proof.DISPUTED
    assert [one.to for one in Message.objects.filter(key__startswith="listing-disputed")] == [moderator.email]
    look(listing, NOW + 8 * DAY, native_id=STRANGER, backlinks=PROOFS)
    assert Evidence.objects.filter(kind=Kind.IDENTITY).count() == 1
    assert Account.objects.get().native_id == DID


def test_when_a_person_says_that_the_new_account_is_theirs_its_id_is_kept() -> None:
    listing = bluesky()
    look(listing, NOW, backlinks=PROOFS)
    look(listing, NOW + DAY, native_id=STRANGER)
    attest(listings=[listing], by=User.objects.create_user("ada@mayo.example"), at=NOW + 2 * DAY)
    look(listing, NOW + 3 * DAY, native_id=STRANGER, backlinks=PROOFS)
    assert (Account.objects.get().native_id, proof_of(listing)) == (STRANGER, Proof.MUTUAL)
    look(listing, NOW + 4 * DAY, native_id=DID)  # and back again is another change
    assert proof_of(listing) == Proof.DISPUTED


def test_a_renamed_handle_follows_its_id() -> None:
    listing = bluesky()
    look(listing, NOW)
    look(listing, NOW + DAY, handle="mayo.health", url="https://bsky.app/profile/mayo.health")
    account = Account.objects.get()
    assert (account.handle, account.key) == ("mayo.health", "mayo.health")
    assert account.address == "https://bsky.app/profile/mayo.health"
    assert [one.handle for one in listing.statements.order_by("from_at")] == ["mayo.example", "mayo.health"]
    assert proof_of(listing) == Proof.REPORTED


def test_a_new_name_that_the_list_knows_already_waits_for_a_person() -> None:
    listing = bluesky()
    listed(listing.organization, "https://bsky.app/profile/mayo.health")
    look(listing, NOW)
    look(listing, NOW + DAY, handle="mayo.health", url="https://bsky.app/profile/mayo.health")
    assert sorted(Account.objects.values_list("handle", flat=True)) == ["mayo.example", "mayo.health"]


def test_an_account_is_gone_after_three_failures_over_a_week_and_comes_back_under_its_id() -> None:
    listing = bluesky()
    look(listing, NOW, backlinks=PROOFS)
    for at in (NOW + DAY, NOW + 4 * DAY + timedelta(hours=5)):
        look(listing, at, Life.GONE)
    assert proof_of(listing) == Proof.MUTUAL
    look(listing, NOW + 9 * DAY + timedelta(hours=3), Life.GONE)
    assert (Health.objects.get().state, proof_of(listing)) == (Health.State.GONE, Proof.STALE)
    look(listing, NOW + 12 * DAY, backlinks=PROOFS)
    assert (Health.objects.get().state, proof_of(listing)) == (Health.State.FINE, Proof.MUTUAL)


def test_only_what_can_be_read_without_a_key_is_looked_at() -> None:
    listed(mayo())
    organization = Organization.objects.get()
    bluesky_account = put_in_list(organization, "https://bsky.app/profile/mayo.example", at=NOW).account
    assert (plan_looks(at=NOW), plan_looks(at=NOW)) == (1, 0)
    assert Health.objects.get().account == bluesky_account


def test_nothing_is_asked_until_an_administrator_says_so() -> None:
    admin = User.objects.create_superuser("admin@example.net")
    with pytest.raises(ChecksAreOff), open_fetcher():
        raise AssertionError
    turn_checks(on=True, by=admin, at=NOW)
    assert checks_are_on()
    with open_fetcher() as fetcher:
        assert fetcher is not None
    turn_checks(on=False, by=admin, at=NOW)
    assert not checks_are_on()
