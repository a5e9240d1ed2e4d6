"""Organizations for programs: what the grid shows, page by page, today and on any past day."""

import random
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.core.api.paging import cursor_of
from rounds.directory.actions.evidence import Seen, observe, release
from rounds.directory.actions.listings import take_out
from rounds.directory.grid import census
from rounds.directory.grid.index import current_index
from rounds.directory.grid.queries import SORTS, read
from rounds.directory.models import Listing, SubList
from rounds.directory.proof import Kind
from rounds.directory.tests.factories import put_in_list
from rounds.open_data.api.seeking import _packed
from rounds.open_data.tests.asking import API, ask, every_page, follow, refused
from rounds.organizations import search, versions
from rounds.organizations.models import Organization, OrganizationType
from rounds.organizations.names import fold
from rounds.organizations.tests.factories import IdentifierFactory, NameFactory, OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
PLACES = [("US", "US-MN"), ("US", "US-CA"), ("CA", "CA-ON"), ("DE", "DE-BY"), ("DE", "")]
TYPES = ["hospital", "clinic", "nonprofit"]


def known(name: str, *urls: str, at=NOW - 9 * DAY, **fields: Any) -> Organization:
    """In the register and, with addresses, in the List."""
    organization = OrganizationFactory(
        name=name, sort_name=fold(name)[:300], **({"created_at": NOW - 20 * DAY} | fields)
    )
    for url in urls:
        put_in_list(organization, url, at=at)
    search.index([organization.pk])
    versions.bump()
    return organization


def a_register(size: int, seed: int = 1) -> list[Organization]:
    """Hospitals with and without accounts, in some places, many of the same name."""
    draw = random.Random(seed)
    made = []
    for number in range(size):
        country, region = draw.choice(PLACES)
        urls = [f"https://x.com/h{number}_{n}" for n in range(draw.choice([0, 1, 1, 2]))]
        one = known(
            draw.choice(["Mercy", "Saint Mary", f"General {number % 7}"]) + draw.choice([" Hospital", ""]),
            *urls,
            at=NOW - draw.randrange(1, 9) * DAY,
            slug=f"h{number}",
            country=country,
            region=region,
            type=draw.choice(TYPES),
        )
        for listing in one.listings.all():
            if draw.random() < 0.4:
                observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - draw.randrange(1, 400) * DAY)
        made.append(one)
    versions.bump()
    return made


def slugs(pages: list[list[dict[str, Any]]]) -> list[str]:
    return [one["slug"] for page in pages for one in page]


# --- Filters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_it_finds_what_the_grid_finds_for_any_question_in_the_same_order(client: Client, seed: int) -> None:
    made = {one.pk: one.slug for one in a_register(40, seed)}
    draw = random.Random(seed)
    for _ in range(12):
        asked = QueryDict(mutable=True)
        asked["sort"] = draw.choice(SORTS)
        if draw.random() < 0.4:
            asked["scope"] = "register"
        if draw.random() < 0.3:
            asked["q"] = draw.choice(["mercy", "saint mary", "general 3", "hospitl"])
        for name, values in (
            ("country", ["US", "CA", "DE"]),
            ("region", ["US-MN", "CA-ON"]),
            ("type", TYPES),
            ("platform", ["x", "facebook"]),
            ("proof", ["reported", "official-site", "stale"]),
            ("seen", ["year", "five-years", "unknown"]),
        ):
            if draw.random() < 0.3:
                asked.setlist(name, draw.sample(values, draw.randrange(1, len(values))))
        expected = [made[pk] for pk in current_index().result(read(asked))]
        pages = every_page(client, "/organizations", **dict(asked.lists()), limit=7)
        assert slugs(pages) == expected, asked.urlencode()
        assert all(len(page) == 7 for page in pages[:-1])
        assert ask(client, "/organizations", **dict(asked.lists()))["total"] == len(expected)
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{draw.randrange(256)}"  # or it would be too often


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"contry": "US"}, "contry"),  # a misspelt filter would find everything
        ({"country": "USA"}, "country"),
        ({"country": ["US"] * 21}, "country"),
        ({"type": "spaceship"}, "type"),
        ({"platform": "myspace2"}, "platform"),
        ({"proof": "official"}, "proof"),
        ({"seen": "soon"}, "seen"),
        ({"sort": "shoe-size"}, "sort"),
        ({"scope": "all"}, "scope"),
        ({"limit": "0"}, "limit"),
        ({"limit": "501"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"q": "x" * 201}, "q"),
        ({"as_of": "2999-01-01"}, "as_of"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"cursor": "made-up"}, "cursor"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_the_parameter_named(
    client: Client, parameters: dict[str, Any], named: str
) -> None:
    known("Mercy", "https://x.com/mercy")
    told = refused(client, "/organizations", **parameters)
    assert [one["parameter"] for one in told["errors"]] == [named]
    assert told["detail"].endswith(".")


def test_any_value_of_any_enumerated_filter_is_taken(client: Client) -> None:
    known("Mercy", "https://x.com/mercy")
    for type_ in OrganizationType.values:
        assert ask(client, "/organizations", type=type_)["total"] == (type_ == "hospital")


# --- Paging --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sort", ["name", "accounts", "seen", "newest"])
@pytest.mark.parametrize("seed", range(3))
def test_every_row_that_stays_comes_exactly_once_while_others_come_and_go(
    client: Client, sort: str, seed: int
) -> None:
    made = a_register(36, seed)
    draw = random.Random(seed)
    stay, leave = {one.slug for one in made[:24]}, made[24:]
    told = ask(client, "/organizations", scope="register", sort=sort, limit=5)
    seen = [one["slug"] for one in told["items"]]
    number = 0
    while told["next"]:
        number += 1
        if leave and number % 2:
            # Also the very row that the page ended with.
            gone = next((one for one in leave if one.slug == seen[-1]), leave[0])
            leave.remove(gone)
            Organization.objects.filter(pk=gone.pk).update(status="closed")
            versions.bump()
        else:
            known(draw.choice(["Aardvark", "Mercy", "Zebra"]), f"https://x.com/n{number}", slug=f"n{number}")
        told = follow(client, told["next"])
        seen += [one["slug"] for one in told["items"]]
    assert len(seen) == len(set(seen))
    assert stay <= set(seen)


def test_by_relevance_every_row_that_stays_comes_exactly_once_too(client: Client) -> None:
    made = [
        known(f"Mercy {'Hospital ' * (n % 5)}{n}", f"https://x.com/m{n}", slug=f"m{n}") for n in range(20)
    ]
    told = ask(client, "/organizations", q="mercy", limit=6)
    seen = [one["slug"] for one in told["items"]]
    gone = made[3] if made[3].slug != seen[0] else made[4]
    Organization.objects.filter(pk=gone.pk).update(status="closed")
    known("Mercy", "https://x.com/best", slug="best")  # ranks before all others, so that every place moves
    while told["next"]:
        told = follow(client, told["next"])
        seen += [one["slug"] for one in told["items"]]
    assert len(seen) == len(set(seen))
    assert {one.slug for one in made if one != gone} | {"best"} >= set(seen) - {gone.slug}
    assert {one.slug for one in made if one != gone} <= set(seen)


def test_a_renamed_row_at_the_end_of_a_page_loses_no_other(client: Client) -> None:
    for letter in "ABCDEF":
        known(letter, slug=letter.lower())
    told = ask(client, "/organizations", scope="register", sort="name", limit=3)
    Organization.objects.filter(slug="c").update(name="Z", sort_name="z")
    versions.bump()
    assert [one["slug"] for one in follow(client, told["next"])["items"]] == ["d", "e", "f"]


def test_a_place_is_found_among_many_names_in_a_few_questions(client: Client) -> None:
    Organization.objects.bulk_create(
        OrganizationFactory.build(name=f"H{n:05}", sort_name=f"h{n:05}", slug=f"h{n:05}") for n in range(900)
    )
    versions.bump()
    told = ask(client, "/organizations", scope="register", sort="name", limit=450)
    Organization.objects.filter(slug="h00449").update(status="closed")
    versions.bump()
    current_index()
    with CaptureQueriesContext(connection) as asked:
        rest = follow(client, told["next"])
    assert [one["slug"] for one in rest["items"]][:2] == ["h00450", "h00451"]
    assert len([one for one in asked if "sort_name" in one["sql"]]) <= 6


def test_the_next_page_stands_in_the_body_and_in_the_link_header(client: Client) -> None:
    for letter in "ABC":
        known(letter, slug=letter.lower())
    response = client.get(f"{API}/organizations", {"scope": "register", "limit": 2})
    told = response.json()
    assert f'<{told["next"]}>; rel="next"' in response.headers["Link"]
    assert 'rel="license"' in response.headers["Link"]
    last = follow(client, told["next"])
    assert (last["next"], told["total"], last["total"]) == (None, 3, 3)
    assert 'rel="next"' not in client.get(f"{API}/organizations").headers["Link"]


def test_a_cursor_is_refused_with_another_question(client: Client) -> None:
    for letter in "ABC":
        known(letter, slug=letter.lower())
    cursor = ask(client, "/organizations", scope="register", limit=1)["next"].partition("cursor=")[2]
    assert refused(client, "/organizations", scope="listed", cursor=cursor)["code"] == "cursor"


@pytest.mark.parametrize("day", ["", f"{NOW - DAY:%Y-%m-%d}"], ids=["today", "past"])
def test_the_number_of_questions_does_not_depend_on_the_rows(client: Client, day: str) -> None:
    parent = known("Parent")
    asked_for = {}
    for rows in (1, 3):
        for number in range(rows):
            name = f"hospital{rows}of{number}"
            one = known(name, f"https://x.com/{name}", f"https://facebook.com/{name}", parent=parent)
            IdentifierFactory(organization=one)
        ask(client, "/organizations", as_of=day)  # the index is there
        with CaptureQueriesContext(connection) as asked:
            told = ask(client, "/organizations", as_of=day, sort="name")
        assert len(told["items"]) == {1: 1, 3: 4}[rows]
        asked_for[rows] = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
    assert len(asked_for[1]) == len(asked_for[3]) <= (9 if not day else 18), asked_for[3]


# --- What is said --------------------------------------------------------------------------------------------------


def test_a_row_holds_what_the_list_says(client: Client) -> None:
    parent = known("Mayo", slug="mayo")
    one = known("Mayo Clinic", "https://x.com/mayoclinic", parent=parent, slug="mayo-clinic", beds=100)
    IdentifierFactory(organization=one, scheme="ccn", value="240010")
    [listing] = one.listings.all()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - DAY)
    [row] = ask(client, "/organizations")["items"]
    [account] = row.pop("accounts")
    assert row == {
        "slug": "mayo-clinic",
        "address": "http://127.0.0.1:8000/organizations/mayo-clinic/",
        "name": "Mayo Clinic",
        "type": "hospital",
        "country": "US",
        "region": "US-MN",
        "city": "Rochester",
        "street": "",
        "postal_code": "",
        "phone": "",
        "website": one.website,
        "beds": 100,
        "ownership": "nonprofit",
        "parent": {
            "slug": "mayo",
            "name": "Mayo",
            "address": "http://127.0.0.1:8000/organizations/mayo/",
        },
        "identifiers": [{"scheme": "ccn", "value": "240010"}],
        "proof": "official-site",
    }
    listing.refresh_from_db()
    assert (account["id"], account["listing"], account["address"]) == (
        listing.account_id,
        listing.pk,
        "https://x.com/mayoclinic",
    )
    assert (account["proof"], account["is_official"]) == ("official-site", True)


def test_what_has_run_out_is_never_official_whatever_is_stored(client: Client) -> None:
    one = known("Mercy", "https://x.com/mercy")
    [listing] = one.listings.all()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - DAY)
    Listing.objects.filter(pk=listing.pk).update(proof_until=NOW - timedelta(minutes=1))
    versions.bump()
    for accounts in (
        ask(client, "/organizations")["items"][0]["accounts"],
        ask(client, f"/organizations/{one.slug}")["organization"]["accounts"],
        ask(client, f"/accounts/{listing.account_id}")["account"]["listings"],
        ask(client, "/accounts")["items"][0]["listings"],
    ):
        assert [(account["proof"], account["is_official"]) for account in accounts] == [("stale", False)]
    assert ask(client, "/accounts", proof="stale")["items"] != []
    assert ask(client, "/accounts", proof="official-site")["items"] == []


def test_a_past_day_is_told_as_it_was(client: Client) -> None:
    one = known("Mercy", "https://x.com/mercy", at=NOW - 9 * DAY, slug="mercy")
    [listing] = one.listings.all()
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW - 2 * DAY)
    then = f"{NOW - 4 * DAY:%Y-%m-%d}"
    told = ask(client, "/organizations", as_of=then)
    assert (told["as_of"], told["items"][0]["proof"]) == (then, "reported")
    assert ask(client, "/organizations/mercy", as_of=then)["organization"]["proof"] == "reported"
    assert ask(client, "/organizations/mercy")["organization"]["proof"] == "official-site"
    assert told["items"][0]["address"].endswith(f"?as_of={then}")


def test_only_so_many_past_days_are_put_together_in_a_minute(client: Client) -> None:
    known("Mercy", "https://x.com/mercy", at=NOW - 19 * DAY)
    days = [f"{NOW - number * DAY:%Y-%m-%d}" for number in range(1, 12)]
    answers = [client.get(f"{API}/organizations", {"as_of": day}) for day in days]
    assert [one.status_code for one in answers] == [200] * 10 + [429]
    assert (answers[-1].json()["code"], answers[-1].headers["Retry-After"]) == ("busy", "60")


def test_one_that_became_part_of_another_says_of_which(client: Client) -> None:
    heir = known("Mercy", slug="mercy")
    known("Saint Mary", slug="saint-mary", status="merged", merged_into=heir)
    told = ask(client, "/organizations/saint-mary")["organization"]
    assert (told["status"], told["merged_into"]["slug"]) == ("merged", "mercy")


def test_an_organization_is_found_by_its_identifier(client: Client) -> None:
    one = known("Mercy", slug="mercy")
    IdentifierFactory(organization=one, scheme="wikidata", value="Q123")
    for spelling in ("Q123", "q123"):
        response = client.get(f"{API}/identifiers/wikidata/{spelling}")
        assert response.json()["organization"]["slug"] == "mercy"
        assert response.headers["Content-Location"] == "/api/v1/organizations/mercy"
    refused(client, "/identifiers/wikidata/Q9", status=404)
    refused(client, "/identifiers/isbn/Q9", status=422)


def test_the_whole_organization_tells_what_left_and_what_is_no_longer_theirs(client: Client) -> None:
    one = known("Mercy", "https://x.com/mercy", "https://x.com/old", "https://x.com/gone", slug="mercy")
    NameFactory(organization=one, text="Mercy General", source="person")
    _stays, old, gone = one.listings.order_by("pk")
    mona = User.objects.create_user("mona@example.org", "long-enough-words", name="Mona Moderator")
    release(listing=old, by=mona, at=NOW)
    take_out(listing=gone, reason="It was never theirs.", by=mona, at=NOW)
    told = ask(client, "/organizations/mercy")["organization"]
    assert [account["handle"] for account in told["accounts"]] == ["mercy"]
    assert [(account["handle"], account["proof"]) for account in told["released"]] == [("old", "released")]
    assert [(ended["handle"], ended["reason"]) for ended in told["ended"]] == [
        ("gone", "It was never theirs.")
    ]
    assert [name["text"] for name in told["names"]] == ["Mercy General"]


def test_a_sub_list_is_what_its_page_shows(client: Client) -> None:
    known("A", "https://x.com/a", country="US", slug="a")
    curated = known("B", country="CA", slug="b")
    SubList.objects.create(slug="usa", name="USA", rule="country=US")
    by_hand = SubList.objects.create(slug="friends", name="Friends", order=200)
    by_hand.organizations.add(curated)
    told = ask(client, "/sub-lists")["items"]
    assert [(one["slug"], one["listed"], one["organizations"]) for one in told] == [
        ("usa", 1, 1),
        ("friends", 0, 1),
    ]
    assert slugs([ask(client, "/sub-lists/usa/organizations")["items"]]) == ["a"]
    assert slugs([ask(client, "/sub-lists/friends/organizations")["items"]]) == ["b"]
    assert ask(client, "/sub-lists/usa/organizations", country="CA")["total"] == 1  # cannot be widened
    refused(client, "/sub-lists/none/organizations", status=404)


def test_nothing_is_worked_out_for_whoever_has_the_answer(client: Client) -> None:
    known("Mercy", "https://x.com/mercy")
    first = client.get(f"{API}/organizations")
    tag = {"If-None-Match": first.headers["ETag"]}
    with CaptureQueriesContext(connection) as asked:
        again = client.get(f"{API}/organizations", headers=tag)
    assert (again.status_code, again.content) == (304, b"")
    assert not any("organizations_organization" in one["sql"] for one in asked)
    known("Other", "https://x.com/other")
    assert client.get(f"{API}/organizations", headers=tag).status_code == 200


def test_a_cursor_that_names_a_thousand_rows_among_millions_is_taken_back(client: Client) -> None:
    one = known("Mercy", "https://x.com/m")
    sparse = [*range(7_500, 7_500 * 999, 7_500), one.pk]
    request = RequestFactory().get(f"{API}/organizations", {"q": "mercy", "limit": 1})
    cursor = cursor_of(request, ["shown", _packed(sparse)])
    answer = ask(client, "/organizations", q="mercy", limit=1, cursor=cursor)
    assert (answer["items"], answer["next"]) == ([], None)


def test_a_filter_that_has_to_wait_for_a_past_day_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    known("Mercy", "https://x.com/m")
    day = f"{NOW - DAY:%Y-%m-%d}"
    ask(client, "/organizations", as_of=day)
    monkeypatch.setattr(census, "PATIENCE", 0.01)
    with census._reading:  # somebody is putting it together
        told = refused(client, "/organizations", 429, as_of=day, beds="100-199")
        figures = refused(client, "/figures", 429, as_of=day)
    assert (told["code"], figures["code"]) == ("busy", "busy")
