"""What the grid shows for a question can be taken away, and every format tells the same."""

import csv
import json
import tracemalloc
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rounds.directory.actions.evidence import Seen, observe
from rounds.directory.models import Account, Listing, Statement, SubList
from rounds.directory.proof import Kind, Outcome
from rounds.directory.tests.factories import put_in_list
from rounds.directory.views.days import Day
from rounds.open_data.exports import fields, json_lines, table
from rounds.open_data.exports.taken import Taken, address_of
from rounds.open_data.views import exports
from rounds.organizations import search, versions
from rounds.organizations.actions.names import add_identifier, add_name, remove_identifier
from rounds.organizations.actions.organizations import change_organization
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import (
    IdentifierFactory,
    NameFactory,
    OrganizationFactory,
    RegisterFactory,
    RegisterRowFactory,
)
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 10, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)


SAID = ("purpose", "language", "proof", "last_seen")


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def taken(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200, (address, response.content)
    return b"".join(response.streaming_content).decode()


def lines(address: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in taken(address).splitlines()]


def rows(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(taken(address))))


def prove(listing: Listing, *, at: datetime = NOW) -> None:
    """Seen on the organization's own site."""
    observe([Seen(listing.pk, Kind.LINK, source_url=listing.organization.website)], by=None, at=at)
    versions.bump()


def a_hospital() -> Organization:
    system = OrganizationFactory(name="Mercy Health", slug="mercy-health", type="health-system")
    hospital = OrganizationFactory(
        name="Mercy Hospital",
        slug="mercy",
        street="1 Main Street",
        postal_code="55901",
        latitude=44.02,
        longitude=-92.48,
        phone="+1 507-555-0100",
        website="https://www.mercy.org/",
        beds=120,
        parent=system,
    )
    NameFactory(organization=hospital, text="Misericordia", kind="translation", language="es")
    IdentifierFactory(organization=hospital, scheme="wikidata", value="Q42")
    register = RegisterFactory(slug="cms-2026-06", family="cms", attribution="Centers for Medicare")
    RegisterRowFactory(register=register, organization=hospital, key="240010")
    older = RegisterFactory(slug="cms-2021-11", family="cms", as_of=date(2021, 11, 1))
    RegisterRowFactory(register=older, organization=hospital, key="240010", gone_on=register.as_of)
    put_in_list(hospital, "https://x.com/mercy", language="en", seen_on=date(2026, 5, 1), at=NOW)
    prove(put_in_list(hospital, "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv", at=NOW))
    return hospital


def test_a_line_of_json_tells_everything_public_of_an_organization() -> None:
    a_hospital()
    about, hospital = lines("/list.jsonl?country=US")
    told = {"purpose": "main", "audience": "", "listed_on": "2026-05-10", "platform_closed_on": None}
    x, youtube = Account.objects.order_by("platform")
    assert hospital == {
        "slug": "mercy",
        "address": address_of("/organizations/mercy/"),
        "name": "Mercy Hospital",
        "names": [{"kind": "translation", "text": "Misericordia", "language": "es"}],
        "type": "hospital",
        "country": "US",
        "region": "US-MN",
        "city": "Rochester",
        "street": "1 Main Street",
        "postal_code": "55901",
        "latitude": 44.02,
        "longitude": -92.48,
        "phone": "+1 507-555-0100",
        "website": "https://www.mercy.org/",
        "beds": 120,
        "ownership": "nonprofit",
        "parent": {"slug": "mercy-health", "name": "Mercy Health"},
        "identifiers": [{"scheme": "wikidata", "value": "Q42"}],
        "registers": [
            {"register": "cms-2021-11", "key": "240010"},
            {"register": "cms-2026-06", "key": "240010"},
        ],
        "accounts": [
            told
            | {
                "id": x.pk,
                "platform": "x",
                "handle": "mercy",
                "permanent_id": "",
                "address": "https://x.com/mercy",
                "language": "en",
                "proof": "reported",
                "proof_until": None,
                "last_seen": "2026-05-01",
            },
            told
            | {
                "id": youtube.pk,
                "platform": "youtube",
                "handle": "",
                "permanent_id": "UCabcdefghijklmnopqrstuv",
                "address": "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv",
                "language": "",
                "proof": "official-site",
                "proof_until": "2026-08-08T09:00:00+00:00",
                "last_seen": "2026-05-10",
            },
        ],
    }
    assert about["export"] | {"sources": []} == {
        "title": "The Health Care Social Media List",
        "as_of": "2026-05-10",
        "made_at": "2026-05-10T09:00:00+00:00",
        "question": address_of("/list/?country=US"),
        "organizations": 1,
        "license": {"name": "CC0 1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"},
        "sources": [],
        "fields": address_of("/open-data/#fields"),
    }
    sources = {one["register"]: one["attribution"] for one in about["export"]["sources"]}
    assert sources["cms-2026-06"] == "Centers for Medicare"


def test_every_field_is_explained_and_no_other() -> None:
    a_hospital()
    hospital = lines("/list.jsonl")[1]
    assert list(hospital) == [field.name for field in fields.FIELDS]
    assert list(hospital["accounts"][0]) == [field.name for field in fields.ACCOUNT_FIELDS]
    assert list(rows("/list.csv")[0]) == [field.name for field in fields.COLUMNS]
    described = Client().get("/list.csv-metadata.json?country=US").json()
    assert [one["name"] for one in described["tableSchema"]["columns"]] == list(rows("/list.csv")[0])
    assert described["url"] == address_of("/list.csv?country=US")
    assert described["dc:license"] == {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}


def test_csv_and_json_lines_tell_the_same_in_the_same_order() -> None:
    a_hospital()
    put_in_list(OrganizationFactory(name="Alpha"), "https://x.com/alpha", at=NOW)
    search.index(Organization.objects.values_list("pk", flat=True))
    for question in ("", "?scope=register", "?scope=register&sort=name", "?q=mercy", "?platform=youtube"):
        flat = []
        for line in lines(f"/list.jsonl{question}")[1:]:
            own = [line[name] for name in ("name", "slug", "type", "city", "region", "country", "website")]
            told = [
                [one[name] or "" for name in ("platform", "handle", "permanent_id", "address", *SAID)]
                for one in line["accounts"]
            ]
            flat += [[*own, *one, "2026-05-10"] for one in told or [[""] * 8]]
        assert [list(row.values()) for row in rows(f"/list.csv{question}")] == flat, question
        assert flat, question


def test_the_graph_says_what_the_organizations_page_says() -> None:
    hospital = a_hospital()
    graph = json.loads(taken("/list.jsonld"))["@graph"]
    assert [node["@type"] for node in graph] == ["Dataset", "Hospital"]
    html = Client().get(hospital.get_absolute_url()).content.decode()
    page = json.loads(html.split('type="application/ld+json">')[1].split("</script>")[0])
    parent = page.pop("parentOrganization") | {"@id": address_of("/organizations/mercy-health/")}
    expected = {key: value for key, value in page.items() if key != "@context"}
    assert graph[1] == expected | {"parentOrganization": parent}
    assert graph[1]["sameAs"] == ["https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"]


def test_identity_is_claimed_of_what_is_official_now_and_of_nothing_past() -> None:
    a_hospital()
    with time_machine.travel(LATER, tick=False):
        assert "sameAs" in json.loads(taken("/list.jsonld"))["@graph"][1]
        assert "sameAs" not in json.loads(taken("/list.jsonld?as_of=2026-05-10"))["@graph"][1]
        assert taken("/list.quickstatements?as_of=2026-05-10") == ""
    with time_machine.travel(datetime(2026, 9, 1, tzinfo=UTC), tick=False):  # nobody looked again
        assert "sameAs" not in json.loads(taken("/list.jsonld"))["@graph"][1]
        assert taken("/list.quickstatements") == ""


def test_feeds_are_in_the_outline_and_what_is_disputed_is_not() -> None:
    hospital = a_hospital()
    disputed = put_in_list(hospital, "https://bsky.app/profile/mercy.org", at=NOW)
    observe([Seen(disputed.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=NOW)
    put_in_list(OrganizationFactory(name="Quiet & <loud>\x0b"), "https://mastodon.social/@quiet", at=NOW)
    root = ElementTree.fromstring(taken("/list.opml?sort=name"))
    assert root.get("version") == "2.0"
    feeds = {one.get("xmlUrl"): one.get("category") for one in root.iter("outline") if one.get("xmlUrl")}
    assert feeds == {
        "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv": "/official-site",
        "https://mastodon.social/@quiet.rss": "/reported",
    }
    assert [one.get("text") for one in root.findall("body/outline")] == ["Mercy Hospital", "Quiet & <loud>"]


def test_other_projects_get_the_form_they_ask_for() -> None:
    hospital = a_hospital()
    prove(put_in_list(hospital, "https://mastodon.social/@mercy", at=NOW))
    put_in_list(hospital, "https://mastodon.social/@reported", at=NOW)
    [row] = rows("/list.wide.csv")
    assert row["wikidata"] == "Q42"
    assert row["mastodon"] == "https://mastodon.social/@mercy https://mastodon.social/@reported"
    assert rows("/list.mastodon.csv") == [
        {
            "Account address": "mercy@mastodon.social",
            "Show boosts": "true",
            "Notify on new posts": "false",
            "Languages": "",
        }
    ]
    reference = ["S854", '"https://www.mercy.org/"', "S813", "+2026-05-10T00:00:00Z/11"]
    assert [line.split("\t") for line in taken("/list.quickstatements").splitlines()] == [
        ["Q42", "P4033", '"mercy@mastodon.social"', *reference],
        ["Q42", "P2397", '"UCabcdefghijklmnopqrstuv"', *reference],
    ]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "opml", "wide.csv", "mastodon.csv"])
def test_a_past_day_is_exported_as_it_was_exported_on_that_day(ending: str) -> None:
    hospital = a_hospital()
    by = User.objects.create(email="editor@example.org")
    prove(put_in_list(hospital, "https://mastodon.social/@mercy", at=NOW))
    removed = add_identifier(organization=hospital, scheme="npi", value="1234567893", by=by, at=NOW)
    then = taken(f"/list.{ending}?scope=register&sort=name")
    with time_machine.travel(LATER, tick=False):
        to = {"name": "Mercy Medical Center", "beds": 99, "parent": None, "latitude": 45.5, "phone": ""}
        change_organization(organization=hospital, to=to, by=by, at=LATER)
        add_name(organization=hospital, kind="acronym", text="MMC", by=by, at=LATER)
        remove_identifier(identifier=removed, by=by, at=LATER)
        mastodon = Listing.objects.get(account__platform="mastodon")
        observe([Seen(mastodon.pk, Kind.IDENTITY, Outcome.CONFLICTS)], by=None, at=LATER)
        put_in_list(hospital, "https://bsky.app/profile/mercy.org", at=LATER)
        put_in_list(OrganizationFactory(created_at=LATER), "https://x.com/newcomer", at=LATER)
        assert taken(f"/list.{ending}?scope=register&sort=name") != then
        later = taken(f"/list.{ending}?scope=register&sort=name&as_of=2026-05-10")
    assert _timeless(later) == _timeless(then)


def _timeless(text: str) -> str:
    """Without what is not remembered, and without the question and the moment of the making."""
    if text.startswith("{"):
        told = [json.loads(line) for line in text.splitlines()]
        told[0]["export"] |= {"made_at": None, "question": ""}
        for line in told[1:]:
            line["accounts"] = [one | {"proof_until": None} for one in line["accounts"]]
        return json.dumps(told)
    return "\n".join(
        line for line in text.splitlines() if "dateCreated" not in line and "dcterms" not in line
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "%", "|"])
@pytest.mark.parametrize("ending", ["csv", "wide.csv"])
def test_no_cell_is_a_formula(ending: str, start: str) -> None:
    put_in_list(OrganizationFactory(name=f"{start}cmd|' /C calc'!A0"), "https://x.com/evil", at=NOW)
    assert rows(f"/list.{ending}")[0]["organization"].startswith(f"'{start}")


def test_a_sub_list_is_exported_like_its_page() -> None:
    a_hospital()
    other = OrganizationFactory(name="Toronto General", country="CA", region="CA-ON")
    put_in_list(other, "https://x.com/toronto", at=NOW)
    SubList.objects.create(slug="canada", name="Canada", rule="country=CA")
    curated = SubList.objects.create(slug="ours", name="Ours")
    curated.organizations.add(other)
    for slug in ("canada", "ours"):
        about, *told = lines(f"/lists/{slug}.jsonl")
        assert [one["name"] for one in told] == ["Toronto General"]
        assert about["export"]["question"] == address_of(f"/lists/{slug}/")
        assert [row["organization"] for row in rows(f"/lists/{slug}.csv?country=CA")] == ["Toronto General"]
    assert Client().get("/lists/nowhere.jsonl").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/list.exe",
        "/list.jsonl.gz",
        "/list.jsonl?country=%00&type=%FF&platform=' OR 1=1--",
        "/list.jsonl?sort=relevance&q=" + "a" * 5_000,
        "/list.csv?as_of=9999-99-99",
        "/list.csv?as_of=2999-01-01",
        "/list.opml?as_of=0001-01-01",
        "/list.jsonld?q=%F0%9F%8F%A5%E2%80%AE",
        "/lists/..%2f..%2fetc.csv",
        "/list.csv-metadata.json?as_of=nonsense",
    ],
)
def test_what_cannot_be_meant_is_answered_in_words(address: str) -> None:
    a_hospital()
    assert Client().get(address).status_code in (200, 400, 404)


def test_the_head_alone_costs_no_rows_and_what_has_not_changed_is_not_sent_again() -> None:
    a_hospital()
    whole = Client().get("/list.jsonl")
    head = Client().head("/list.jsonl")
    told = ("Content-Type", "Content-Disposition", "Link", "ETag")
    assert [head.headers[name] for name in told] == [whole.headers[name] for name in told]
    assert 'filename="rounds-list-2026-05-10.jsonl"' in head.headers["Content-Disposition"]
    assert '<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license"' in head.headers["Link"]
    tag = whole.headers["ETag"]
    assert Client().get("/list.jsonl", headers={"If-None-Match": tag}).status_code == 304
    versions.bump()
    assert Client().get("/list.jsonl", headers={"If-None-Match": tag}).status_code == 200


def test_large_answers_are_counted_for_each_visitor_and_small_ones_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    a_hospital()
    client = Client(REMOTE_ADDR="192.0.2.7")
    for _ in range(exports.TIMES + 2):
        assert client.get("/list.csv").status_code == 200
    monkeypatch.setattr(exports, "SMALL", 0)
    answers = [client.get("/list.csv").status_code for _ in range(exports.TIMES + 1)]
    assert answers == [200] * exports.TIMES + [429]
    assert Client(REMOTE_ADDR="192.0.2.8").get("/list.csv").status_code == 200


@pytest.mark.parametrize("ending", ["csv", "jsonl", "jsonld", "opml"])
def test_the_number_of_queries_does_not_grow_with_the_organizations(ending: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            taken(f"/list.{ending}?scope=register")
        return len(counted)

    a_hospital()
    before = queries()
    for number in range(3):
        made = OrganizationFactory(parent=OrganizationFactory())
        NameFactory(organization=made)
        put_in_list(made, f"https://x.com/hospital{number}", at=NOW)
    assert queries() == before


@pytest.mark.parametrize("stream", [json_lines.stream, table.stream])
def test_the_memory_needed_does_not_grow_with_the_answer(stream: Any) -> None:
    made = Organization.objects.bulk_create(
        OrganizationFactory.build(slug=f"made-{n}", name=f"Made {n}") for n in range(4_000)
    )
    accounts = Account.objects.bulk_create(
        Account(platform="x", handle=f"a{n}", key=f"a{n}", address=f"https://x.com/a{n}", created_at=NOW)
        for n in range(4_000)
    )
    Listing.objects.bulk_create(
        Listing(organization=one, account=account, listed_at=NOW)
        for one, account in zip(made, accounts, strict=True)
    )
    ids = [one.pk for one in made]
    few, many = _peak(stream, ids[:1_000]), _peak(stream, ids)
    assert many < few * 1.3


def _peak(stream: Any, ids: list[int]) -> int:
    """The most memory, in bytes, that the writing of these organizations held at once."""
    asked = Taken(ids, Day(None, NOW), "All", "https://example.org/list/", [])
    tracemalloc.start()
    try:
        assert sum(len(piece) for piece in stream(asked)) > 100 * len(ids)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_nothing_of_the_people_behind_it_is_told() -> None:
    hospital = a_hospital()
    by = User.objects.create(email="secret.person@example.org")
    change_organization(organization=hospital, to={"beds": 7}, by=by, at=NOW)
    assert Statement.objects.exists()
    for ending in ("csv", "jsonl", "jsonld", "opml", "wide.csv", "mastodon.csv", "quickstatements"):
        assert "secret.person" not in taken(f"/list.{ending}?scope=register")
