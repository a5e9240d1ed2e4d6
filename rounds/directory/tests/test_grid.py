"""The grid's index against the plain question asked of the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from rounds.directory.actions.entries import refresh_entries
from rounds.directory.grid import index
from rounds.directory.grid.index import current_index
from rounds.directory.grid.queries import Query
from rounds.directory.models import Listing
from rounds.directory.proof import Proof
from rounds.directory.tests.factories import AccountFactory, ListingFactory
from rounds.organizations import search, versions
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()


def listed(
    name: str, *platforms: str, seen_on: date | None = None, listed_at: datetime = NOW, **fields: str
) -> int:
    organization = OrganizationFactory(name=name, **fields)
    for platform in platforms:
        account = AccountFactory(platform=platform)
        ListingFactory(organization=organization, account=account, seen_on=seen_on, listed_at=listed_at)
    refresh_entries([organization.pk])
    search.index([organization.pk])
    versions.bump()
    return organization.pk


def found(query: Query) -> list[int]:
    return list(current_index(NOW).result(query))


def counts(query: Query) -> dict[str, dict[str, int]]:
    return dict(current_index(NOW).result(query).counts)


def test_the_list_has_organizations_with_accounts_and_the_register_all() -> None:
    with_account = listed("B", "facebook")
    without = listed("A")
    assert found(Query()) == [with_account]
    assert found(Query(scope="register")) == [with_account, without]


def test_closed_organizations_are_in_neither() -> None:
    pk = listed("A", "facebook")
    Organization.objects.filter(pk=pk).update(status="closed")
    versions.bump()
    assert found(Query(scope="register")) == []


def test_values_of_one_filter_add_up_and_filters_narrow() -> None:
    us = listed("A", "facebook", country="US", type="hospital")
    ca = listed("B", "facebook", "x", country="CA", region="CA-ON", type="hospital")
    listed("C", "x", country="DE", region="DE-BY", type="clinic")
    assert found(Query(country=("US", "CA"))) == [ca, us]
    assert found(Query(country=("US", "CA"), platform=("x",))) == [ca]
    assert found(Query(country=("US",), platform=("x",))) == []
    assert found(Query(country=("ZZ",))) == []


def test_each_filter_counts_what_its_values_would_find_with_the_others_as_they_are() -> None:
    listed("A", "facebook", country="US", region="US-MN", type="hospital", seen_on=TODAY)
    listed(
        "B", "facebook", "x", country="US", region="US-CA", type="clinic", seen_on=TODAY - timedelta(days=900)
    )
    listed("C", "x", country="CA", region="CA-ON", type="hospital")
    assert counts(Query(country=("US",))) == {
        "country": {"US": 2, "CA": 1},
        "region": {"US-MN": 1, "US-CA": 1},
        "type": {"hospital": 1, "clinic": 1},
        "platform": {"facebook": 2, "x": 1},
        "proof": {Proof.REPORTED: 2},
        "seen": {"year": 1, "five-years": 1},
    }


def test_a_chosen_value_that_finds_nothing_is_still_shown_with_zero() -> None:
    listed("A", "facebook", type="hospital")
    listed("B", "x", type="clinic")
    assert counts(Query(platform=("x",), type=("hospital",)))["platform"] == {"facebook": 1, "x": 0}


@pytest.mark.parametrize(
    ("sort", "expected"), [("name", "ABC"), ("accounts", "CAB"), ("seen", "BAC"), ("newest", "BCA")]
)
def test_orders(sort: str, expected: str) -> None:
    pks = {
        "A": listed("A", "x", seen_on=TODAY - timedelta(days=2), listed_at=NOW - timedelta(days=9)),
        "B": listed("B", "x", seen_on=TODAY, listed_at=NOW),
        "C": listed("C", "x", "facebook", listed_at=NOW - timedelta(days=5)),
    }
    assert found(Query(sort=sort)) == [pks[name] for name in expected]


def test_of_those_last_seen_on_one_day_the_one_with_most_accounts_comes_first() -> None:
    few = listed("A", "x", seen_on=TODAY)
    many = listed("B", "x", "facebook", seen_on=TODAY)
    older = listed("C", "x", "facebook", "youtube", seen_on=TODAY - timedelta(days=1))
    assert found(Query()) == [many, few, older]


def test_a_search_narrows_like_a_filter_and_comes_in_order_of_relevance() -> None:
    by_place = listed("Mercy Hospital", "x", city="Rochester")
    by_name = listed("Rochester Clinic", "x", city="Albany")
    listed("Elsewhere", "x", city="Ulm")
    assert found(Query(q="rochester")) == [by_name, by_place]
    assert found(Query(q="rochester", sort="name")) == [by_place, by_name]
    assert counts(Query(q="rochester"))["platform"] == {"x": 2}


def test_a_change_is_seen_at_the_next_question() -> None:
    first = listed("A", "x")
    assert found(Query()) == [first]
    second = listed("B", "x")
    assert found(Query()) == [first, second]


def test_an_unchanged_list_costs_one_query(django_assert_num_queries) -> None:
    listed("A", "x")
    current_index(NOW)
    with django_assert_num_queries(1):
        found(Query())


def test_an_expired_proof_is_stale_from_that_moment_though_no_clock_has_run() -> None:
    pk = listed("A", "x")
    until = NOW + timedelta(hours=1)
    Listing.objects.update(proof=Proof.ATTESTED, proof_until=until)
    refresh_entries([pk])
    versions.bump()
    assert list(current_index(NOW).result(Query(proof=(Proof.ATTESTED,)))) == [pk]
    assert list(current_index(until).result(Query(proof=(Proof.ATTESTED,)))) == []
    assert list(current_index(until).result(Query(proof=(Proof.STALE,)))) == [pk]


def test_last_seen_grows_older_with_the_day() -> None:
    pk = listed("A", "x", seen_on=timezone.now().date())
    later = timezone.now() + timedelta(days=400)
    assert list(current_index(later).result(Query(seen=("year",)))) == []
    assert list(current_index(later).result(Query(seen=("five-years",)))) == [pk]


def test_what_is_remembered_is_bounded_whatever_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ABC":
        listed(name, "x", country="US")
    monkeypatch.setattr(index, "REMEMBERED", 3)
    kept = current_index(NOW)
    answers = [kept.result(Query(country=("US", f"made up {n}"))) for n in range(9)]
    assert {len(answer) for answer in answers} == {3}
    assert len(kept.results) == 3
    assert kept.result(Query(country=("US", "made up 8"))) is answers[-1]


def test_a_page_goes_on_behind_an_organization_that_has_left_the_result() -> None:
    pks = [
        listed(f"Hospital {number:03d}", "x", country="US" if number % 2 else "CA") for number in range(120)
    ]
    result = current_index(NOW).result(Query(country=("US",), sort="name"))
    assert result.page(0) == (pks[1:100:2], 0, 0, True)
    assert result.page(pks[99]) == (pks[101::2], 50, 0, False)
    assert result.page(pks[98]) == (pks[99::2], 49, 0, False)
    assert result.page(pks[119]) == ([], 60, pks[19], False)
