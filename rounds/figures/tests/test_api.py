"""The figures for programs: the same numbers as on the page, in the shape that is described."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from rounds.directory.tests.factories import put_in_list
from rounds.figures.tests.cases import BEGIN, edition, hospital, in_register
from rounds.figures.tests.test_pages import published
from rounds.organizations import versions

pytestmark = pytest.mark.django_db
NOW = BEGIN + timedelta(days=70)
API = "/api/v1"


@pytest.fixture(autouse=True)
def _story() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        cms = edition("cms-2026-06", date(2026, 1, 1), rejected=3)
        one, two = hospital("Alpha", beds=20), hospital("Beta", region="US-CA")
        in_register(cms, one, two, hospital("Gone", status="closed"))
        put_in_list(one, "https://x.com/alpha", at=BEGIN)
        versions.bump()
        yield


def asked(path: str, status: int = 200, **parameters: Any) -> dict[str, Any]:
    client = Client()
    response = client.get(API + path, parameters)
    assert response.status_code == status, response.content[:500]
    told: dict[str, Any] = response.json()
    whole = client.get(f"{API}/openapi.json").json()
    registry = Registry().with_resource(
        "urn:api", Resource.from_contents(whole, default_specification=DRAFT202012)
    )
    [media_type] = whole["paths"][API + path]["get"]["responses"][str(status)]["content"]
    parts = ("paths", API + path, "get", "responses", str(status), "content", media_type, "schema")
    place = "/".join(part.replace("~", "~0").replace("/", "~1") for part in parts)
    schema = {"$ref": f"urn:api#/{place}"}
    assert [one.message for one in Draft202012Validator(schema, registry=registry).iter_errors(told)] == []
    assert response.headers["Content-Type"] == media_type
    return told


@pytest.mark.parametrize("question", ["", "register=all", "register=cms&region=US-CA&region=US-MN"])
def test_programs_are_told_the_same_numbers_as_people(question: str) -> None:
    pairs = [pair.split("=") for pair in question.split("&") if pair]
    told = asked("/figures", **{name: [v for n, v in pairs if n == name] for name, _ in pairs})
    figures = {
        (table["name"], row["value"], one["measure"]): (str(one["numerator"]), str(one["denominator"] or ""))
        for table in told["tables"]
        for row in table["rows"]
        for one in row["figures"]
    }
    assert figures == published(Client(), question)


def test_the_answer_says_against_what_and_what_was_left_out() -> None:
    told = asked("/figures")
    assert told["organizations"] == 2
    assert told["edition"]["slug"] == "cms-2026-06"
    assert told["left_out"] == {"lines": 6, "rejected": 3, "repeated": 0, "gone": 1, "outside": 0}
    assert told["page"].endswith("/figures/?register=cms-2026-06&as_of=2026-03-16")
    assert (told["as_of"], told["counted_on"]) == (None, "2026-03-16")
    then = asked("/figures", as_of="2026-01-20")
    assert (then["as_of"], then["counted_on"]) == ("2026-01-20", "2026-01-20")
    rows = told["tables"][0]["rows"][0]["figures"][0]["rows"]
    assert rows.startswith("http://127.0.0.1:8000/list/?scope=register&register=cms-2026-06&coverage=own")


def test_months_and_what_others_published() -> None:
    told = asked("/figures/over-time")
    assert [(one["last_day"], one["with_an_account"], one["organizations"]) for one in told["months"]] == [
        ("2026-01-31", 1, 2),
        ("2026-02-28", 1, 2),
        ("2026-03-16", 1, 2),
    ]
    assert (told["open"], len(told["published"])) == ([], 11)


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ({"register": "nonsense"}, 422),
        ({"sub_list": "nonsense"}, 422),
        ({"as_of": "yesterday"}, 422),
        ({"as_of": "1999-01-01"}, 422),
        ({"country": "us"}, 422),
        ({"nonsense": "1"}, 422),
        ({"register": "x" * 61}, 422),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(parameters: dict[str, str], status: int) -> None:
    assert asked("/figures", status, **parameters)["detail"]


def test_whoever_has_the_answer_gets_no_other() -> None:
    first = Client().get(f"{API}/figures")
    assert Client().get(f"{API}/figures", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
