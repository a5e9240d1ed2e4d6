"""The verify API: what it answers, to whom, how often, and that it is as its description says."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as project
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.core import limits
from rounds.directory.actions.api_keys import issue_key, restore_key, revoke_key
from rounds.directory.actions.evidence import Seen, decide, observe
from rounds.directory.models import ApiKey, Impostor, Listing, Representative
from rounds.directory.proof import Kind, Outcome
from rounds.directory.tests.factories import SubmissionFactory
from rounds.directory.tests.test_verify import CHANNEL, DAY, FACEBOOK, NOW, listed, renamed
from rounds.directory.verifying.answer import STATUSES
from rounds.moderation.tests.factories import CaseFactory
from rounds.organizations import versions
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
API = "/api/v1/verify"
PROBLEM = {"type", "title", "status", "detail", "instance", "code", "errors"}


@pytest.fixture
def mona() -> User:
    return User.objects.create_user("mona@example.org", "long-enough-words", name="Mona Moderator")


def get(client: Client, url: str, **more: str) -> dict[str, Any]:
    response = client.get(API, {"url": url, **more})
    assert response.status_code == 200, response.content
    return response.json()


def post(client: Client, body: object, **more: Any) -> HttpResponse:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(API, text, content_type="application/json", **more)


# --- Answers ---------------------------------------------------------------------------------------------------------


def test_an_answer_holds_what_the_list_says_and_why(client: Client) -> None:
    listed(FACEBOOK, kind=Kind.LINK)
    told = get(client, "m.facebook.com/MayoClinic?utm_source=x")
    [organization] = told["organizations"]
    assert {key: told[key] for key in ("submitted", "canonical", "platform", "handle", "status")} == {
        "submitted": "m.facebook.com/MayoClinic?utm_source=x",
        "canonical": FACEBOOK,
        "platform": "facebook",
        "handle": "mayoclinic",
        "status": "official-site",
    }
    assert (told["is_official"], told["is_contested"], told["look_alikes"]) == (True, False, [])
    assert (organization["name"], organization["url"], organization["status"]) == (
        "Mayo Clinic",
        f"{project.PUBLIC_URL}/organizations/mayo/",
        "official-site",
    )
    assert [(one["kind"], one["direction"], one["source_url"]) for one in organization["evidence"]] == [
        ("link", "organization", "https://www.mayo.example.org/"),
        ("submission", "person", ""),
    ]
    assert organization["expires_at"] == organization["evidence"][0]["expires_at"]


def test_a_batch_answers_as_one_address_does(client: Client) -> None:
    listed(FACEBOOK, kind=Kind.LINK)
    urls = [FACEBOOK, "https://x.com/nobody", "not an address", ""]
    answered = post(client, {"urls": urls}).json()["answers"]
    alone = [get(client, url) for url in urls]
    for one in (*answered, *alone):
        one.pop("checked_at")
    assert answered == alone


def test_a_past_day_can_be_asked_of_both(client: Client) -> None:
    listed(FACEBOOK, kind=Kind.LINK, at=NOW - 9 * DAY)
    day = f"{NOW - 5 * DAY:%Y-%m-%d}"
    alone = get(client, FACEBOOK, as_of=day)
    [in_batch] = post(client, {"urls": [FACEBOOK]}, query_params={"as_of": day}).json()["answers"]
    assert (alone["status"], alone["as_of"], in_batch["as_of"]) == ("official-site", day, day)
    assert alone["organizations"][0]["url"].endswith(f"?as_of={day}")


@pytest.mark.parametrize("day", ["2999-01-01", "yesterday", "2026-13-01", "1066-10-14"])
def test_a_day_that_cannot_be_asked_is_refused_with_a_sentence(client: Client, day: str) -> None:
    listed(FACEBOOK)
    response = client.get(API, {"url": FACEBOOK, "as_of": day})
    assert (response.status_code, response.json()["code"]) == (422, "invalid")
    assert response.json()["detail"].endswith(".")


def test_no_contact_is_in_any_answer(client: Client, mona: User) -> None:
    listing = listed(FACEBOOK, kind=Kind.LINK)
    submission = SubmissionFactory(organization=listing.organization)
    Listing.objects.get(pk=listing.pk).evidence.create(
        kind=Kind.SUBMISSION, submission=submission, observed_at=NOW, recorded_at=NOW, by=mona
    )
    observe([Seen(listing.pk, Kind.ATTESTATION)], by=mona, at=timezone.now())
    decide(listing=listing, outcome=Outcome.CONFLICTS, detail="Looked at it.", by=mona, at=timezone.now())
    case = CaseFactory()
    Impostor.objects.create(
        platform="x",
        key="mayo",
        address="https://x.com/mayo",
        organization=listing.organization,
        case=case,
        since_at=NOW,
    )
    urls = [FACEBOOK, "https://x.com/mayo", "https://www.facebook.com/mayoclinik"]
    day = f"{timezone.now() - DAY:%Y-%m-%d}"
    texts = [client.get(API, {"url": url}).content.decode() for url in urls]
    texts += [post(client, {"urls": urls}).content.decode()]
    texts += [client.get(API, {"url": FACEBOOK, "as_of": day}).content.decode()]
    texts += [client.get("/verify/", {"url": url}).content.decode() for url in urls]
    secret = [mona.email, mona.name, submission.sender_email, submission.sender_name, case.reporter_email]
    for text in texts:
        assert [one for one in secret if one and one in text] == []
        assert re.findall(r"[\w.+-]+@[\w-]+\.[\w.]+", text) == []
    assert Representative.objects.count() == 0


# --- What cannot be read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"urls": ["https://x.com/a"] * 501}, 422, "too-many"),
        ({"urls": "https://x.com/a"}, 422, "invalid"),
        ({"urls": [1, None]}, 422, "invalid"),
        ({}, 422, "invalid"),
        ([], 422, "invalid"),
        ("{", 400, "bad-request"),
        ("[" * 100_000, 400, "bad-request"),
        (b"\xff\xfe", 400, "bad-request"),
        ({"urls": ["x" * 2_000_001]}, 413, "too-large"),
    ],
)
def test_a_batch_that_cannot_be_read_is_refused_in_one_shape(
    client: Client, body: object, status: int, code: str
) -> None:
    response = post(client, body)
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert set(response.json()) == PROBLEM
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.json()["status"], response.json()["instance"]) == (status, API)
    assert response.json()["detail"]


def test_five_hundred_are_not_too_many_and_none_is_no_fault(client: Client) -> None:
    assert len(post(client, {"urls": ["https://x.com/a"] * 500}).json()["answers"]) == 500
    assert post(client, {"urls": []}).json() == {"answers": []}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", API, 422),  # without an address
        ("put", API, 405),
        ("head", API, 422),
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/nothing", 404),
        ("post", "/api/v1/nothing", 404),
    ],
)
def test_every_fault_has_the_one_shape(client: Client, method: str, path: str, status: int) -> None:
    response = getattr(client, method)(path)
    assert response.status_code == status
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    if method != "head":
        assert set(response.json()) == PROBLEM


@given(st.text(max_size=80))
@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_text_is_answered(text: str) -> None:
    client = Client(REMOTE_ADDR=f"192.0.2.{hash(text) % 250}")
    response = client.get(API, {"url": text})
    assert response.status_code in (200, 429)
    if response.status_code == 200:
        assert response.json()["status"] in STATUSES


@given(st.lists(st.text(max_size=30), max_size=8))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_batch_of_texts_is_answered(texts: list[str]) -> None:
    client = Client(REMOTE_ADDR=f"198.51.100.{hash(tuple(texts)) % 250}")
    assert post(client, {"urls": texts}).status_code in (200, 422, 429)


# --- To whom, and how often -------------------------------------------------------------------------------------------


def test_programs_on_any_site_may_ask_but_nobody_is_signed_in_there(client: Client, mona: User) -> None:
    asked = client.options(
        API, headers={"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "POST"}
    )
    assert asked.status_code == 204
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, POST"
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]
    client.force_login(mona)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for response in (asked, strict.get(API, {"url": FACEBOOK}), post(strict, {"urls": [FACEBOOK]})):
        assert response.status_code in (200, 204)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert dict(response.cookies) == {}
    assert "Access-Control-Allow-Origin" not in client.get("/verify/").headers


def test_a_visitor_may_ask_sixty_times_a_minute_and_ten_batches(client: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(limits, "time", lambda: 1_000_050.0)  # thirty seconds into a minute
    answers = [client.get(API, {"url": ""}) for _ in range(61)]
    assert [one.status_code for one in answers] == [200] * 60 + [429]
    assert [one.headers["RateLimit-Remaining"] for one in (answers[0], answers[59], answers[60])] == [
        "59",
        "0",
        "0",
    ]
    assert (answers[60].headers["Retry-After"], answers[60].headers["RateLimit-Limit"]) == ("30", "60")
    assert answers[60].json()["code"] == "too-often"
    assert client.get(API, {"url": ""}, REMOTE_ADDR="192.0.2.9").status_code == 200
    batches = [post(client, {"urls": []}).status_code for _ in range(11)]
    assert batches == [200] * 10 + [429]


def test_a_key_has_a_limit_of_its_own_until_it_is_taken_back(client: Client, mona: User) -> None:
    kept, key = issue_key(name="A program", per_minute=120, by=mona, at=NOW)
    assert key not in str(ApiKey.objects.values())
    bearer = {"Authorization": f"Bearer {key}"}
    response = client.get(API, {"url": ""}, headers=bearer)
    assert (response.status_code, response.headers["RateLimit-Limit"]) == (200, "120")
    kept.refresh_from_db()
    assert kept.last_used_on == timezone.now().date()
    with CaptureQueriesContext(connection) as asked:
        client.get(API, {"url": ""}, headers=bearer)
    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []
    revoke_key(key=kept, by=mona, at=NOW)
    refused = client.get(API, {"url": ""}, headers=bearer)
    assert (refused.status_code, refused.json()["code"]) == (401, "key")
    restore_key(key=kept, by=mona, at=NOW)
    assert client.get(API, {"url": ""}, headers=bearer).status_code == 200


@pytest.mark.parametrize("header", ["Bearer nothing", "Basic YTpi", "Bearer", "Bearer \u00e9", "x"])
def test_a_key_that_does_not_exist_is_refused(client: Client, header: str) -> None:
    assert client.get(API, {"url": ""}, headers={"Authorization": header}).status_code == 401


def test_administrators_give_out_keys_that_are_shown_once(
    client: Client, admin_client: Client, mona: User
) -> None:
    client.force_login(mona)
    assert client.get("/office/api-keys/").status_code != 200
    told = admin_client.post("/office/api-keys/", {"name": "A program", "per_minute": 300}).content.decode()
    [key] = re.findall(r"rounds_[\w-]{40,}", told)
    assert client.get(API, {"url": ""}, headers={"Authorization": f"Bearer {key}"}).status_code == 200
    assert key not in admin_client.get("/office/api-keys/").content.decode()
    kept = ApiKey.objects.get()
    admin_client.post(f"/office/api-keys/{kept.pk}/", {"do": "revoke"})
    assert client.get(API, {"url": ""}, headers={"Authorization": f"Bearer {key}"}).status_code == 401
    admin_client.post(f"/office/api-keys/{kept.pk}/", {"do": "restore"})
    assert client.get(API, {"url": ""}, headers={"Authorization": f"Bearer {key}"}).status_code == 200


# --- How long it may be kept ------------------------------------------------------------------------------------------


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_an_answer_is_asked_for_again_only_when_something_changed(
    client: Client, clock: time_machine.Traveller
) -> None:
    clock.move_to(NOW.replace(second=0, microsecond=0), tick=False)
    listed(FACEBOOK, kind=Kind.LINK)
    first = client.get(API, {"url": FACEBOOK})
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=60"
    with CaptureQueriesContext(connection) as asked:
        again = client.get(API, {"url": FACEBOOK}, headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert not any("directory_listing" in one["sql"] for one in asked)
    assert client.get(API, {"url": f"{FACEBOOK}1"}, headers={"If-None-Match": tag}).status_code == 200
    versions.bump()
    assert client.get(API, {"url": FACEBOOK}, headers={"If-None-Match": tag}).status_code == 200


def test_an_answer_is_never_kept_beyond_the_end_of_what_it_says(
    client: Client, clock: time_machine.Traveller
) -> None:
    listing = listed(FACEBOOK, kind=Kind.LINK)
    end = NOW.replace(second=40, microsecond=0) + timedelta(minutes=1)
    Listing.objects.filter(pk=listing.pk).update(proof_until=end)
    clock.move_to(end - timedelta(seconds=20), tick=False)
    first = client.get(API, {"url": FACEBOOK})
    assert (first.json()["is_official"], first.headers["Cache-Control"]) == (True, "public, max-age=20")
    clock.move_to(end, tick=False)  # within the same minute, and nobody has derived it again
    again = client.get(API, {"url": FACEBOOK}, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.json()["is_official"], again.json()["status"]) == (200, False, "stale")


def test_a_forged_tag_gets_an_answer(client: Client) -> None:
    for tag in ('W/"00-0"', 'W/"00-99999999999999"', '"', "*", 'W/"a-\u0661"'):
        assert client.get(API, {"url": FACEBOOK}, headers={"If-None-Match": tag}).status_code == 200


# --- What it says of itself -------------------------------------------------------------------------------------------


def faults(value: object, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """Where a value is not as a JSON schema says: the part of the standard that our description uses."""
    if "$ref" in schema:
        return faults(value, whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole, at)
    if "anyOf" in schema:
        return (
            []
            if any(not faults(value, one, whole, at) for one in schema["anyOf"])
            else [f"{at}: none of anyOf"]
        )
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{at}: {value!r} is not of {schema['enum']}")
    kinds = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "array": list,
        "object": dict,
        "null": type(None),
    }
    if not isinstance(value, kinds[schema.get("type", "string")]):
        return [f"{at}: {value!r} is no {schema.get('type')}"]
    if isinstance(value, list):
        found += [
            fault
            for n, one in enumerate(value)
            for fault in faults(one, schema["items"], whole, f"{at}[{n}]")
        ]
    if isinstance(value, dict):
        known = schema["properties"]
        found += [f"{at}.{name} is missing" for name in set(schema["required"]) - set(value)]
        found += [f"{at}.{name} is not described" for name in set(value) - set(known)]
        for name in set(value) & set(known):
            found += faults(value[name], known[name], whole, f"{at}.{name}")
    if schema.get("format") in ("date", "date-time") and isinstance(value, str):
        shape = r"\d{4}-\d\d-\d\d" + (r"T[\d:.]+(Z|\+00:00)" if schema["format"] == "date-time" else "")
        found += [] if re.fullmatch(shape, value) else [f"{at}: {value!r} is no {schema['format']}"]
    return found


@pytest.fixture
def description(client: Client) -> dict[str, Any]:
    response = client.get("/api/v1/openapi.json")
    assert (response.status_code, response.headers["Access-Control-Allow-Origin"]) == (200, "*")
    return response.json()


def schema_of(description: dict[str, Any], method: str, status: int) -> dict[str, Any]:
    media_type = "application/json" if status == 200 else "application/problem+json"
    return description["paths"][API][method]["responses"][str(status)]["content"][media_type]["schema"]


def test_the_description_is_whole(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    referred = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(description)))
    assert referred == set(description["components"]["schemas"])
    operations = description["paths"][API]
    assert {one["operationId"] for one in operations.values()} == {"verify", "verify_batch"}
    assert set(operations["get"]["responses"]) == {"200", "304", "401", "422", "429"}
    assert set(operations["post"]["responses"]) == {"200", "400", "401", "413", "422", "429"}
    assert {one["name"]: one["required"] for one in operations["get"]["parameters"]} == {
        "url": True,
        "as_of": False,
    }
    for one in operations.values():
        assert one["security"] == [{}, {"key": []}]
        assert all(response["description"] for response in one["responses"].values())
    assert description["components"]["securitySchemes"]["key"]["scheme"] == "bearer"


def test_answers_of_every_status_are_as_described(
    client: Client, description: dict[str, Any], mona: User
) -> None:
    schema = schema_of(description, "get", 200)
    old = NOW - 9 * DAY
    listed(FACEBOOK, at=old)
    organization = OrganizationFactory()
    for handle, kinds in (
        ("site", [Kind.LINK]),
        ("mutual", [Kind.LINK, Kind.PROFILE]),
        ("attested", [Kind.ATTESTATION]),
        ("stale", [Kind.LINK]),
        ("disputed", []),
        ("released", []),
    ):
        listing = listed(f"https://x.com/clinic_{handle}", to=organization, at=old)
        observe([Seen(listing.pk, kind) for kind in kinds], by=None, at=old)
        if handle == "stale":
            Listing.objects.filter(pk=listing.pk).update(proof_until=NOW - DAY)
        for name, outcome in (("disputed", Outcome.CONFLICTS), ("released", Outcome.DENIES)):
            if handle == name:
                decide(listing=listing, outcome=outcome, detail="Why", by=mona, at=NOW - 5 * DAY)
    Impostor.objects.create(
        platform="x",
        key="pretender",
        address="https://x.com/pretender",
        organization=organization,
        case=CaseFactory(),
        since_at=NOW,
    )
    urls = [
        FACEBOOK,
        *(
            f"https://x.com/clinic_{one}"
            for one in ("site", "mutual", "attested", "stale", "disputed", "released")
        ),
        "https://x.com/clinic_sitee",
        "https://x.com/pretender",
        "https://x.com/mutual/status/1234567890",
        CHANNEL,
        "nothing",
        "",
    ]
    seen = set()
    for url in urls:
        for more in ({}, {"as_of": f"{NOW - 2 * DAY:%Y-%m-%d}"}):
            told = get(client, url, **more)
            assert faults(told, schema, description) == [], url
            seen.add(told["status"])
    assert seen == set(STATUSES)
    assert faults(post(client, {"urls": urls}).json(), schema_of(description, "post", 200), description) == []


def test_the_answer_about_an_old_name_is_as_described(client: Client, description: dict[str, Any]) -> None:
    renamed("https://x.com/mayoclinic", "https://x.com/mayo_news")
    told = get(client, "https://x.com/mayoclinic")
    assert told["now_called"]["handle"] == "mayo_news"
    assert faults(told, schema_of(description, "get", 200), description) == []


@pytest.mark.parametrize(("status", "body"), [(422, {}), (400, "{"), (413, {"urls": ["x" * 2_000_001]})])
def test_faults_are_as_described(
    client: Client, description: dict[str, Any], status: int, body: object
) -> None:
    response = post(client, body)
    assert response.status_code == status
    assert faults(response.json(), schema_of(description, "post", status), description) == []


def test_the_guide_for_people_tells_of_every_field(client: Client, description: dict[str, Any]) -> None:
    shown = client.get("/api/").content.decode()
    for name in description["components"]["schemas"]["AnswerOut"]["properties"]:
        assert f"<code>{name}</code>" in shown
