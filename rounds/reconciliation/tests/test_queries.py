"""Queries: from the line of a table to the organizations that may be meant."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory.models import Listing
from rounds.directory.tests.factories import put_in_list
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import IdentifierFactory
from rounds.reconciliation.manifest import BATCH
from rounds.reconciliation.tests.asking import ROOT, candidates, ids, matched, post, results
from rounds.reconciliation.tests.conftest import hospital

Hospitals = dict[str, Organization]
FACEBOOK = "https://m.facebook.com/MercySpringfield/?ref=x"
SOON = timedelta(days=30)


def prove(until: Any = None) -> None:
    """The account of the fixture is official, for a month unless more is said."""
    until = until or timezone.now() + SOON
    Listing.objects.update(proof="official-site", proof_until=until)


def test_name_and_place_find_the_one_of_that_place(client: Client, hospitals: Hospitals) -> None:
    [first, *_others] = candidates(client, "MERCY HOSP", city="Springfield", region="Missouri")
    features = first.pop("features")
    assert first.pop("score") > 80
    assert first == {
        "id": "mercy-hospital",
        "name": "Mercy Hospital",
        "description": "Hospital in Springfield, Missouri",
        "type": [
            {"id": "hospital", "name": "Hospital"},
            {"id": "organization", "name": "Health organization"},
        ],
        "match": True,
    }
    assert features


def test_another_place_finds_the_other(client: Client, hospitals: Hospitals) -> None:
    assert (
        matched(candidates(client, "Mercy Hospital", city="Durango", region="CO")) == "mercy-hospital-durango"
    )


def test_a_bare_name_that_two_bear_matches_neither_and_shows_both(
    client: Client, hospitals: Hospitals
) -> None:
    found = candidates(client, "Mercy Hospital")
    assert {"mercy-hospital", "mercy-hospital-durango"} <= set(ids(found))
    assert matched(found) == ""


def test_an_exact_name_is_among_the_candidates(client: Client, hospitals: Hospitals) -> None:
    for one in hospitals.values():
        assert one.slug in ids(candidates(client, one.name))


@pytest.mark.parametrize("prefix", ["", "http://127.0.0.1:8000/organizations/"])
def test_an_id_or_its_address_comes_first(
    client: Client, hospitals: Hospitals, settings: Any, prefix: str
) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    found = candidates(client, f"{prefix}cox-medical-center-south")
    assert (ids(found)[0], found[0]["score"], matched(found)) == (
        "cox-medical-center-south",
        100.0,
        "cox-medical-center-south",
    )
    assert {"id": "same-id", "value": True} in found[0]["features"]


def test_an_id_that_may_be_a_name_comes_first_and_is_not_matched(
    client: Client, hospitals: Hospitals
) -> None:
    found = candidates(client, "mercy")
    assert (ids(found)[0], matched(found)) == ("mercy", "")


def test_the_id_of_a_merged_organization_leads_to_what_it_was_merged_into(
    client: Client, hospitals: Hospitals
) -> None:
    middle = hospital(
        "Old Cox", "old-cox", status="merged", merged_into=hospitals["cox-medical-center-south"]
    )
    hospital("Older Cox", "older-cox", status="merged", merged_into=middle)
    for old in ("old-cox", "older-cox"):
        assert matched(candidates(client, old)) == "cox-medical-center-south"


@pytest.mark.parametrize(
    ("pid", "value"),
    [("ccn", "260065"), ("ccn", 260065), ("wikidata", "https://www.wikidata.org/wiki/Q6818104"),
     ("wikidata", {"id": "Q6818104", "name": "Mercy Springfield"})],
)  # fmt: skip
def test_an_identifier_alone_is_enough(client: Client, hospitals: Hospitals, pid: str, value: object) -> None:
    assert matched(candidates(client, **{pid: value})) == "mercy-hospital"


def test_a_column_of_numbers_is_reconciled_too(client: Client, hospitals: Hospitals) -> None:
    IdentifierFactory(organization=hospitals["cox-medical-center-south"], scheme="ccn", value="010001")
    assert matched(candidates(client, "260065")) == "mercy-hospital"
    assert matched(candidates(client, "10001")) == "cox-medical-center-south"


@pytest.mark.parametrize("pid", ["account-facebook", "website"])
def test_an_official_account_alone_is_enough(client: Client, hospitals: Hospitals, pid: str) -> None:
    prove()
    found = candidates(client, **{pid: FACEBOOK})
    assert (ids(found), matched(found)) == (["mercy-hospital"], "mercy-hospital")
    assert {"id": "same-account", "value": True} in found[0]["features"]


def test_a_handle_is_enough_under_the_property_of_its_platform(client: Client, hospitals: Hospitals) -> None:
    prove()
    assert matched(candidates(client, **{"account-facebook": "@MercySpringfield"})) == "mercy-hospital"
    assert candidates(client, **{"account-x": "@MercySpringfield"}) == []


def test_an_account_that_nobody_has_proven_is_shown_and_not_matched(
    client: Client, hospitals: Hospitals
) -> None:
    found = candidates(client, **{"account-facebook": FACEBOOK})
    assert (ids(found), matched(found)) == (["mercy-hospital"], "")


def test_a_proof_that_has_expired_matches_no_more(client: Client, hospitals: Hospitals) -> None:
    prove(until=timezone.now() - timedelta(seconds=1))
    found = candidates(client, **{"account-facebook": FACEBOOK})
    assert (ids(found), matched(found)) == (["mercy-hospital"], "")


@pytest.mark.parametrize("proof", ["disputed", "released"])
def test_an_account_in_other_hands_finds_nothing(client: Client, hospitals: Hospitals, proof: str) -> None:
    Listing.objects.update(proof=proof)
    assert candidates(client, **{"account-facebook": FACEBOOK}) == []


def test_the_account_of_a_merged_organization_finds_what_it_was_merged_into(
    client: Client, hospitals: Hospitals
) -> None:
    old = hospital("Mercy Old", "mercy-old", status="merged", merged_into=hospitals["mercy-hospital-durango"])
    put_in_list(old, "https://x.com/mercyold")
    prove()
    assert matched(candidates(client, **{"account-x": "@mercyold"})) == "mercy-hospital-durango"


def test_an_official_account_settles_which_of_two_namesakes_is_meant(
    client: Client, hospitals: Hospitals
) -> None:
    prove()
    assert matched(candidates(client, "Mercy Hospital", account_facebook=FACEBOOK)) == "mercy-hospital"


def test_an_account_against_the_name_is_for_a_person_to_decide(client: Client, hospitals: Hospitals) -> None:
    prove()
    found = candidates(
        client, "Cox Medical Center South", city="Springfield", region="MO", account_facebook=FACEBOOK
    )
    assert {"cox-medical-center-south", "mercy-hospital"} <= set(ids(found))
    assert matched(found) == ""


def test_an_account_that_several_share_matches_none_of_them(client: Client, hospitals: Hospitals) -> None:
    put_in_list(hospitals["mercy-hospital-durango"], FACEBOOK)
    prove()
    found = candidates(client, **{"account-facebook": FACEBOOK})
    assert (set(ids(found)), matched(found)) == ({"mercy-hospital", "mercy-hospital-durango"}, "")


def test_queries_of_a_batch_know_nothing_of_one_another(client: Client, hospitals: Hospitals) -> None:
    asked = {
        f"q{number}": {"query": one.name, "properties": [{"pid": "city", "v": one.city}]}
        for number, one in enumerate(hospitals.values())
    }
    together = results(client, asked)
    assert together == {key: results(client, {key: one})[key] for key, one in asked.items()}


def test_every_key_is_answered_and_a_broken_query_breaks_no_other(
    client: Client, hospitals: Hospitals
) -> None:
    good = {"query": "Cox Medical Center South", "properties": [{"pid": "city", "v": "Springfield"}]}
    batch = {"a": None, "b": {}, "c": 7, "d": good, "e": {"query": "zzzzqqqq xxkcd"}, "": good, "<b>": ["x"]}
    found = results(client, batch)
    assert [key for key, one in found.items() if one] == ["d", ""]


def test_types_and_properties_that_there_are_not_are_passed_over(
    client: Client, hospitals: Hospitals
) -> None:
    query = {
        "query": "Mercy Hospital",
        "type": ["/biology/animal", "Q16917"],
        "type_strict": "all",
        "properties": [
            {"pid": "P281", "v": "x"},
            {"pid": "city", "v": "Durango"},
            {"pid": "state", "v": "Colorado"},
        ],
    }
    assert matched(results(client, {"q": query})["q"]) == "mercy-hospital-durango"


def test_a_type_is_a_wish_unless_it_is_demanded(client: Client, hospitals: Hospitals) -> None:
    query = {"query": "Mercy", "type": "health-system", "limit": 10}
    assert {"mercy", "mercy-hospital"} <= set(ids(results(client, {"q": query})["q"]))
    demanded = results(client, {"q": {**query, "type_strict": "any"}})["q"]
    assert ids(demanded) == ["mercy"]


def test_a_limit_cuts_the_candidates(client: Client, hospitals: Hospitals) -> None:
    assert len(results(client, {"q": {"query": "Mercy Hospital", "limit": 1}})["q"]) == 1


def test_get_answers_as_post_does(client: Client, hospitals: Hospitals) -> None:
    sent = '{"q0": {"query": "Mercy Hospital", "properties": [{"pid": "city", "v": "Durango"}]}}'
    for path in (ROOT, f"{ROOT}/"):
        assert client.get(path, {"queries": sent}).json() == post(client, "queries", sent).json()


def test_more_queries_than_declared_are_too_many(client: Client, hospitals: Hospitals) -> None:
    batch = {f"q{number}": {"query": "Mercy"} for number in range(BATCH + 1)}
    response = post(client, "queries", batch)
    assert (response.status_code, response.json()["code"]) == (413, "too-large")
    del batch["q0"]
    assert post(client, "queries", batch).status_code == 200


def test_many_queries_cost_as_many_queries_of_the_database_as_three(
    client: Client, hospitals: Hospitals
) -> None:
    prove()

    def cost(number: int) -> int:
        one = {
            "query": "mercy-hospital",
            "properties": [
                {"pid": "account-facebook", "v": FACEBOOK},
                {"pid": "account-x", "v": "@mercy"},
                {"pid": "ccn", "v": "260065"},
                {"pid": "website", "v": "https://www.mercy.example.org/"},
                {"pid": "phone", "v": "417-820-2000"},
            ],
        }
        batch = {
            f"q{n}": one | {"query": f"mercy-hospital {n}" if n else "mercy-hospital"} for n in range(number)
        }
        client.get(ROOT)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            assert post(client, "queries", batch).status_code == 200
        return len(counted)

    cost(3)
    assert cost(30) == cost(3)
