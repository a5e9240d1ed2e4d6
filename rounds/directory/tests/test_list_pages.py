"""The List as visitors see it: the grid, its CSV, sub-lists and an organization's page."""

import csv
import json
import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.test import Client

from rounds.directory.actions.listings import Row, list_accounts, take_out
from rounds.directory.models import Listing, SubList
from rounds.directory.platforms import Address, parse
from rounds.directory.tests.factories import put_in_list
from rounds.organizations import search, versions
from rounds.organizations.models import Change, Name, Organization
from rounds.organizations.tests.factories import (
    IdentifierFactory,
    NameFactory,
    OrganizationFactory,
    RegisterFactory,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def listed(name: str, *addresses: str, **fields: object) -> Organization:
    organization = OrganizationFactory(name=name, **fields)
    for text in addresses:
        put_in_list(organization, text, language="en", seen_on=date(2026, 5, 1), at=NOW)
    search.index([organization.pk])
    versions.bump()
    return organization


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def names_in(html: str) -> list[str]:
    return re.findall(r'rowheader" class="grid-table__name"><a href="[^"]+">([^<]+)</a>', html)


def table(client: Client, address: str) -> list[list[str]]:
    response = client.get(address)
    text = b"".join(response.streaming_content).decode()
    return list(csv.reader(StringIO(text)))


def test_the_list_shows_organizations_with_accounts_and_one_switch_widens_it(client: Client) -> None:
    listed("Mayo Clinic", "https://x.com/mayoclinic")
    listed("Quiet Hospital")
    assert names_in(page(client, "/list/")) == ["Mayo Clinic"]
    wide = page(client, "/list/?scope=register")
    assert names_in(wide) == ["Mayo Clinic", "Quiet Hospital"]
    assert "None listed yet." in wide
    assert "/submissions/new/?organization=" in wide


def test_filters_and_search_stand_in_the_address(client: Client) -> None:
    listed("Alpha", "https://x.com/alpha", country="US")
    listed("Beta", "https://www.youtube.com/@betahealth", country="CA", region="CA-ON")
    assert names_in(page(client, "/list/?country=CA")) == ["Beta"]
    assert names_in(page(client, "/list/?platform=x&platform=youtube")) == ["Alpha", "Beta"]
    assert names_in(page(client, "/list/?q=alph")) == ["Alpha"]
    assert names_in(page(client, "/list/?country=ZZ&platform=nonsense&type=%00")) == []


def test_paging_visits_every_organization_once_and_goes_back(client: Client) -> None:
    for number in range(120):
        listed(f"Hospital {number:03d}", f"https://x.com/hospital{number:03d}")
    seen, address, pages = [], "/list/", []
    while address:
        html = page(client, address)
        pages.append(address)
        seen += names_in(html)
        follow = re.search(r'href="(\?[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="(\?[^"]*)"', html)
        address = "/list/" + (follow.group(1) or follow.group(2)).replace("&amp;", "&") if follow else ""
    assert seen == [f"Hospital {number:03d}" for number in range(120)]
    back = re.search(
        r'href="(\?[^"]*)"[^>]*rel="prev"|rel="prev"[^>]*href="(\?[^"]*)"', page(client, pages[2])
    )
    assert back
    assert "/list/" + (back.group(1) or back.group(2)) == pages[1]


@pytest.mark.parametrize("after", ["0", "-1", "abc", "9" * 40, "١٢", "1.5", ""])
def test_a_page_that_cannot_be_meant_is_the_first(client: Client, after: str) -> None:
    listed("Alpha", "https://x.com/alpha")
    assert names_in(page(client, f"/list/?after={after}")) == ["Alpha"]


def test_the_fullest_come_first_and_a_search_brings_the_best_match_unless_another_order_is_chosen(
    client: Client,
) -> None:
    listed("Alpha Clinic", "https://x.com/alpha")
    listed("Clinic", "https://x.com/clinic")
    listed("Zeta Clinic", "https://x.com/zeta", "https://www.youtube.com/@zetaclinic")
    assert names_in(page(client, "/list/"))[0] == "Zeta Clinic"
    assert names_in(page(client, "/list/?q=clinic&sort="))[0] == "Clinic"
    assert names_in(page(client, "/list/?q=clinic&sort=accounts"))[0] == "Zeta Clinic"
    answer = client.get("/list/?q=clinic&sort=", headers={"HX-Request": "true"})
    assert answer.headers["HX-Push-Url"] == "/list/?q=clinic"
    assert '<option value="" selected>Best match</option>' in answer.content.decode()


def test_a_search_without_a_listed_hit_says_how_many_the_register_has(client: Client) -> None:
    listed("Quiet Hospital")
    html = page(client, "/list/?q=quiet")
    assert "1 organization in the register matches" in html
    assert "?q=quiet&amp;scope=register" in html


def test_an_empty_list_invites_to_send_one_in(client: Client) -> None:
    assert "/submissions/new/" in page(client, "/list/")


def test_htmx_gets_the_grid_alone_with_a_clean_address(client: Client) -> None:
    listed("Alpha", "https://x.com/alpha")
    response = client.get("/list/?q=&country=US&sort=name", headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<div id="grid"')
    assert response.headers["HX-Push-Url"] == "/list/?country=US&sort=name"


def test_the_csv_has_exactly_what_is_shown_one_line_for_each_account(client: Client) -> None:
    listed(
        "Alpha",
        "https://x.com/alpha",
        "https://www.youtube.com/@alphahealth",
        city="Ulm",
        country="DE",
        region="",
    )
    listed("Beta", "https://x.com/beta", country="US")
    listed("Gamma", country="DE", region="")
    header, *lines = table(client, "/list.csv?country=DE&scope=register")
    assert header[:3] == ["organization", "slug", "type"]
    assert [(line[0], line[7], line[8], line[13], line[14]) for line in lines] == [
        ("Alpha", "x", "alpha", "reported", "2026-05-01"),
        ("Alpha", "youtube", "alphahealth", "reported", "2026-05-01"),
        ("Gamma", "", "", "", ""),
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "%", "|"])
def test_no_cell_of_the_csv_is_a_formula(client: Client, start: str) -> None:
    listed(f'{start}HYPERLINK("https://evil.example")', "https://x.com/alpha")
    assert table(client, "/list.csv")[1][0] == f'\'{start}HYPERLINK("https://evil.example")'


def test_a_sub_list_by_rule_cannot_be_widened_but_narrowed(client: Client) -> None:
    listed("Alpha", "https://x.com/alpha", country="CA", region="CA-ON")
    listed("Beta", "https://www.youtube.com/@beta22", country="CA", region="CA-BC")
    listed("Gamma", "https://x.com/gamma", country="US")
    SubList.objects.create(slug="canada", name="Canada", rule="country=CA")
    assert names_in(page(client, "/lists/canada/")) == ["Alpha", "Beta"]
    assert names_in(page(client, "/lists/canada/?country=US")) == ["Alpha", "Beta"]
    assert names_in(page(client, "/lists/canada/?platform=x")) == ["Alpha"]
    assert [line[0] for line in table(client, "/lists/canada.csv?platform=x")[1:]] == ["Alpha"]


def test_a_curated_sub_list_has_its_members_only(client: Client) -> None:
    alpha = listed("Alpha", "https://x.com/alpha")
    listed("Beta", "https://x.com/beta")
    curated = SubList.objects.create(slug="favorites", name="Favorites")
    curated.organizations.add(alpha)
    assert names_in(page(client, "/lists/favorites/")) == ["Alpha"]
    curated.organizations.add(OrganizationFactory(name="Quiet"))
    versions.bump()
    assert "1 of 2 organizations have an account in the List" in page(client, "/lists/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_grid_takes_as_many_queries_for_one_row_as_for_many(
    client: Client, rows: int, django_assert_num_queries
) -> None:
    for number in range(rows):
        listed(
            f"Hospital {number}",
            f"https://x.com/hospital{number}",
            f"https://www.tiktok.com/@hospital{number}",
        )
    page(client, "/list/")
    with django_assert_num_queries(4):  # version (twice: its tag and its index), organizations, accounts
        page(client, "/list/?country=US")


@pytest.mark.parametrize("accounts", [1, 3])
def test_an_organizations_page_takes_as_many_queries_for_one_account_as_for_many(
    client: Client, accounts: int, django_assert_num_queries
) -> None:
    one = listed("Alpha", *(f"https://x.com/alpha{number}" for number in range(accounts)))
    page(client, one.get_absolute_url())
    with django_assert_num_queries(13):
        page(client, one.get_absolute_url())


def test_an_organizations_page_tells_names_facts_accounts_and_why(client: Client) -> None:
    register = RegisterFactory(slug="cms-2026-06", name="The US register", as_of=date(2026, 6, 1))
    one = OrganizationFactory(
        name="Eskenazi Health", city="Indianapolis", region="US-IN", beds=1327,
        provenance={"beds": {"source": "cms-2026-06", "as_of": "2026-06-01"}},
    )  # fmt: skip
    NameFactory(organization=one, kind=Name.Kind.FORMER, text="Wishard Memorial", until_on=date(2013, 12, 7))
    IdentifierFactory(organization=one, value="150024")
    parent = OrganizationFactory(name="Health & Hospital Corporation")
    child = OrganizationFactory(name="Eskenazi Clinic", parent=one)
    Organization.objects.filter(pk=one.pk).update(parent=parent)
    Change.objects.create(
        organization=one, field="name", old="Wishard Memorial", new="Eskenazi Health",
        source="cms-2026-06", as_of=date(2013, 12, 7), happened_at=NOW,
    )  # fmt: skip
    address = parse("https://x.com/eskenazi")
    assert isinstance(address, Address)
    list_accounts([Row(one.pk, address, "news", "es")], register=register, by=None, at=NOW)
    html = page(client, one.get_absolute_url())
    for words in (
        "Indianapolis, Indiana, United States",
        "Formerly: <span>Wishard Memorial</span> (until 2013)",
        "1,327",
        "The US register, June 1, 2026",
        "150024",
        "Health &amp; Hospital Corporation",
        child.name,
        "News and media · Spanish",
        "Named by The US register, as of June 1, 2026",
        "Renamed from “Wishard Memorial” to “Eskenazi Health”",
        "Suggest a correction",
    ):
        assert words in html, words


def test_an_account_that_was_taken_out_is_told_as_no_longer_listed(client: Client) -> None:
    one = listed("Alpha", "https://x.com/alpha")
    take_out(listing=Listing.objects.get(), reason="The handle was given up.", by=None, at=NOW)
    html = page(client, one.get_absolute_url())
    assert "No longer listed" in html
    assert "The handle was given up." in html
    assert "No account listed yet" in html


def test_the_json_ld_cannot_break_out_and_claims_only_what_is_proven(client: Client) -> None:
    one = listed("Alpha</script><script>alert(1)</script>", "https://x.com/alpha")
    html = page(client, one.get_absolute_url())
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert json.loads(data)["name"] == one.name
    assert "sameAs" not in json.loads(data)
    Listing.objects.update(proof="official-attested")
    versions.bump()
    [data] = re.findall(r'ld\+json">(.*?)</script>', page(client, one.get_absolute_url()), re.S)
    assert json.loads(data)["sameAs"] == ["https://x.com/alpha"]


def test_nothing_of_the_list_sets_a_cookie_and_an_unchanged_page_is_not_sent_again(client: Client) -> None:
    one = listed("Alpha", "https://x.com/alpha")
    SubList.objects.create(slug="all", name="All", rule="type=hospital")
    for address in ("/list/", "/lists/", "/lists/all/", one.get_absolute_url()):
        first = client.get(address)
        assert not first.cookies, address
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address
    listed("Beta", "https://x.com/beta")
    assert client.get("/list/", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_whoever_is_signed_in_gets_no_shared_page(client: Client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create_user("ada@example.org", "a long password"))
    response = client.get("/list/")
    assert "ETag" not in response.headers
    assert "public" not in response.headers.get("Cache-Control", "")


def test_a_missing_organization_is_a_404_in_words(client: Client) -> None:
    assert client.get("/organizations/nowhere/").status_code == 404
    assert client.get("/lists/nowhere/").status_code == 404
    assert client.post("/list/").status_code == 405


def test_a_page_with_a_message_is_kept_by_no_shared_cache_and_made_anew(client: Client) -> None:
    tag = client.get("/list/").headers["ETag"]
    client.cookies["messages"] = "whatever was said"
    response = client.get("/list/", headers={"If-None-Match": tag})
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-cache")
    assert "ETag" not in response.headers


def test_a_page_of_somebody_signed_in_is_kept_by_no_shared_cache(admin_client: Client) -> None:
    assert admin_client.get("/list/").headers["Cache-Control"] == "private, no-cache"


def test_the_whole_page_is_never_taken_for_the_fragment(client: Client) -> None:
    fragment = client.get("/list/", headers={"HX-Request": "true"})
    whole = client.get("/list/", headers={"HX-Request": "true", "HX-Boosted": "true"})
    assert (b"<html" in fragment.content, b"<html" in whole.content) == (False, True)
    assert fragment.headers["ETag"] != whole.headers["ETag"]
    assert "HX-Boosted" in fragment.headers["Vary"]
