"""Columns that are added to a table."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory.models import Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.tests.factories import put_in_list
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import IdentifierFactory, NameFactory, OrganizationFactory
from rounds.reconciliation.properties import all_properties
from rounds.reconciliation.tests.asking import extended, post
from rounds.reconciliation.tests.conftest import hospital

Hospitals = dict[str, Organization]
CODES = {"form": "codes"}


def cell(client: Client, property: str, **settings: Any) -> list[dict[str, Any]]:
    column = {"id": property, "settings": settings}
    return extended(client, ["mercy-hospital"], column)["rows"]["mercy-hospital"][property]


def prove(platform: str, proof: str, *, days: int = 30) -> None:
    Listing.objects.filter(account__platform=platform).update(
        proof=proof, proof_until=timezone.now() + timedelta(days=days), seen_on=date(2026, 5, 3)
    )


@pytest.mark.parametrize(
    ("property", "names", "codes"),
    [
        ("name", [{"str": "Mercy Hospital"}], None),
        ("type", [{"str": "Hospital"}], [{"str": "hospital"}]),
        ("city", [{"str": "Springfield"}], None),
        ("region", [{"str": "Missouri"}], [{"str": "US-MO"}]),
        ("country", [{"str": "United States"}], [{"str": "US"}]),
        ("beds", [{"int": 866}], None),
        ("ownership", [{"str": "Nonprofit"}], [{"str": "nonprofit"}]),
        ("status", [{"str": "Active"}], [{"str": "active"}]),
        ("street", [], None),
        ("ccn", [{"str": "260065"}], None),
        ("wikidata", [{"str": "Q6818104"}], None),
        ("ror", [], None),
        ("account-facebook", [{"str": "https://www.facebook.com/mercyspringfield"}], None),
        ("account-x", [], None),
        ("proof", [{"str": "Reported"}], [{"str": "reported"}]),
        ("parent", [{"id": "mercy", "name": "Mercy", "description": "Health system in Chesterfield, Missouri"}], None),
    ],
)  # fmt: skip
def test_each_property_has_its_value(
    client: Client, hospitals: Hospitals, property: str, names: list[Any], codes: list[Any] | None
) -> None:
    assert cell(client, property) == names
    assert cell(client, property, form="codes") == (names if codes is None else codes)


def test_every_property_there_is_can_be_added(client: Client, hospitals: Hospitals) -> None:
    everything = list(all_properties())
    assert {"latitude", "also-known-as", "last-seen", "odhf", "account-mastodon"} <= set(everything)
    for start in range(0, len(everything), 50):
        extended(client, ["mercy-hospital", "mercy"], *everything[start : start + 50])


def test_rows_stand_for_every_id_and_cells_for_every_column(client: Client, hospitals: Hospitals) -> None:
    answer = extended(client, ["mercy", "no-such-one", "a/b?c#d"], "city", "no-such-property", "ccn")
    assert answer["rows"] == {
        "mercy": {"city": [{"str": "Chesterfield"}], "no-such-property": [], "ccn": []},
        "no-such-one": {"city": [], "no-such-property": [], "ccn": []},
        "a/b?c#d": {"city": [], "no-such-property": [], "ccn": []},
    }
    assert answer["meta"][1] == {"id": "no-such-property", "name": "no-such-property"}


def test_the_row_of_a_merged_organization_has_the_facts_of_what_it_was_merged_into(
    client: Client, hospitals: Hospitals
) -> None:
    hospital("Old Cox", "old-cox", status="merged", merged_into=hospitals["cox-medical-center-south"])
    rows = extended(client, ["old-cox"], "name")["rows"]
    assert rows == {"old-cox": {"name": [{"str": "Cox Medical Center South"}]}}


def test_only_official_means_proven_and_not_expired(client: Client, hospitals: Hospitals) -> None:
    put_in_list(hospitals["mercy-hospital"], "https://x.com/mercy")
    prove("facebook", "official-mutual")
    prove("x", "official-site", days=-1)
    assert cell(client, "accounts", only_official="on") == [
        {"str": "https://www.facebook.com/mercyspringfield"}
    ]
    assert cell(client, "accounts", show="proof") == [{"str": "Official, both ways"}, {"str": "Out of date"}]
    assert cell(client, "proof", form="codes") == [{"str": "official-mutual"}]
    prove("facebook", "official-mutual", days=-1)
    assert cell(client, "proof", form="codes") == [{"str": "stale"}]
    assert cell(client, "account-facebook", only_official=True) == []


@pytest.mark.parametrize("proof", ["disputed", "released"])
def test_what_may_be_in_other_hands_stands_in_no_cell(
    client: Client, hospitals: Hospitals, proof: str
) -> None:
    Listing.objects.update(proof=proof)
    assert cell(client, "accounts") == []
    assert cell(client, "account-facebook") == []


def test_an_account_shows_its_handle_where_that_is_wanted(client: Client, hospitals: Hospitals) -> None:
    assert cell(client, "account-facebook", show="handle") == [{"str": "mercyspringfield"}]


@pytest.mark.parametrize(
    ("limit", "count"), [("1", 1), (2, 2), ("0", 3), ("", 3), ("x", 3), (-1, 3), ("99999999", 3)]
)
def test_a_limit_holds_for_each_cell(client: Client, hospitals: Hospitals, limit: object, count: int) -> None:
    for text in ("Mercy Springfield", "St John's", "Saint John's"):
        NameFactory(organization=hospitals["mercy-hospital"], text=text)
    assert len(cell(client, "also-known-as", limit=limit)) == count


def test_the_last_day_that_an_account_was_seen_is_a_date(client: Client, hospitals: Hospitals) -> None:
    assert cell(client, "last-seen") == []
    prove("facebook", "official-site")
    assert cell(client, "last-seen") == [{"date": "2026-05-03T00:00:00Z"}]


def test_many_rows_cost_as_many_queries_of_the_database_as_one(client: Client, hospitals: Hospitals) -> None:
    for number in range(12):
        one = OrganizationFactory(slug=f"part-{number}", parent=hospitals["mercy"])
        IdentifierFactory(organization=one)
        put_in_list(one, f"https://x.com/part{number}")
    columns = ("name", "parent", "ccn", "also-known-as", "accounts", "proof", "account-x")

    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as counted:
            extended(client, [f"part-{number}" for number in range(count)], *columns)
        return len(counted)

    cost(1)
    assert cost(12) == cost(1)


def test_more_cells_than_a_request_may_fill_are_too_many(client: Client, hospitals: Hospitals) -> None:
    for ids, columns in ((501, 1), (1, 61), (500, 11)):
        sent = {"ids": ["x"] * ids, "properties": [{"id": f"p{number}"} for number in range(columns)]}
        response = post(client, "extend", sent)
        assert (response.status_code, response.json()["code"]) == (413, "too-large")


def test_every_platform_has_its_property() -> None:
    assert {f"account-{slug}" for slug in PLATFORMS} <= set(all_properties())
