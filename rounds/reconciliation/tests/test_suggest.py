"""What somebody who types is offered."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rounds.organizations.models import Organization
from rounds.reconciliation.properties import all_properties
from rounds.reconciliation.suggesting import PAGE
from rounds.reconciliation.tests import schemas
from rounds.reconciliation.tests.asking import ROOT
from rounds.reconciliation.tests.conftest import hospital

Hospitals = dict[str, Organization]
SCHEMAS = {
    "entity": schemas.SUGGESTED_ENTITIES,
    "type": schemas.SUGGESTED_TYPES,
    "property": schemas.SUGGESTED_PROPERTIES,
}


def suggest(client: Client, kind: str, prefix: str, **more: Any) -> dict[str, Any]:
    response = client.get(f"{ROOT}/suggest/{kind}", {"prefix": prefix, **more})
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (200, "*")
    schemas.check(response.json(), SCHEMAS[kind])
    return response.json()


def offered(client: Client, kind: str, prefix: str, **more: Any) -> list[str]:
    return [one["id"] for one in suggest(client, kind, prefix, **more)["result"]]


def test_an_organization_is_offered_by_the_beginning_of_its_words(
    client: Client, hospitals: Hospitals
) -> None:
    [found] = suggest(client, "entity", "cox med")["result"]
    assert found == {
        "id": "cox-medical-center-south",
        "name": "Cox Medical Center South",
        "description": "Hospital in Springfield, Missouri",
        "notable": [{"id": "hospital", "name": "Hospital"}],
    }


@pytest.mark.parametrize("prefix", ["m", "me", "merc", "mercy", "mercy hosp"])
def test_each_letter_offers_what_begins_so(client: Client, hospitals: Hospitals, prefix: str) -> None:
    assert "mercy-hospital" in offered(client, "entity", prefix)
    assert "cox-medical-center-south" not in offered(client, "entity", prefix)


def test_an_id_offers_what_has_it_first(client: Client, hospitals: Hospitals) -> None:
    hospital("Old Cox", "old-cox", status="merged", merged_into=hospitals["mercy"])
    assert offered(client, "entity", "mercy-hospital-durango")[0] == "mercy-hospital-durango"
    assert offered(client, "entity", "mercy")[0] == "mercy"
    assert offered(client, "entity", "old-cox")[0] == "mercy"


def test_an_identifier_offers_what_has_it(client: Client, hospitals: Hospitals) -> None:
    assert offered(client, "entity", "260065") == ["mercy-hospital"]


def test_what_is_merged_or_closed_is_not_offered(client: Client, hospitals: Hospitals) -> None:
    hospital("Cox North", "cox-north", status="closed")
    assert offered(client, "entity", "cox") == ["cox-medical-center-south"]


def test_the_cursor_leads_through_all_without_a_gap(client: Client, db: None) -> None:
    slugs = {hospital(f"Valley Clinic {number:02}", f"valley-{number:02}").slug for number in range(25)}
    for prefix in ("valley", "va"):
        seen: list[str] = []
        cursor: int | None = 0
        while cursor is not None:
            page = suggest(client, "entity", prefix, **({"cursor": cursor} if cursor else {}))
            seen += [one["id"] for one in page["result"]]
            cursor = page.get("cursor")
        assert (len(seen), set(seen)) == (25, slugs)


@pytest.mark.parametrize("cursor", ["", "-1", "x", "1e3", "99999999999999999999", "٣"])
def test_no_cursor_breaks_it(client: Client, hospitals: Hospitals, cursor: str) -> None:
    suggest(client, "entity", "mercy", cursor=cursor)


@pytest.mark.parametrize(
    ("prefix", "first"),
    [("city", "city"), ("state", "region"), ("zip", "postal-code"), ("website", "website"), ("ccn", "ccn"),
     ("Facebook", "account-facebook"), ("account-x", "account-x"), ("official", "proof"), ("ror", "ror")],
)  # fmt: skip
def test_a_property_is_offered_by_its_id_its_name_and_what_people_call_it(
    client: Client, db: None, prefix: str, first: str
) -> None:
    assert offered(client, "property", prefix)[0] == first


def test_the_id_of_a_property_and_of_a_type_offers_it_first(client: Client, db: None) -> None:
    for one in all_properties():
        assert offered(client, "property", one)[0] == one
    for type in ("hospital", "organization", "health-system"):
        assert offered(client, "type", type)[0] == type


def test_nothing_typed_offers_the_first_page_of_all(client: Client, db: None) -> None:
    page = suggest(client, "property", "")
    assert (len(page["result"]), page["cursor"]) == (PAGE, PAGE)
    assert offered(client, "type", "")[0] == "organization"


def test_many_suggestions_cost_as_many_queries_as_one(client: Client, db: None) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            suggest(client, "entity", "valley clinic")
        return len(counted)

    hospital("Valley Clinic", "valley")
    cost()
    one = cost()
    for number in range(9):
        hospital(f"Valley Clinic {number}", f"valley-{number}")
    assert cost() == one


@pytest.mark.parametrize(
    ("type", "is_there", "is_not_there"),
    [("hospital", "beds", ""), ("publisher", "ror", "beds"), ("", "ccn", ""), ("no-such-type", "ccn", "")],
)
def test_properties_are_proposed_by_type(
    client: Client, db: None, type: str, is_there: str, is_not_there: str
) -> None:
    response = client.get(f"{ROOT}/propose", {"type": type})
    schemas.check(response.json(), schemas.PROPOSAL)
    proposed = [one["id"] for one in response.json()["properties"]]
    assert is_there in proposed
    assert is_not_there not in proposed
    assert {"city", "account-facebook", "parent"} <= set(proposed)
    assert response.json()["type"] == type


def test_a_proposal_can_be_cut(client: Client, db: None) -> None:
    answer = client.get(f"{ROOT}/propose", {"type": "hospital", "limit": "3"}).json()
    schemas.check(answer, schemas.PROPOSAL)
    assert (len(answer["properties"]), answer["limit"]) == (3, 3)
