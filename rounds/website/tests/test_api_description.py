"""The OpenAPI document is whole, and every operation keeps the rules that all of them have."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from jsonschema import Draft202012Validator
from ninja import Schema

from rounds.core.limits import Meter
from rounds.open_data.tests.asking import Description
from rounds.open_data.tests.test_api_organizations import known
from rounds.organizations.tests.factories import IdentifierFactory
from rounds.website.api import api

pytestmark = pytest.mark.django_db
FILLED = {"slug": "mercy", "scheme": "ccn", "value": "240010"}


@pytest.fixture
def description(client: Client) -> Description:
    return Description(client)


@pytest.fixture
def mercy() -> dict[str, Any]:
    one = known("Mercy", "https://x.com/mercy", slug="mercy")
    IdentifierFactory(organization=one, scheme="ccn", value="240010")
    return FILLED | {"id": one.listings.get().account_id}


def gets(description: Description) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in description.whole["paths"].items():
        if "get" in operations:
            yield path, operations["get"]


def needed(operation: dict[str, Any]) -> dict[str, str]:
    return {
        one["name"]: "https://x.com/mercy"
        for one in operation["parameters"]
        if one["required"] and one["in"] == "query"
    }


def test_every_schema_is_one_and_every_reference_leads_somewhere(description: Description) -> None:
    whole = description.whole
    assert whole["openapi"] == "3.1.0"
    for schema in whole["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for kind in ("schemas", "headers"):
        referred = set(re.findall(rf"#/components/{kind}/([\w-]+)", json.dumps(whole)))
        assert referred <= set(whole["components"][kind])
    assert set(whole["components"]["schemas"]) == set(
        re.findall(r"#/components/schemas/(\w+)", json.dumps(whole))
    )


def test_no_two_shapes_have_one_name(description: Description) -> None:
    """Ninja would show one for both."""
    shapes = {
        f"{one.__module__}.{one.__name__}" for one in _all(Schema) if one.__module__.startswith("rounds.")
    }
    names = Counter(one.rpartition(".")[2] for one in shapes)
    assert [
        name for name, n in names.items() if n > 1 and name in description.whole["components"]["schemas"]
    ] == []


def test_every_operation_says_what_it_is_and_every_parameter_what_it_means(description: Description) -> None:
    ids = [one["operationId"] for of in description.whole["paths"].values() for one in of.values()]
    assert len(ids) == len(set(ids))
    for path, operations in description.whole["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["tags"], path
            declared = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert declared == set(re.findall(r"{(\w+)}", path))
            assert [one["name"] for one in operation["parameters"] if not one.get("description")] == [], path
            assert {"401", "422", "429"} <= set(operation["responses"])


def test_every_answer_can_be_asked_for_again_and_is_as_described(
    client: Client, description: Description, mercy: dict[str, Any]
) -> None:
    for path, operation in gets(description):
        address = path.format_map(_Filled(mercy))
        response = client.get(address, needed(operation))
        if response.status_code == 404:
            continue  # of another context, about something that is not here
        assert response.status_code == 200, (path, response.content[:300])
        assert description.faults(path.removeprefix("/api/v1"), response) == [], path
        again = client.get(address, needed(operation), headers={"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
        looked = client.head(address, needed(operation))
        assert (looked.status_code, looked.content) == (200, b""), path


def test_no_operation_passes_over_a_parameter_that_it_does_not_know(
    client: Client, description: Description, mercy: dict[str, Any]
) -> None:
    for path, operation in gets(description):
        response = client.get(path.format_map(_Filled(mercy)), needed(operation) | {"contry": "US"})
        assert (response.status_code, response.json()["code"]) == (422, "invalid"), path
        assert [one["parameter"] for one in response.json()["errors"]] == ["contry"], path
        assert description.faults(path.removeprefix("/api/v1"), response) == [], path


def test_every_operation_is_limited_and_says_so(
    client: Client, description: Description, mercy: dict[str, Any]
) -> None:
    for path, operation in gets(description):
        for meter in Meter.every:
            meter.forget()
        address = path.format_map(_Filled(mercy))
        client.defaults["REMOTE_ADDR"] = f"198.51.100.{len(path)}"
        answers = [client.get(address, needed(operation), headers={"If-None-Match": "*"})]
        limit = int(answers[0].headers["RateLimit-Limit"])
        assert limit <= 60, path
        refused = next(
            one
            for _ in range(3 * limit)
            if (one := client.get(address, needed(operation))).status_code == 429
        )
        assert refused.json()["code"] == "too-often"
        assert int(refused.headers["Retry-After"]) > 0
        assert description.faults(path.removeprefix("/api/v1"), refused) == [], path
        other = client.get(address, needed(operation), REMOTE_ADDR="203.0.113.9")
        assert other.status_code != 429, path


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused_with_those_that_there_are(
    client: Client, description: Description, mercy: dict[str, Any], method: str
) -> None:
    for path, operations in description.whole["paths"].items():
        response = getattr(client, method)(path.format_map(_Filled(mercy)))
        assert (response.status_code, response.json()["code"]) == (405, "method"), path
        allowed = set(response.headers["Allow"].split(", "))
        assert {one.upper() for one in operations} <= allowed
        assert ("HEAD" in allowed) == ("get" in operations)


def test_programs_on_any_site_may_ask_any_operation(
    client: Client, description: Description, mercy: dict[str, Any]
) -> None:
    for path in description.whole["paths"]:
        asked = client.options(
            path.format_map(_Filled(mercy)), headers={"Origin": "https://elsewhere.example"}
        )
        assert (asked.status_code, asked.headers["Access-Control-Allow-Origin"]) == (204, "*")


@pytest.mark.parametrize("path", ["/api/v2/organizations", "/api/x", "/api/v1/organizations/", "/api/v1"])
def test_what_is_not_there_is_a_problem_too(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["code"] == "not-found"


def test_what_breaks_is_a_problem_that_gives_nothing_away(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE organizations_register RENAME TO a_secret_of_ours")
    client.raise_request_exception = False
    response = client.get("/api/v1/registers")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert response.json()["code"] == "broken"
    assert "organizations_register" not in response.content.decode()
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_the_description_is_made_once_and_not_changed_by_reading_it(client: Client) -> None:
    first = json.dumps(api.get_openapi_schema())
    client.get("/api/")
    assert json.dumps(api.get_openapi_schema()) == first


class _Filled(dict[str, Any]):
    """Names of other contexts are filled with something."""

    def __missing__(self, key: str) -> str:
        return "x"


def _all(kind: type) -> set[type]:
    return {kind}.union(*(_all(one) for one in kind.__subclasses__()))
