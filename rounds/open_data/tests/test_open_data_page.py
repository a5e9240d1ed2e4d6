"""What the page of the open data offers is there, and its examples work as they stand."""

import html
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from rounds.directory.models import SubList
from rounds.directory.tests.factories import put_in_list
from rounds.open_data.actions.dumps import make_dump
from rounds.organizations.tests.factories import OrganizationFactory, RegisterFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 10, 3, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _place(settings: Any, tmp_path: Path) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    dumps = {"BACKEND": backend, "OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = {**settings.STORAGES, "dumps": dumps}


def page() -> str:
    response = Client().get("/open-data/")
    assert response.status_code == 200
    return response.content.decode()


def the_list() -> None:
    RegisterFactory(attribution="Named like this", licence_url="https://example.org/license")
    put_in_list(
        OrganizationFactory(slug="mayo-clinic"), "https://x.com/mayo", at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    SubList.objects.create(slug="canada", name="Canada", rule="country=CA")


def test_before_the_first_dump_it_says_when_that_comes() -> None:
    assert "There is no dump yet" in page()


def test_every_way_of_the_page_leads_somewhere_and_every_example_works() -> None:
    the_list()
    make_dump(at=NOW)
    with time_machine.travel(NOW):
        text = page()
        links = set(re.findall(r"<main.*</main>", text, re.DOTALL))
        [main] = links
        found = {html.unescape(one) for one in re.findall(r'href="(/[^"#]+)', main)}
        examples = {
            html.unescape(one)
            for code in re.findall(r"<pre.*?</pre>", main, re.DOTALL)
            for one in re.findall(r"http://127\.0\.0\.1:8000(/[^'\s$)]+)", html.unescape(code))
        }
        assert len(examples) >= 6
        for address in sorted(found | examples):
            if address.endswith(("/", "…")):
                continue
            answer = Client(REMOTE_ADDR="192.0.2.3").get(address, follow=True)
            assert answer.status_code == 200, address


def test_licenses_and_attributions_stand_on_it() -> None:
    the_list()
    text = page()
    assert "https://creativecommons.org/publicdomain/zero/1.0/" in text
    assert "Named like this" in text
    assert "https://example.org/license" in text


def test_an_installation_may_choose_another_license(settings: Any) -> None:
    settings.OPEN_DATA_LICENCE_NAME = "CC BY 4.0"
    settings.OPEN_DATA_LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
    the_list()
    assert "CC BY 4.0" in page()
    export = Client().get("/list.jsonl")
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in export.headers["Link"]
    assert b'"name":"CC BY 4.0"' in b"".join(export.streaming_content)
    assert Client().get("/changes.json").json()["license"]["name"] == "CC BY 4.0"
