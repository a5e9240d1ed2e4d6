import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from rounds.activity.models import Activity
from rounds.directory.actions.evidence import refresh_expired
from rounds.directory.actions.listings import (
    Row,
    list_accounts,
    take_out,
)
from rounds.directory.models import Account, Entry, Evidence, Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.directory.tests.factories import ListingFactory, address, put_in_list
from rounds.organizations import versions
from rounds.organizations.tests.factories import OrganizationFactory, RegisterFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def put(organization: Any, text: str = "https://x.com/mayoclinic", **more: Any) -> Listing:
    return put_in_list(organization, text, **({"language": "en", "at": NOW} | more))


def test_an_account_is_listed_with_its_evidence_its_entry_and_its_record() -> None:
    organization = OrganizationFactory()
    before = versions.current()
    listing = put(organization, seen_on=date(2026, 5, 1))
    assert (listing.proof, listing.seen_on, listing.purpose) == (Proof.REPORTED, date(2026, 5, 1), "main")
    assert list(listing.evidence.values_list("kind", "observed_at")) == [(Evidence.Kind.SUBMISSION, NOW)]
    entry = Entry.objects.get()
    assert (entry.organization_id, entry.accounts, entry.platforms) == (
        organization.pk,
        1,
        1 << PLATFORMS["x"].bit,
    )
    assert list(Activity.objects.about(organization).values_list("verb", flat=True)) == ["listing.added"]
    assert versions.current() != before


def test_listing_the_same_account_again_adds_evidence_and_no_second_listing() -> None:
    organization = OrganizationFactory()
    put(organization, "https://x.com/mayoclinic")
    put(organization, "https://twitter.com/MayoClinic", at=NOW + timedelta(days=1))
    assert (Account.objects.count(), Listing.objects.count(), Evidence.objects.count()) == (1, 1, 2)


def test_an_account_may_serve_two_organizations_and_proof_belongs_to_the_pair() -> None:
    system, hospital = OrganizationFactory(), OrganizationFactory()
    put(system, attested=True)
    put(hospital)
    assert Account.objects.count() == 1
    assert {one.organization_id: one.proof for one in Listing.objects.all()} == {
        system.pk: Proof.ATTESTED,
        hospital.pk: Proof.REPORTED,
    }


def test_the_database_refuses_a_second_current_listing_of_the_same_pair() -> None:
    listing = ListingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ListingFactory(organization=listing.organization, account=listing.account)


def test_taken_out_it_leaves_the_grid_and_stays_in_the_history() -> None:
    organization = OrganizationFactory()
    listing = put(organization)
    take_out(listing=listing, reason="The account was closed.", by=None, at=NOW + timedelta(days=1))
    listing.refresh_from_db()
    assert (listing.ended_at, listing.ended_reason) == (NOW + timedelta(days=1), "The account was closed.")
    assert not Entry.objects.exists()
    again = put(organization, at=NOW + timedelta(days=2))
    assert again.pk != listing.pk


def test_an_attestation_lapses_and_the_clock_writes_it_down() -> None:
    organization = OrganizationFactory()
    listing = put(organization, attested=True)
    assert Entry.objects.get().proof == Proof.ATTESTED
    assert refresh_expired(at=NOW + timedelta(days=364)) == 0
    assert refresh_expired(at=NOW + timedelta(days=366)) == 1
    listing.refresh_from_db()
    assert (listing.proof, Entry.objects.get().proof) == (Proof.STALE, Proof.STALE)
    assert refresh_expired(at=NOW + timedelta(days=366)) == 0


def test_a_register_brings_many_at_once_and_nothing_the_second_time() -> None:
    one, other = OrganizationFactory(), OrganizationFactory()
    register = RegisterFactory(as_of=date(2022, 4, 1))
    rows = [
        Row(one.pk, address("https://www.facebook.com/one")),
        Row(one.pk, address("https://x.com/shared")),
        Row(other.pk, address("https://x.com/Shared")),
    ]
    assert list_accounts(rows, register=register, by=None, at=NOW) == 3
    version = versions.current()
    assert list_accounts(rows, register=register, by=None, at=NOW) == 0
    assert versions.current() == version
    assert (Account.objects.count(), Evidence.objects.count()) == (2, 3)
    assert set(Listing.objects.values_list("proof", "seen_on")) == {(Proof.REPORTED, date(2022, 4, 1))}
    assert {one.organization_id: one.accounts for one in Entry.objects.all()} == {one.pk: 2, other.pk: 1}


def test_an_older_register_does_not_make_an_account_look_older() -> None:
    organization = OrganizationFactory()
    row = [Row(organization.pk, address("https://x.com/one"))]
    list_accounts(row, register=RegisterFactory(as_of=date(2022, 4, 1)), by=None, at=NOW)
    list_accounts(row, register=RegisterFactory(as_of=date(2017, 6, 1)), by=None, at=NOW)
    assert Listing.objects.get().seen_on == date(2022, 4, 1)
    assert Evidence.objects.count() == 2


def test_many_rows_cost_no_more_queries_than_few(django_assert_max_num_queries) -> None:
    register = RegisterFactory()
    organizations = OrganizationFactory.create_batch(30)
    rows = [Row(one.pk, address(f"https://x.com/hospital{n}")) for n, one in enumerate(organizations)]
    with django_assert_max_num_queries(16):
        list_accounts(rows, register=register, by=None, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_list_for_one_organization_at_the_same_moment_both_are_counted() -> None:
    organization = OrganizationFactory()

    def another() -> None:
        try:
            put(organization, "https://x.com/other")
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            put(organization, "https://x.com/one")
            done = pool.submit(another)
            time.sleep(0.5)  # as far as it comes while the first is not committed
        done.result(timeout=20)
    assert Entry.objects.get().accounts == Listing.objects.count() == 2
