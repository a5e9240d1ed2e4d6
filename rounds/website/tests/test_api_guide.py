"""The page about the API says nothing that is not so: its examples are asked, and its answers compared."""

import html
import json
import os
import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings as project
from django.http import HttpResponse
from django.test import Client

from rounds.core.api import PROBLEMS
from rounds.directory.models import SubList
from rounds.directory.sample import make_example_hospital
from rounds.open_data.actions.changes import log_changes
from rounds.open_data.tests.asking import Description
from rounds.organizations import search, versions
from rounds.organizations.models import Identifier
from rounds.organizations.tests.factories import RegisterFactory
from rounds.users.models import User
from rounds.website.guide.examples import ANSWERS, ELSEWHERE, EXAMPLES, Example, answers
from rounds.website.guide.names import names

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def site(client: Client) -> Client:
    """With the made-up hospital, a register that names it, and a sub-list."""
    User.objects.create_user("representative@example.org", "long-enough-words", name="Remy")
    hospital = make_example_hospital(at=NOW)
    assert hospital is not None
    register = RegisterFactory(
        slug="example-2026", family="example", name="Example register", url="https://example.org/register"
    )
    Identifier.objects.create(organization=hospital, scheme="ccn", value="240010", source=register.slug)
    SubList.objects.create(slug="us-hospitals", name="US hospitals", rule="country=US&type=hospital")
    search.index([hospital.pk])
    versions.bump()
    log_changes(at=NOW)
    return client


def asked(site: Client, example: Example) -> HttpResponse:
    path = example.path.format_map(names())
    if example.body is None:
        return site.get(path)
    return site.post(path, json.dumps(example.sent(names())), content_type="application/json")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.operation)
def test_an_example_is_answered_as_it_is_described_and_as_the_page_shows_it(
    site: Client, example: Example
) -> None:
    description = Description(site)
    [(path, method)] = [
        (path, method)
        for path, operations in description.whole["paths"].items()
        for method, operation in operations.items()
        if operation["operationId"] == example.operation
    ]
    response = asked(site, example)
    assert response.status_code == 200, response.content[:500]
    assert description.faults(path.removeprefix("/api/v1"), response, method) == []
    told = settled(response.json())
    if os.environ.get("REWRITE_EXAMPLES"):
        kept = json.loads(ANSWERS.read_text()) | {example.key: told}
        ANSWERS.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        answers.cache_clear()
    assert told == answers().get(example.key), "make it new: REWRITE_EXAMPLES=1 pytest -n 0 -k guide"


def test_every_operation_has_an_example_and_no_other_answer_is_kept(site: Client) -> None:
    operations = {
        operation["operationId"]
        for path in Description(site).whole["paths"].values()
        for operation in path.values()
    }
    assert {one.operation for one in EXAMPLES} == operations
    assert set(answers()) == {one.key for one in EXAMPLES}


def test_every_command_on_the_page_works_as_it_stands(site: Client) -> None:
    shown = site.get("/api/").content.decode()
    commands = [html.unescape(one) for one in re.findall(r"<code[^>]*>(curl .*?)</code>", shown, re.DOTALL)]
    assert len(commands) >= len(EXAMPLES)
    for command in commands:
        words = [word for word in shlex.split(command) if word != "\n"]
        address = next(word for word in words if word.startswith("http")).removeprefix(project.PUBLIC_URL)
        if "-d" in words:
            response = site.post(address, words[words.index("-d") + 1], content_type="application/json")
        else:
            response = site.get(address)
        assert response.status_code == 200, command


def test_the_page_tells_of_every_address_parameter_field_and_problem(site: Client) -> None:
    shown = html.unescape(site.get("/api/").content.decode())
    whole = Description(site).whole
    for path, operations in whole["paths"].items():
        assert f"<code>{path}</code>" in shown
        for operation in operations.values():
            for parameter in operation["parameters"]:
                assert f"<code>{parameter['name']}</code>" in shown
    for name, shape in whole["components"]["schemas"].items():
        assert f'id="shape-{name}"' in shown
        for field in shape.get("properties", {}):
            assert f"<code>{field}</code>" in shown
    for code in PROBLEMS:
        assert f'id="problem-{code}"' in shown


def test_the_page_stands_also_where_nothing_is_listed_yet(client: Client) -> None:
    assert client.get("/api/").status_code == 200


def test_every_link_within_the_page_leads_somewhere(site: Client) -> None:
    shown = site.get("/api/").content.decode()
    places = set(re.findall(r'id="([^"]+)"', shown))
    assert set(re.findall(r'href="#([^"]+)"', shown)) - places - {"main"} == set()


MOST = 2  # lines of a list that the page shows
_IDS = ("id", "listing", "account")
_DRAWN = {
    r"/accounts/\d+/": "/accounts/17/",
    r"cursor=[\w-]+": "cursor=W1siZXhhbXBs",
    r"since=\d+": "since=17",
}


def settled(told: Any, name: str = "") -> Any:
    """Numbers that the database draws are left out of the comparison, and what is beyond `MOST`."""
    if isinstance(told, dict):
        return {key: settled(value, key) for key, value in told.items()}
    if isinstance(told, list):
        return [settled(one, name) for one in told[:MOST]] + ["…"] * (len(told) > MOST)
    if isinstance(told, int) and name in _IDS:
        return 17
    if name == "cursor":
        return "17"
    if isinstance(told, str):
        for drawn, kept in _DRAWN.items():
            told = re.sub(drawn, kept, told)
        return told.replace(project.PUBLIC_URL, ELSEWHERE)
    return told
