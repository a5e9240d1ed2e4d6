"""Ways to be called official, or to speak for somebody else's organization, that must not work."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory.actions import askings, claims, keeping
from rounds.directory.actions.evidence import Seen, decide, observe
from rounds.directory.actions.listings import take_out
from rounds.directory.actions.submissions import Refused
from rounds.directory.as_of import statements_at
from rounds.directory.checking import health
from rounds.directory.checking.readings import Life
from rounds.directory.claiming import looking
from rounds.directory.models import Health, Impostor, Listing
from rounds.directory.proof import Kind, Outcome, Proof
from rounds.directory.tests.speaking_cases import person, representative
from rounds.directory.tests.test_checks import DAY, NOW, address, listed, look, page, proof_of, visit
from rounds.moderation.tests.factories import CaseFactory
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "mayo.bsky.social", "mayoclinic.bsky.social"
BLUESKY = "https://bsky.app/profile/"


@pytest.fixture
def mayo() -> Organization:
    return OrganizationFactory(name="Mayo", slug="mayo", website="https://www.mayo.org/")


@pytest.mark.parametrize(
    ("website", "email"),
    [
        ("https://klinik-groß.de/", "eve@klinik-gross.de"),
        ("https://xn--klinik-gro-f4a.de/", "eve@klinik-groß.de"),
        ("https://klinik-groß.de/", "eve@klinik-groß.de"),
    ],
)
def test_a_name_that_mail_and_browsers_read_differently_proves_nothing(website: str, email: str) -> None:
    clinic = OrganizationFactory(website=website)
    with pytest.raises(Refused, match="address"):
        claims.claim(user=person(email), organization=clinic, method="email", at=NOW)


def test_a_name_in_another_alphabet_that_both_read_alike_proves() -> None:
    clinic = OrganizationFactory(website="https://münchen-klinik.de/")
    ada = person("ada@xn--mnchen-klinik-wob.de")
    assert claims.claim(user=ada, organization=clinic, method="email", at=NOW).state == "proven"


def test_a_proof_found_after_the_organization_closed_makes_nobody_its_representative(
    mayo: Organization,
) -> None:
    made = claims.claim(user=person("bob@gmail.com"), organization=mayo, method="file", at=NOW)
    Organization.objects.update(status="closed")
    claims.note_reading(claim=made, found=looking.FOUND, at=NOW, told=False)
    assert not mayo.representatives.exists()


def test_what_is_seen_of_a_listing_that_was_taken_out_meanwhile_is_not_said(mayo: Organization) -> None:
    listing = listed(mayo)
    take_out(listing=listing, reason="Not theirs", by=None, at=NOW)
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW + DAY)
    assert not statements_at(NOW + 2 * DAY).filter(listing=listing).exists()


def test_who_waited_for_a_moderator_does_not_overlook_what_the_moderator_said(mayo: Organization) -> None:
    listing, mia = listed(mayo), person("mia@rounds.example")
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW + DAY)
    later = NOW + DAY + timedelta(seconds=2)
    decide(listing=listing, outcome=Outcome.CONFLICTS, detail="An impostor", by=mia, at=later)
    observe([Seen(listing.pk, Kind.REL_ME)], by=None, at=later - timedelta(seconds=1))
    assert proof_of(listing) == Proof.DISPUTED
    assert [one.proof for one in listing.statements.filter(until_at=None)] == [Proof.DISPUTED]


def test_a_name_left_behind_because_the_new_one_is_listed_already_is_disputed(
    mayo: Organization, client: Client
) -> None:
    now = timezone.now()
    listing = listed(mayo, BLUESKY + OLD)
    look(listing, now - 9 * DAY, handle=OLD, url=BLUESKY + OLD)
    rosa = representative(mayo)
    keeping.settle(listing=listing, by=rosa, at=now - 8 * DAY)
    listed(OrganizationFactory(), BLUESKY + NEW)
    look(listing, now - 7 * DAY, handle=NEW, url=BLUESKY + NEW)
    assert not client.get("/api/v1/verify", {"url": BLUESKY + OLD}).json()["is_official"]
    assert proof_of(listing) == Proof.DISPUTED
    keeping.settle(listing=listing, by=rosa, at=now - 6 * DAY)
    look(listing, now - 5 * DAY, handle=NEW, url=BLUESKY + NEW)
    assert proof_of(listing) == Proof.ATTESTED  # said by somebody who knew; it is not asked every week


def test_a_word_about_an_account_that_came_back_does_not_hold_for_its_next_return(mayo: Organization) -> None:
    listing = listed(mayo, "https://x.com/mayoclinic")
    rosa = representative(mayo)

    def comes_back(at: object) -> None:
        Health.objects.filter(account=listing.account).update(state=health.State.GONE)
        look(listing, at, native_id="", handle="", url="")  # type: ignore[arg-type]

    look(listing, NOW, native_id="", handle="", url="")
    comes_back(NOW + DAY)
    assert proof_of(listing) == Proof.DISPUTED
    keeping.settle(listing=listing, by=rosa, at=NOW + 2 * DAY)
    assert proof_of(listing) == Proof.ATTESTED
    comes_back(NOW + 30 * DAY)
    assert proof_of(listing) == Proof.DISPUTED


def against(listing: Listing, how: str) -> None:
    mia = person("mia@rounds.example")
    if how == "released":
        decide(listing=listing, outcome=Outcome.DENIES, detail="", by=mia, at=NOW + 2 * DAY)
    elif how == "disputed":
        decide(listing=listing, outcome=Outcome.CONFLICTS, detail="", by=mia, at=NOW + 2 * DAY)
    else:
        observe([Seen(listing.pk, Kind.HEALTH, Outcome.ABSENT)], by=None, at=NOW + 2 * DAY)


@pytest.mark.parametrize("how", ["released", "disputed", "stale"])
def test_whoever_took_a_handle_that_was_official_for_others_is_not_official_by_their_own_word(
    mayo: Organization, how: str
) -> None:
    listing = listed(mayo)
    keeping.settle(listing=listing, by=representative(mayo), at=NOW + DAY)
    against(listing, how)
    assert proof_of(listing) == how
    spa = OrganizationFactory(website="https://spa.org/")
    eve = representative(spa, "Eve")
    added = keeping.add(
        organization=spa,
        address=address("https://x.com/mayoclinic"),
        told=keeping.Told(),
        by=eve,
        at=NOW + 3 * DAY,
    )
    assert (added.listing, bool(added.submission)) == (None, True)
    reported = listed(spa)
    keeping.confirm(organization=spa, shown_ids=[reported.pk], by=eve, at=NOW + 4 * DAY)
    assert proof_of(reported) == Proof.REPORTED


def test_an_account_that_was_found_to_pretend_is_official_for_nobody_by_a_word_alone(
    mayo: Organization,
) -> None:
    Impostor.objects.create(
        platform="x",
        key="mayoclinlc",
        address="https://x.com/mayoclinlc",
        organization=mayo,
        case=CaseFactory(),
        since_at=NOW,
    )
    spa = OrganizationFactory(website="https://spa.org/")
    found = address("https://x.com/mayoclinlc")
    added = keeping.add(
        organization=spa, address=found, told=keeping.Told(), by=representative(spa, "Eve"), at=NOW
    )
    assert added.listing is None


def test_of_a_closed_organization_only_warnings_are_said(mayo: Organization, client: Client) -> None:
    now = timezone.now()
    rosa = representative(mayo)
    ours, gone = listed(mayo), listed(mayo, "https://x.com/mayo")
    keeping.settle(listing=ours, by=rosa, at=now - DAY)
    keeping.let_go(listing=gone, by=rosa, at=now - DAY)
    Organization.objects.update(status="closed")
    answers = [
        client.get("/api/v1/verify", {"url": one.account.address}).json()["status"] for one in (ours, gone)
    ]
    assert answers == ["not-listed", "released"]
    text = client.get("/organizations/mayo/").content.decode()
    linked = json.loads(text.partition('application/ld+json">')[2].partition("</script>")[0])
    assert "sameAs" not in linked


@pytest.mark.parametrize("what", ["site", "account", "answer"])
def test_checks_and_answers_take_locks_in_the_order_of_representatives(mayo: Organization, what: str) -> None:
    """Listings, organizations, then sites, health and questions; else two who wait for one another end in a fault."""
    listing = listed(mayo, BLUESKY + OLD)
    visit(mayo, page(BLUESKY + OLD))
    look(listing, NOW, handle=OLD, url=BLUESKY + OLD)
    rosa = representative(mayo)
    asking = askings.ask(organization=mayo, cause="odd", at=NOW)
    assert asking
    with CaptureQueriesContext(connection) as seen:
        if what == "site":
            visit(mayo, page(BLUESKY + OLD), at=NOW + DAY)
        elif what == "account":
            look(listing, NOW + DAY, Life.ALIVE, handle=OLD, url=BLUESKY + OLD)
        else:
            askings.answer_all(asking=asking, by=rosa, at=NOW + DAY)
    last = {"site": "directory_site", "account": "directory_health", "answer": "directory_asking"}[what]
    asked = [one["sql"] for one in seen if " FOR " in one["sql"] and " UPDATE" in one["sql"]]
    if not connection.features.has_select_for_update:
        pytest.skip("this database locks as a whole")
    tables = [one.partition(' FROM "')[2].partition('"')[0] for one in asked]
    first = [tables.index(name) for name in ("directory_listing", "organizations_organization", last)]
    assert first == sorted(first)
