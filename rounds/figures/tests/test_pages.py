"""The pages of the figures: what they say, where each number leads, and that anybody can count again."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from lxml.html import fromstring

from rounds.directory.actions.evidence import release
from rounds.directory.models import SubList
from rounds.directory.tests.factories import put_in_list
from rounds.figures import recompute_figures
from rounds.figures.limits import PAGES
from rounds.figures.tests.cases import BEGIN, edition, hospital, in_register
from rounds.organizations import search, versions
from rounds.organizations.models import Organization
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = BEGIN + timedelta(days=30)
SCRIPT = Path(recompute_figures.__file__)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def register() -> dict[str, Organization]:
    """Four hospitals of a register, a system above two of them, one organization that no register has."""
    cms = edition("cms-2026-06", date(2026, 1, 1), rejected=1)
    system = hospital(
        "Great System", type="health-system", country="US", region="US-CA", ownership="nonprofit"
    )
    one = hospital("Alpha", beds=20, parent=system, ownership="public")
    two = hospital("Beta", beds=300, parent=system, region="US-CA")
    three = hospital("Gamma", beds=None, region="", country="PR", ownership="")
    four = hospital("Delta", beds=90)
    hospital("Elsewhere", country="DE", region="DE-BY", type="clinic")
    in_register(cms, one, two, three, four, hospital("Shut", status="closed"))
    put_in_list(system, "https://x.com/greatsystem", at=BEGIN)
    put_in_list(one, "https://x.com/alpha", attested=True, at=NOW - timedelta(days=5))
    put_in_list(one, "https://www.facebook.com/alphahospital", at=BEGIN)
    put_in_list(three, "https://x.com/alpha", at=BEGIN)
    put_in_list(three, "https://plus.google.com/+GammaHospital", at=BEGIN)
    put_in_list(four, "https://plus.google.com/+DeltaHospital", at=BEGIN)
    by = User.objects.create_user("ada@example.org", "a long password")
    release(listing=put_in_list(two, "https://x.com/beta", at=BEGIN), by=by, at=NOW - timedelta(days=3))
    search.index([one.pk, two.pk, three.pk, four.pk])
    versions.bump()
    return {made.name: made for made in Organization.objects.all()}


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, (address, response.content[:300])
    return response.content.decode()


def lines(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode(), newline="")))


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


QUESTIONS = (
    "",
    "register=all",
    "register=cms&region=US-CA",
    "register=all&country=US&type=hospital",
    "register=cms&beds=1-25&beds=26-99",
    "register=all&ownership=unknown",
)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("day", ["", "2026-01-10"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_behind_every_figure_is_a_page_of_the_list_with_exactly_these_organizations(
    client: Client, question: str, day: str
) -> None:
    told = lines(client, f"/figures/all.csv?{question}{'&as_of=' + day if day else ''}")
    leading = [line for line in told if line["rows"]]
    assert {line["table"] for line in leading} >= {
        "coverage",
        "proofs",
        "places",
        "types",
        "beds",
    }
    for line in leading:
        html = page(client, line["rows"].removeprefix("http://127.0.0.1:8000"))
        found = re.search(r'role="status">([\d,]+) organization', html)
        assert found
        assert found[1] == line["numerator"], line


@pytest.mark.usefixtures("register")
def test_every_figure_on_the_pages_leads_to_its_rows(client: Client) -> None:
    told = {line["rows"].partition("&as_of")[0] for line in lines(client, "/figures/all.csv")}
    seen = 0
    for address in ("/figures/", "/figures/places/"):
        html = page(client, address)
        for href, number in re.findall(r'<td class="num"><a href="(/list/[^"]+)">([\d,]+)</a>', html):
            assert f"http://127.0.0.1:8000{unescape(href)}" in told
            assert f'role="status">{number} organization' in page(client, unescape(href))
            seen += 1
    assert seen > 15


@pytest.mark.usefixtures("register")
def test_the_page_says_what_is_counted_what_was_left_out_and_how_much_is_proven(client: Client) -> None:
    html = page(client, "/figures/")
    text = text_of(html)
    assert "The List has accounts for 2 of 4 hospitals (50%)." in text
    assert "A hospital that is not in the List may well have accounts: this is a floor." in text
    assert (
        "1 more is covered only through an organization that it is part of; it is not in that number." in text
    )
    assert "1 of the 2 accounts (50%) is proven to be official; the others are not." in text
    assert "Rows of the register 6" in text
    assert "Left out: rows that could not be read −1" in text
    assert "Left out: closed since, or merged into another −1" in text
    assert "Counted 4" in text
    assert "python3 recompute_figures.py list.jsonl --register cms-2026-06" in text
    assert 'id="platforms-x"' in html
    assert "register=cms-2026-06&amp;as_of=2026-02-04#platforms" in html


@pytest.mark.usefixtures("register")
def test_a_table_is_a_file_of_its_own_with_denominator_and_date(client: Client) -> None:
    told = lines(client, "/figures/coverage.csv")
    assert [(line["value"], line["numerator"], line["denominator"]) for line in told] == [
        ("own", "2", "4"),
        ("parent", "1", "4"),
        ("closed", "1", "4"),
        ("none", "0", "4"),
    ]
    assert {(line["as_of"], line["register"], line["register_as_of"]) for line in told} == {
        ("2026-02-04", "cms-2026-06", "2026-01-01")
    }
    assert client.get("/figures/nonsense.csv").status_code == 404


@pytest.mark.usefixtures("register")
def test_a_past_day_is_marked_and_what_cannot_be_counted_is_said_in_words(client: Client) -> None:
    then = client.get("/figures/?as_of=2026-01-10")
    assert "This is what the List said on" in then.content.decode()
    assert then.headers["X-Robots-Tag"] == "noindex"
    for address, words in (
        ("/figures/?register=nonsense", "We know no register of that name."),
        ("/figures/?sub_list=nonsense", "We know no sub-list of that name."),
        ("/figures/places/?register=nonsense", "We know no register of that name."),
        ("/figures/over-time/?register=nonsense", "We know no register of that name."),
    ):
        response = client.get(address)
        assert (response.status_code, words in response.content.decode()) == (404, True), address
    assert client.get("/figures/?as_of=yesterday").status_code == 400
    assert client.get("/figures/all.csv?register=nonsense").status_code == 404
    assert client.get("/figures/?country=%00&region=<script>&type=" + "x" * 3000).status_code == 200


@pytest.mark.usefixtures("register")
def test_a_sub_list_is_counted_as_it_is_today(client: Client) -> None:
    SubList.objects.create(slug="us", name="US", rule="country=US&type=hospital")
    chosen = SubList.objects.create(slug="two", name="Two")
    chosen.organizations.set(Organization.objects.filter(name__in=["Alpha", "Gamma"]))
    for slug, whole in (("us", "3"), ("two", "2")):
        told = lines(client, f"/figures/coverage.csv?sub_list={slug}")
        assert {line["denominator"] for line in told} == {whole}
        for line in told:
            html = page(client, line["rows"].removeprefix("http://127.0.0.1:8000"))
            assert f'role="status">{line["numerator"]} organization' in html
    assert "US" in text_of(page(client, "/figures/?sub_list=us"))


@pytest.mark.usefixtures("register")
def test_the_pages_ask_the_database_the_same_few_questions_however_much_there_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    for address in ("/figures/", "/figures/places/", "/figures/over-time/"):
        client.get(address)
        with django_assert_max_num_queries(8):
            client.get(address)
    unchanged = client.get("/figures/", headers={"If-None-Match": client.get("/figures/").headers["ETag"]})
    assert unchanged.status_code == 304


def exported(client: Client, address: str, folder: Path) -> Path:
    response = client.get(address)
    assert response.status_code == 200
    path = folder / f"{len(list(folder.iterdir()))}.jsonl"
    path.write_bytes(b"".join(response.streaming_content))
    return path


def recomputed(*arguments: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    ran = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=True
    )
    return {
        (line["table"], line["value"], line["measure"]): (line["numerator"], line["denominator"])
        for line in csv.DictReader(StringIO(ran.stdout))
    }


def published(client: Client, question: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    return {
        (line["table"], line["value"], line["measure"]): (line["numerator"], line["denominator"])
        for line in lines(client, f"/figures/all.csv?{question}")
    }


def same(one: dict, other: dict) -> None:
    """Figure for figure, as it is written; a line of noughts may be left out."""

    def told(figures: dict) -> dict:
        return {key: pair for key, pair in figures.items() if float(pair[0] or 0)}

    assert told(one) == told(other)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("day", ["", "2026-01-10"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_script_counts_the_same_from_the_export(
    client: Client, tmp_path: Path, question: str, day: str
) -> None:
    as_of = f"&as_of={day}" if day else ""
    file = exported(client, f"/list.jsonl?scope=register{as_of}", tmp_path)
    arguments = []
    for pair in filter(None, question.split("&")):
        name, value = pair.split("=")
        if (name, value) != ("register", "all"):
            arguments += [f"--{name}", {"cms": "cms-2026-06"}.get(value, value)]
    if not question:
        arguments = ["--register", "cms-2026-06"]
    same(recomputed(str(file), *arguments), published(client, question + as_of))


@pytest.mark.usefixtures("register")
def test_the_command_on_the_page_is_the_one_that_counts_it(client: Client, tmp_path: Path) -> None:
    html = page(client, "/figures/?register=cms&region=US-CA")
    command = re.search(r"<code>(.+?)</code>", html)
    export = re.search(r'<a href="http://[^/]+(/list\.jsonl[^"]+)"', html)
    assert command
    assert export
    python, script, file, *arguments = unescape(command[1]).split()
    assert (python, script, file) == ("python3", "recompute_figures.py", "list.jsonl")
    path = exported(client, unescape(export[1]), tmp_path)
    same(recomputed(str(path), *arguments), published(client, "register=cms&region=US-CA"))
    assert page(client, "/figures/recompute_figures.py") == SCRIPT.read_text()


@pytest.mark.usefixtures("register")
def test_nothing_in_an_address_is_a_command_of_its_own(client: Client) -> None:
    hostile = ["US;curl x.y|sh", "$(id)", "`id`", "a\nid", "'; id; '", "--only"]
    html = page(client, f"/figures/?{urlencode([('country', one) for one in hostile])}")
    command = re.search(r"<code>(.+?)</code>", html, re.DOTALL)
    assert command
    told = "set -- " + unescape(command[1]) + '; printf "%s\\0" "$@"'
    ran = subprocess.run(["/bin/sh", "-c", told], capture_output=True, text=True, check=True, env={})
    given = [word for one in hostile for word in ("--country", one)]
    assert ran.stdout.split("\0")[:-1] == ["python3", "recompute_figures.py", "list.jsonl", *given]


@pytest.mark.usefixtures("register")
def test_a_sub_list_is_counted_again_from_two_files(client: Client, tmp_path: Path) -> None:
    SubList.objects.create(slug="us", name="US", rule="country=US&type=hospital")
    whole = exported(client, "/list.jsonl?scope=register", tmp_path)
    part = exported(client, "/lists/us.jsonl?scope=register", tmp_path)
    same(recomputed(str(whole), "--only", str(part)), published(client, "sub_list=us"))


def test_nothing_at_all_is_a_page_too(client: Client) -> None:
    for address in ("/figures/", "/figures/?register=all", "/figures/places/", "/figures/over-time/"):
        assert "Nothing is counted" in page(client, address)
    assert json.dumps(lines(client, "/figures/platforms.csv?register=all")) == "[]"


def test_who_asks_the_figures_of_very_many_days_waits() -> None:
    put_in_list(hospital("Alpha"), "https://x.com/alpha", at=BEGIN)
    with time_machine.travel(BEGIN + timedelta(days=90), tick=False):
        days = [BEGIN.date() + timedelta(days=number) for number in range(62)]
        codes = [Client().get(f"/figures/?as_of={day}", REMOTE_ADDR="192.0.2.78").status_code for day in days]
    assert codes == [200] * 60 + [429] * 2


def test_who_asks_very_often_waits() -> None:
    addresses = (
        "/figures/", "/figures/places/", "/figures/over-time/", "/figures/coverage.csv", "/figures/over-time.csv",
        f"{hospital('Alpha').get_absolute_url()}peers/",
    )  # fmt: skip
    client = Client(REMOTE_ADDR="192.0.2.79")
    for number in range(PAGES):
        assert client.get(f"/figures/coverage.csv?beds={number}").status_code == 200
    assert [client.get(address).status_code for address in addresses] == [429] * len(addresses)


def test_of_the_world_countries_come_first_and_regions_are_folded(client: Client) -> None:
    for number, country in enumerate(("US", "DE", "FR")):
        hospital(f"Hospital {number}", country=country, region=f"{country}-BE" if country == "DE" else "")
    versions.bump()
    tree = fromstring(page(client, "/figures/places/?register=all"))
    assert tree.xpath("//section[@id='countries' or @id='places']/@id") == ["countries", "places"]
    assert tree.xpath("//details[.//table]/ancestor::section/@id") == ["places"]
    assert tree.xpath("//details[.//table]/summary/text()") == ["Show all 3 lines"]
    tree = fromstring(page(client, "/figures/places/?register=all&country=DE"))
    assert tree.xpath("//section[@id='countries' or @id='places']/@id") == ["places"]
    assert tree.xpath("//details[.//table]") == []


def test_before_a_register_was_read_nothing_is_counted_against_it(client: Client) -> None:
    alpha = hospital("Alpha")
    put_in_list(alpha, "https://x.com/alpha", at=BEGIN)
    in_register(edition("cms-2026-06", date(2026, 1, 1), read_at=BEGIN + timedelta(days=10)), alpha)
    versions.bump()
    words = (
        "On Jan. 10, 2026 we had not yet read this register."
        " The first day we can count against it is Jan. 15, 2026."
    )
    for path in ("/figures/", "/figures/places/", "/figures/coverage.csv", "/api/v1/figures"):
        for question in ("as_of=2026-01-10", "as_of=2026-01-10&register=cms"):
            then = client.get(f"{path}?{question}")
            assert then.status_code in (404, 422), path
            assert words in then.content.decode(), path
        assert client.get(f"{path}?register=cms&as_of=2026-01-15").status_code == 200
