"""Organizations side by side: what the page and its file say, and what must never be linked."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import html

from rounds.directory.actions.evidence import attest
from rounds.directory.tests.factories import put_in_list
from rounds.figures.comparing import MOST
from rounds.figures.tests.cases import BEGIN, hospital
from rounds.organizations import versions
from rounds.organizations.models import Organization, Status
from rounds.organizations.search.documents import index
from rounds.users.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(BEGIN.replace(month=3), tick=False):
        yield


def page(client: Client, address: str, status: int = 200) -> Any:
    versions.bump()
    response = client.get(address)
    assert response.status_code == status
    return html.fromstring(response.content)


def said(tree: Any, path: str) -> list[str]:
    return [" ".join(one.text_content().split()) for one in tree.xpath(path)]


def row(tree: Any, label: str) -> list[str]:
    return said(tree, f"//tr[normalize-space(th)='{label}']/td")


def two() -> tuple[Organization, Organization]:
    return (
        hospital("North Hospital", country="US", region="US-MN", city="Duluth", beds=60),
        hospital("South Hospital", country="US", region="US-IA", city="Ames", beds=300),
    )


def address(*ones: Organization, **more: str) -> str:
    parts = [f"organization={one.slug}" for one in ones] + [f"{key}={value}" for key, value in more.items()]
    return f"/compare/?{'&'.join(parts)}"


def test_an_empty_comparison_says_how_to_begin(client: Client) -> None:
    tree = page(client, "/compare/")
    assert "Nothing to compare yet" in tree.text_content()
    assert tree.xpath("//input[@name='q']")


def test_facts_and_accounts_stand_side_by_side(client: Client) -> None:
    north, south = two()
    put_in_list(north, "https://x.com/north_hospital", seen_on=BEGIN.date())
    put_in_list(south, "https://www.youtube.com/@southhospital")
    tree = page(client, address(north, south))
    assert row(tree, "City") == ["Duluth", "Ames"]
    assert row(tree, "Beds") == ["60", "300"]
    (x,) = (one for one in tree.xpath("//tr") if "X (Twitter)" in one.text_content())
    assert "north_hospital" in x[1].text_content()
    assert "Reported" in x[1].text_content()
    assert said(x, "td")[1] == "none"
    assert row(tree, "Covered") == ["Accounts of its own: 1", "Accounts of its own: 1"]


def test_who_is_covered_through_a_parent_says_through_which(client: Client) -> None:
    north, _south = two()
    system = hospital("North System", type="health-system")
    part = hospital("Part", parent=system)
    put_in_list(system, "https://x.com/north_system")
    tree = page(client, address(north, part))
    assert row(tree, "Covered")[0] == "None listed yet"
    assert row(tree, "Covered")[1].startswith("Only through North System, which it is part of")
    assert tree.xpath(f"//a[@href='{system.get_absolute_url()}']")


def test_a_disputed_account_is_shown_without_a_link(client: Client) -> None:
    north, south = two()
    listing = put_in_list(north, "https://x.com/north_hospital")
    type(listing).objects.filter(pk=listing.pk).update(proof="disputed")
    tree = page(client, address(north, south))
    assert "north_hospital" in tree.text_content()
    assert not tree.xpath("//a[contains(@href, 'x.com')]")


def test_an_expired_proof_is_never_shown_as_official(client: Client) -> None:
    north, south = two()
    listing = put_in_list(north, "https://x.com/north_hospital")
    ada = User.objects.create_user("ada@example.org", "a long password")
    attest(listings=[listing], by=ada, at=BEGIN.replace(year=2025, month=1))
    tree = page(client, address(north, south))
    assert "Out of date" in tree.text_content()
    assert not tree.xpath("//*[contains(@class, 'proof--official')]")


def test_each_can_be_removed_and_another_added_without_script(client: Client) -> None:
    north, south = two()
    third = hospital("Mayo East")
    versions.bump()
    index([third.pk])
    tree = page(client, address(north, south, q="mayo"))
    removes = tree.xpath("//a[@class='compare__remove']/@href")
    assert removes == [address(south), address(north)]
    assert tree.xpath("//li[@class='entry']//a/@href") == [address(north, south, third)]


def test_no_more_than_five_and_no_two_of_the_same(client: Client) -> None:
    ones = [hospital(f"Hospital {n}") for n in range(MOST + 1)]
    tree = page(client, address(*ones, ones[0]))
    assert len(tree.xpath("//th[@scope='col']")) == MOST
    assert not tree.xpath("//main//input[@name='q']")
    assert f"You can compare five; Hospital {MOST} was left out." in tree.text_content()
    csv_lines = (
        client.get(address(*ones).replace("/compare/", "/compare.csv")).getvalue().decode().splitlines()
    )
    assert csv_lines[0].count("Hospital") == MOST


def test_who_was_merged_is_who_it_was_merged_into_and_the_unknown_is_left_out(client: Client) -> None:
    north, south = two()
    former = hospital("Former", status=Status.MERGED, merged_into=north)
    tree = page(client, f"{address(former, south)}&organization=no-such-hospital")
    assert said(tree, "//a[@class='compare__name']") == ["North Hospital", "South Hospital"]
    assert "Some of what you asked for is left out" in tree.text_content()


def test_a_closed_organization_is_shown_as_closed(client: Client) -> None:
    north, _south = two()
    closed = hospital("Gone", status=Status.CLOSED)
    assert row(page(client, address(north, closed)), "Covered")[1] == "Closed"


def test_a_search_that_finds_nothing_says_so_and_stays_text(client: Client) -> None:
    tree = page(client, "/compare/?q=%3Cscript%3Ezzqx%00%3C/script%3E")
    assert "Nothing found" in tree.text_content()
    assert not tree.xpath("//script[not(@src)]")


@pytest.mark.parametrize("asked", ["%00", "a%00b", "x" * 500, "%FF%FE", "..%2f..%2f", "<b>"])
def test_what_no_organization_is_called_is_left_out(client: Client, asked: str) -> None:
    for path in ("/compare/", "/figures/case/", "/figures/case.pdf", "/compare.csv"):
        assert client.get(f"{path}?organization={asked}").status_code in (200, 302, 404), path
    assert (
        client.get(f"/figures/case/?region={asked}&type={asked}&country={asked}&q={asked}").status_code == 200
    )


def test_the_file_says_what_the_page_says_and_runs_no_formula(client: Client) -> None:
    north, south = two()
    Organization.objects.filter(pk=south.pk).update(name="=South", city="@Ames")
    put_in_list(north, "https://x.com/north_hospital")
    versions.bump()
    response = client.get(address(north, south).replace("/compare/", "/compare.csv"))
    lines = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))
    assert lines[0] == ["as of 2026-03-05", "North Hospital", "'=South"]
    told = {line[0]: line[1:] for line in lines}
    assert told["City"] == ["Duluth", "'@Ames"]
    assert told["X (Twitter)"] == ["north_hospital (Reported)", ""]


def test_the_queries_do_not_grow_with_the_organizations(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    ones = [hospital(f"Hospital {n}") for n in range(5)]
    for one in ones:
        for n in range(4):
            put_in_list(one, f"https://x.com/{one.slug.replace('-', '_')}_{n}")
    page(client, address(*ones))  # the census is read
    counted = []
    for some in (ones[:1], ones):
        with django_assert_max_num_queries(20) as found:
            client.get(address(*some))
        counted.append(len(found))
    assert counted[0] == counted[1]


def test_the_peers_page_leads_to_the_comparison_and_the_organization_leads_to_it(client: Client) -> None:
    north, _south = two()
    for n in range(12):
        hospital(f"Near {n}", country="US", region="US-MN", beds=60)
    put_in_list(north, "https://x.com/north_hospital")
    tree = page(client, f"/organizations/{north.slug}/peers/")
    assert "12 other organizations of type “Hospital” with 26–99 beds in Minnesota" in tree.text_content()
    assert tree.xpath("//a[starts-with(@href, '/compare/?organization=north-hospital&organization=near-')]")
    assert page(client, north.get_absolute_url()).xpath(f"//a[@href='/organizations/{north.slug}/peers/']")


def test_the_peers_of_who_has_none_or_is_closed_are_said_to_be_none(client: Client) -> None:
    alone = hospital("Alone", type="payer")
    closed = hospital("Gone", status=Status.CLOSED)
    merged = hospital("Former", status=Status.MERGED, merged_into=alone)
    assert (
        "no other organization of its type"
        in page(client, f"/organizations/{alone.slug}/peers/").text_content()
    )
    assert "not a current organization" in page(client, f"/organizations/{closed.slug}/peers/").text_content()
    moved = client.get(f"/organizations/{merged.slug}/peers/")
    assert moved.headers["Location"] == f"/organizations/{alone.slug}/peers/"
    assert not page(client, closed.get_absolute_url()).xpath("//a[contains(@href, '/peers/')]")


def test_too_many_comparisons_in_a_minute_are_refused_in_words(client: Client) -> None:
    answers = [client.get("/compare/").status_code for _ in range(61)]
    assert answers[0] == 200
    assert answers[-1] == 429
