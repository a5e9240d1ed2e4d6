"""The door: open to every program, closed to harm."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.directory.actions.api_keys import issue_key
from rounds.organizations.models import Organization
from rounds.reconciliation import door
from rounds.reconciliation.tests import schemas
from rounds.reconciliation.tests.asking import FORM, ROOT, post
from rounds.reconciliation.tests.test_reading import JSON
from rounds.reconciliation.views import service
from rounds.users.models import User

Hospitals = dict[str, Organization]
EVERYWHERE = (
    ROOT,
    f"{ROOT}/",
    f"{ROOT}/suggest/entity",
    f"{ROOT}/suggest/type/",
    f"{ROOT}/propose",
    f"{ROOT}/preview",
)
MERCY = {"q0": {"query": "Mercy Hospital"}}


@pytest.mark.parametrize("path", [ROOT, f"{ROOT}/"])
def test_the_manifest_is_there_with_and_without_a_slash(client: Client, db: None, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    schemas.check(response.json(), schemas.MANIFEST)
    assert client.post(path, "", content_type=FORM).json() == response.json()


def test_every_address_stands_under_the_public_one_whatever_the_request_says(
    client: Client, db: None, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://list.example"
    settings.ALLOWED_HOSTS = ["*"]
    told = client.get(
        ROOT, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    ).content.decode()
    assert "evil.example" not in told
    manifest = client.get(ROOT).json()
    assert manifest["view"]["url"] == "https://list.example/organizations/{{id}}/"
    assert manifest["preview"]["url"] == "https://list.example/reconcile/preview?id={{id}}"
    assert manifest["suggest"]["entity"]["service_url"] == "https://list.example/reconcile"


def test_every_address_that_the_manifest_names_answers(client: Client, hospitals: Hospitals) -> None:
    from django.conf import settings

    manifest = client.get(ROOT).json()
    services = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    templates = [manifest["view"]["url"], manifest["preview"]["url"]]
    addresses = [
        *(one["service_url"] + one["service_path"] for one in services),
        *(one.replace("{{id}}", "mercy-hospital") for one in templates),
        manifest["feature_view"]["url"].replace("{{id}}", "same-account"),
        manifest["documentation"],
    ]
    for address in addresses:
        assert client.get(address.removeprefix(settings.PUBLIC_URL)).status_code == 200, address


@pytest.mark.parametrize("path", [*EVERYWHERE, f"{ROOT}/no/such/thing", f"{ROOT}/suggest/nothing"])
def test_every_answer_is_for_every_site_and_without_a_cookie(client: Client, db: None, path: str) -> None:
    client.cookies["sessionid"] = "a" * 32
    for response in (
        client.get(path, headers={"Origin": "http://127.0.0.1:3333"}),
        client.options(path, headers={"Origin": "null", "Access-Control-Request-Method": "POST"}),
        client.put(path),
        client.post(path, "x", content_type="text/plain"),
        client.get(path, {"queries": "{"}),
    ):
        assert response.headers["Access-Control-Allow-Origin"] == "*", (response, path)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert response.status_code < 500


def test_no_secret_of_a_form_is_asked_for(hospitals: Hospitals) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, "queries", MERCY).status_code == 200


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        ("queries=%7B", FORM, 400, "bad-request"),
        ("extend=%5B%5D", FORM, 400, "bad-request"),
        ("queries=" + "%5B" * 100_000, FORM, 400, "bad-request"),
        ('{"queries": {}}', "application/json", 400, "bad-request"),
        ("x" * (service.MOST_BYTES + 1), FORM, 413, "too-large"),
        ("&".join(f"a{n}=1" for n in range(3_000)), FORM, 400, "bad-request"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    client: Client, db: None, body: str, content_type: str, status: int, code: str
) -> None:
    response = client.post(ROOT, body, content_type=content_type)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    "body", [b"queries=%FF%FE", b"\xff\xfe=\xff", b"queries=%00", b"%=%&&&=", b"queries"]
)
def test_no_bytes_break_it(client: Client, hospitals: Hospitals, body: bytes) -> None:
    assert client.post(ROOT, body, content_type=FORM).status_code in (200, 400)


@given(batch=st.dictionaries(st.text(max_size=5), JSON, max_size=3))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_json_breaks_it(hospitals: Hospitals, batch: dict[str, Any]) -> None:
    client = Client(REMOTE_ADDR=f"192.0.2.{abs(hash(str(batch))) % 250}")
    for field in ("queries", "extend"):
        assert post(client, field, batch).status_code in (200, 400)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """At the beginning of a minute, so that no limit ends while it is met."""
    with time_machine.travel(datetime(2026, 5, 3, 12, 0, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def test_too_many_lines_are_refused_until_the_next_minute(
    client: Client, hospitals: Hospitals, settings: Any, clock: time_machine.Traveller
) -> None:
    settings.RECONCILE_PER_MINUTE = 100
    thirty = {f"q{n}": {"query": "Mercy"} for n in range(30)}
    answers = [post(client, "queries", thirty) for _asked in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert [one.headers["RateLimit-Remaining"] for one in answers] == ["70", "40", "10", "9"]
    refused = answers[-1]
    assert (refused.json()["code"], refused.headers["Retry-After"]) == ("too-often", "60")
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert post(Client(REMOTE_ADDR="198.51.100.7"), "queries", thirty).status_code == 200
    clock.shift(60)
    assert post(client, "queries", thirty).status_code == 200


def test_a_row_that_is_added_to_costs_as_much_as_one_that_is_asked(
    client: Client, hospitals: Hospitals, settings: Any, clock: time_machine.Traveller
) -> None:
    settings.RECONCILE_PER_MINUTE = 100
    answer = post(client, "extend", {"ids": ["mercy"] * 40, "properties": [{"id": "city"}]})
    assert (answer.status_code, answer.headers["RateLimit-Remaining"]) == (200, "60")


def test_whoever_types_is_limited_too(
    client: Client, hospitals: Hospitals, clock: time_machine.Traveller
) -> None:
    answers = [client.get(f"{ROOT}/suggest/type").status_code for _typed in range(door.PER_MINUTE + 1)]
    assert answers == [200] * door.PER_MINUTE + [429]


def test_a_key_raises_the_limit_and_a_wrong_one_is_refused(client: Client, hospitals: Hospitals) -> None:
    mona = User.objects.create_user("mona@example.org", "long-enough-words", name="Mona Moderator")
    _kept, key = issue_key(name="A study", per_minute=9_000, by=mona, at=timezone.now())
    given_one = post(client, "queries", MERCY, Authorization=f"Bearer {key}")
    assert (given_one.status_code, given_one.headers["RateLimit-Limit"]) == (200, "450000")
    wrong = post(client, "queries", MERCY, Authorization="Bearer nothing")
    assert (wrong.status_code, wrong.headers["Access-Control-Allow-Origin"]) == (401, "*")
    assert wrong.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def test_a_head_asks_for_no_body(client: Client, db: None) -> None:
    response = client.head(f"{ROOT}?{urlencode({'queries': '{}'})}")
    assert (response.status_code, response.content) == (200, b"")
