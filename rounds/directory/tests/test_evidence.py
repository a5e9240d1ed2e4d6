"""Evidence comes in, and what the List says follows, is kept, and lapses."""

from datetime import UTC, datetime, timedelta

import pytest

from rounds.activity.models import Activity
from rounds.directory.actions.evidence import (
    Seen,
    Turn,
    attest,
    decide,
    observe,
    refresh_expired,
    release,
)
from rounds.directory.actions.listings import take_out
from rounds.directory.models import Entry, Evidence, Listing, Statement
from rounds.directory.proof import Kind, Outcome, Proof
from rounds.directory.tests.factories import put_in_list
from rounds.organizations import versions
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def listed(organization: Organization | None = None, text: str = "https://x.com/mayoclinic") -> Listing:
    return put_in_list(organization or OrganizationFactory(), text, at=NOW)


def someone() -> User:
    return User.objects.create_user("ada@example.org")


def said(listing: Listing) -> list[tuple[str, int, int | None]]:
    """What the List said of a listing: status, from and until which day after NOW."""
    return [
        (one.proof, (one.from_at - NOW).days, (one.until_at - NOW).days if one.until_at else None)
        for one in Statement.objects.filter(listing=listing).order_by("from_at", "pk")
    ]


def test_what_the_site_says_makes_it_official_for_ninety_days() -> None:
    listing = listed()
    turns = observe(
        [Seen(listing.pk, Kind.LINK, source_url="https://mayo.example/", digest="ab", checker="site 1")],
        by=None,
        at=NOW + DAY,
    )
    assert turns == [Turn(listing, Proof.REPORTED, Proof.SITE)]
    listing.refresh_from_db()
    assert (listing.proof, listing.proof_until) == (Proof.SITE, NOW + 91 * DAY)
    assert listing.seen_on == (NOW + DAY).date()
    kept = Evidence.objects.get(listing=listing, kind=Kind.LINK)
    assert (kept.source_url, kept.digest, kept.checker) == ("https://mayo.example/", "ab", "site 1")
    assert (kept.observed_at, kept.recorded_at, kept.expires_at) == (NOW + DAY, NOW + DAY, NOW + 91 * DAY)
    assert Entry.objects.get(organization=listing.organization).proof == Proof.SITE


def test_evidence_is_never_changed() -> None:
    listing = listed()
    with pytest.raises(TypeError):
        Evidence.objects.filter(listing=listing).update(outcome=Outcome.DENIES)


def test_what_the_list_said_is_kept_from_one_moment_to_the_next() -> None:
    listing, ada = listed(), someone()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW + 2 * DAY)
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW + 9 * DAY)  # says the same: nothing new is said
    observe([Seen(listing.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW + 12 * DAY)
    attest(listings=[listing], by=ada, at=NOW + 13 * DAY)
    release(listing=listing, by=ada, at=NOW + 20 * DAY)
    assert said(listing) == [
        (Proof.REPORTED, 0, 2),
        (Proof.SITE, 2, 12),
        (Proof.DISPUTED, 12, 13),
        (Proof.ATTESTED, 13, 20),
        (Proof.RELEASED, 20, None),
    ]


def test_what_lapsed_was_out_of_date_from_that_moment_however_late_the_clock() -> None:
    listing = listed()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW)
    assert refresh_expired(at=NOW + 95 * DAY) == 1
    assert said(listing)[-2:] == [(Proof.SITE, 0, 90), (Proof.STALE, 90, None)]


def test_what_lapsed_and_was_seen_again_before_the_clock_ran_was_out_of_date_between() -> None:
    listing = listed()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW)
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW + 95 * DAY)
    assert said(listing)[-3:] == [(Proof.SITE, 0, 90), (Proof.STALE, 90, 95), (Proof.SITE, 95, None)]


def test_a_weaker_proof_that_stands_comes_after_a_stronger_one_lapsed() -> None:
    listing = listed()
    attest(listings=[listing], by=someone(), at=NOW)
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW)
    refresh_expired(at=NOW + 91 * DAY)
    listing.refresh_from_db()
    assert (listing.proof, listing.proof_until) == (Proof.ATTESTED, NOW + 365 * DAY)


def test_a_released_account_stays_in_the_list_and_is_not_counted_as_theirs() -> None:
    organization = OrganizationFactory()
    kept, gone = listed(organization), listed(organization, "https://x.com/mayo_old")
    release(listing=gone, by=someone(), at=NOW + DAY)
    assert set(Listing.objects.current()) == {kept, gone}
    assert list(Listing.objects.theirs()) == [kept]
    assert Entry.objects.get(organization=organization).accounts == 1


def test_the_organization_leaves_the_grid_with_its_last_account() -> None:
    listing = listed()
    release(listing=listing, by=someone(), at=NOW + DAY)
    assert not Entry.objects.filter(organization=listing.organization).exists()


def test_a_moderator_settles_a_dispute_with_words_that_everybody_may_read() -> None:
    listing, ada = listed(), someone()
    decide(listing=listing, outcome=Outcome.CONFLICTS, detail="An impostor.", by=ada, at=NOW + DAY)
    listing.refresh_from_db()
    assert listing.proof == Proof.DISPUTED
    decide(listing=listing, outcome=Outcome.CONFIRMS, detail="Theirs after all.", by=ada, at=NOW + 2 * DAY)
    listing.refresh_from_db()
    assert listing.proof == Proof.ATTESTED
    assert [one.detail for one in listing.evidence.filter(kind=Kind.DECISION).order_by("observed_at")] == [
        "An impostor.",
        "Theirs after all.",
    ]


def test_taking_out_ends_what_the_list_says() -> None:
    listing = listed()
    take_out(listing=listing, reason="Not a hospital", by=None, at=NOW + 3 * DAY)
    assert said(listing) == [(Proof.REPORTED, 0, 3)]


def test_every_change_of_status_is_on_record_and_renews_what_is_cached() -> None:
    listing = listed()
    before = versions.current()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW + DAY)
    assert versions.current() != before
    told = Activity.objects.get(verb="listing.proof_changed")
    assert told.data == {"account": listing.account_id, "from": Proof.REPORTED, "to": Proof.SITE}


def test_what_a_round_only_renews_leaves_what_is_cached_and_what_a_person_says_does_not() -> None:
    listing = listed()
    observe([Seen(listing.pk, kind) for kind in (Kind.LINK, Kind.PROFILE)], by=None, at=NOW)
    before = versions.current()
    observe([Seen(listing.pk, kind) for kind in (Kind.LINK, Kind.PROFILE)], by=None, at=NOW + 7 * DAY)
    assert versions.current() == before
    attest(listings=[listing], by=someone(), at=NOW + 8 * DAY)
    assert versions.current() != before


def test_a_permanent_id_finds_the_account_whatever_it_is_called_now() -> None:
    listing = listed(text="https://bsky.app/profile/mayo.example")
    account = listing.account
    account.native_id = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"
    account.save()
    by_id = listed(text="https://bsky.app/profile/did:plc:aaaaaaaaaaaaaaaaaaaaaaaa")
    assert by_id.account == account


@pytest.mark.parametrize("n", [1, 3])
def test_observing_takes_the_same_queries_for_one_listing_and_for_three(
    n: int, django_assert_num_queries: object
) -> None:
    organization = OrganizationFactory()
    listings = [listed(organization, f"https://x.com/mayo{i}") for i in range(n)]
    with django_assert_num_queries(14):  # type: ignore[operator]
        observe([Seen(one.pk, Kind.LINK) for one in listings], by=None, at=NOW + DAY)
