"""The log can be followed from any point, as JSON, as Atom and by people."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rounds.directory.actions.evidence import Seen, observe
from rounds.directory.actions.listings import take_out
from rounds.directory.actions.mistakes import take_back_organization
from rounds.directory.models import SubList
from rounds.directory.proof import Kind
from rounds.directory.tests.factories import put_in_list
from rounds.open_data.actions.changes import log_changes
from rounds.open_data.changes import atom, reading
from rounds.open_data.models import LoggedChange
from rounds.open_data.tests.asking import Description
from rounds.open_data.views import changes as views
from rounds.organizations import versions
from rounds.organizations.actions.organizations import change_organization, withdraw_organization
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 10, 9, 0, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"


@pytest.fixture(autouse=True)
def _clock() -> Any:
    with time_machine.travel(NOW + 10 * AN_HOUR, tick=False):
        yield


def story() -> Organization:
    """One organization with its account, from the first to the last day; and one in Canada."""
    by = User.objects.create(email="secret.person@example.org")
    system = OrganizationFactory(name="Mercy Health", slug="mercy-health", created_at=NOW)
    one = OrganizationFactory(name="Mercy Hospital", slug="mercy", created_at=NOW)
    listing = put_in_list(one, "https://x.com/mercy", at=NOW + AN_HOUR)
    observe([Seen(listing.pk, Kind.LINK)], by=None, at=NOW + 2 * AN_HOUR)
    change_organization(organization=one, to={"parent": system, "beds": 9}, by=by, at=NOW + 3 * AN_HOUR)
    toronto = OrganizationFactory(name="Toronto General", country="CA", region="CA-ON", created_at=NOW)
    put_in_list(toronto, "https://www.youtube.com/@toronto", at=NOW + 4 * AN_HOUR)
    take_out(listing=listing, reason="It closed", by=by, at=NOW + 5 * AN_HOUR)
    log_changes(at=NOW + 6 * AN_HOUR)
    return one


def told(query: str = "?since=0") -> dict[str, Any]:
    response = Client().get(f"/changes.json{query}")
    assert response.status_code == 200, response.content
    return response.json()


def summaries(query: str = "?since=0") -> list[str]:
    return [f"{one['organization']['name']}: {one['summary']}" for one in told(query)["changes"]]


STORY = [
    "Mercy Health: Added to the register.",
    "Mercy Hospital: Added to the register.",
    "Toronto General: Added to the register.",
    "Mercy Hospital: Listed: X (Twitter) mercy. Reported.",
    "Mercy Hospital: X (Twitter) mercy: now “Official, by its own site”, before “Reported”.",
    "Mercy Hospital: Part of Mercy Health.",
    "Mercy Hospital: Beds added: 9.",
    "Toronto General: Listed: YouTube toronto. Reported.",
    "Mercy Hospital: Taken out: X (Twitter) mercy. It closed.",
]


def test_the_whole_story_in_plain_words_and_in_order() -> None:
    story()
    assert summaries() == STORY
    assert summaries("") == STORY


def test_a_line_tells_programs_what_changed() -> None:
    story()
    line = next(one for one in told()["changes"] if one["kind"] == "proof")
    number = line["cursor"]
    said = {"handle": "mercy", "address": "https://x.com/mercy", "purpose": "main"}
    said |= {"language": "", "audience": ""}
    assert line == {
        "cursor": number,
        "kind": "proof",
        "happened_at": "2026-05-10T11:00:00Z",
        "logged_at": "2026-05-10T15:00:00Z",
        "organization": {
            "slug": "mercy",
            "name": "Mercy Hospital",
            "type": "hospital",
            "country": "US",
            "region": "US-MN",
            "url": "http://127.0.0.1:8000/organizations/mercy/",
        },
        "account": said
        | {
            "id": LoggedChange.objects.get(pk=number).listing.account_id,  # type: ignore[union-attr]
            "platform": "x",
            "permanent_id": "",
            "before": said,
            "ended_reason": "",
        },
        "proof": {"old": "reported", "new": "official-site"},
        "fact": None,
        "summary": "X (Twitter) mercy: now “Official, by its own site”, before “Reported”.",
    }
    [parent] = [one["fact"] for one in told()["changes"] if one["fact"] and one["fact"]["field"] == "parent"]
    assert parent == {
        "field": "parent",
        "old": "",
        "new": "mercy-health",
        "source": "person",
        "as_of": "2026-05-10",
    }


@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_following_the_cursor_visits_everything_once(limit: int) -> None:
    story()
    seen: list[str] = []
    page = told(f"?since=0&limit={limit}")
    seen += [one["cursor"] for one in page["changes"]]
    while page["has_more"]:
        page = told("?" + page["next"].partition("?")[2] + f"&limit={limit}")
        seen += [one["cursor"] for one in page["changes"]]
    assert seen == [str(pk) for pk in LoggedChange.objects.order_by("pk").values_list("pk", flat=True)]
    put_in_list(Organization.objects.get(slug="mercy"), "https://x.com/again", at=NOW + 7 * AN_HOUR)
    log_changes(at=NOW + 7 * AN_HOUR)
    assert summaries("?" + page["next"].partition("?")[2]) == [
        "Mercy Hospital: Listed: X (Twitter) again. Reported."
    ]


def test_since_a_day_or_a_moment_begins_with_the_first_change_of_it() -> None:
    story()
    assert summaries("?since=2026-05-10") == STORY
    assert summaries("?since=2026-05-10T13:00:00Z") == STORY[7:]
    assert summaries("?since=2026-05-10T13:00:00%2B00:00") == STORY[7:]
    assert summaries("?since=2026-05-11") == []


def test_a_rare_question_is_answered_a_stretch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    story()
    monkeypatch.setattr(reading, "STRETCH", 2)
    seen, page, asked = [], told("?since=0&country=CA"), 1
    while True:
        seen += [one["summary"] for one in page["changes"]]
        if not page["has_more"]:
            break
        page, asked = told("?" + page["next"].partition("?")[2]), asked + 1
    assert seen == ["Added to the register.", "Listed: YouTube toronto. Reported."]
    assert asked > 2


def test_what_one_organization_did_long_ago_is_found_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    story()
    monkeypatch.setattr(reading, "STRETCH", 1)
    assert len(summaries("?since=0&organization=mercy")) == 6
    html = Client().get("/changes/?organization=mercy-health").content.decode()
    assert "Added to the register." in html
    assert "Added to the register." in Client().get("/changes/?country=CA&kind=added").content.decode()


def test_filters_narrow_it() -> None:
    one = story()
    curated = SubList.objects.create(slug="ours", name="Ours")
    curated.organizations.add(one)
    SubList.objects.create(slug="canada", name="Canada", rule="country=CA")
    SubList.objects.create(slug="tube", name="Tube", rule="platform=youtube")
    assert summaries("?since=0&country=CA") == [STORY[2], STORY[7]]
    assert summaries("?since=0&list=canada") == [STORY[2], STORY[7]]
    assert summaries("?since=0&list=tube") == [STORY[2], STORY[7]]
    assert summaries("?since=0&list=ours") == summaries("?since=0&organization=mercy")
    assert summaries("?since=0&kind=ended&kind=listed&country=US") == [STORY[3], STORY[8]]
    assert summaries("?since=0&platform=youtube") == [STORY[7]]
    assert summaries("?since=0&country=ZZ") == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?since=nonsense", 422),
        ("?since=99999999999", 422),
        ("?since=2026-13-99", 422),
        ("?since=-1", 422),
        ("?since=%00", 422),
        ("?since=١٢", 422),
        ("?since=" + "1" * 400, 422),
        ("?since=", 422),
        ("?organization=nobody", 404),
        ("?list=nowhere", 404),
        ("?organization=%00", 404),
        ("?kind=%00&country=%FF&type=' OR 1=1--", 200),
        ("?limit=-1&before=abc", 200),
        ("?limit=" + "9" * 50, 200),
    ],
)
def test_what_cannot_be_meant_is_answered_in_words(query: str, status: int) -> None:
    story()
    assert Client().get(f"/changes.json{query}").status_code == status


@pytest.mark.parametrize(
    "query",
    ["?before=abc", "?archive=0", "?archive=99999", "?archive=x", "?country=%00", "?before=" + "9" * 40],
)
def test_no_hostile_address_breaks_the_page_or_the_feed(query: str) -> None:
    story()
    for path in ("/changes/", "/changes.atom"):
        assert Client().get(path + query).status_code in (200, 404)


def test_the_feed_is_atom_with_lasting_identities_and_a_license() -> None:
    story()
    response = Client().get("/changes.atom")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)
    for part in ("id", "title", "updated", "author", "rights"):
        assert root.find(ATOM + part) is not None, part
    entries = root.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == STORY[::-1]
    for one in entries:
        for part in ("id", "title", "updated", "link", "summary", "category"):
            assert one.find(ATOM + part) is not None, part
    newest = LoggedChange.objects.latest("pk").pk
    assert entries[0].findtext(f"{ATOM}id") == f"tag:127.0.0.1,2026:changes/{newest}"
    links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
    assert links["self"] == "http://127.0.0.1:8000/changes.atom"
    assert links["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert root.findtext(f"{ATOM}updated") == "2026-05-10T14:00:00+00:00"


def test_the_archives_and_the_feed_together_hold_the_whole_log(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "postgresql":  # whose numbers go on from one test to the next
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence('open_data_loggedchange', 'id'), 1, false)")
    story()
    monkeypatch.setattr(atom, "ARCHIVE", 2)
    monkeypatch.setattr("rounds.open_data.views.changes.PAGE", 1)
    seen: set[str] = set()
    address, archives = "/changes.atom", 0
    while address:
        root = ElementTree.fromstring(Client().get(address).content)
        seen |= {one.findtext(f"{ATOM}id") for one in root.findall(f"{ATOM}entry")}
        assert (root.find(f"{HISTORY}archive") is not None) == ("archive=" in address)
        links = {one.get("rel"): one.get("href") for one in root.findall(f"{ATOM}link")}
        address = links.get("prev-archive", "").replace("http://127.0.0.1:8000", "")
        archives += "archive=" in address
    assert seen == {atom.identity(pk) for pk in LoggedChange.objects.values_list("pk", flat=True)}
    assert archives == LoggedChange.objects.latest("pk").pk // 2


def test_a_narrower_feed_is_paged() -> None:
    story()
    root = ElementTree.fromstring(Client().get("/changes.atom?country=CA").content)
    assert [one.findtext(f"{ATOM}title") for one in root.findall(f"{ATOM}entry")] == [STORY[7], STORY[2]]
    assert root.findtext(f"{ATOM}title") == "What changed: Canada"


def test_the_page_tells_it_by_day_with_feeds_and_filters() -> None:
    story()
    html = Client().get("/changes/").content.decode()
    assert html.index("Taken out: X (Twitter) mercy. It closed.") < html.index("Part of Mercy Health.")
    assert '<time datetime="2026-05-10">' in html
    assert 'type="application/atom+xml"' in html
    narrow = Client().get("/changes/?country=CA&kind=listed").content.decode()
    assert "Toronto General" in narrow
    assert "Mercy" not in narrow
    assert "changes.atom?kind=listed&amp;country=CA" in narrow
    assert "No changes here" in Client().get("/changes/?country=ZZ").content.decode()


def test_nobody_behind_a_change_is_named() -> None:
    story()
    for path in ("/changes/", "/changes.json?since=0", "/changes.atom", "/api/v1/changes?since=0"):
        assert b"secret.person" not in Client().get(path).content


def test_what_has_not_changed_is_not_sent_again_and_what_is_new_is() -> None:
    one = story()
    for path in ("/changes.json?since=0", "/changes.atom"):
        tag = Client().get(path).headers["ETag"]
        assert Client().get(path, headers={"If-None-Match": tag}).status_code == 304
        put_in_list(one, f"https://x.com/new{len(path)}", at=NOW + 8 * AN_HOUR)
        log_changes(at=NOW + 8 * AN_HOUR)
        assert Client().get(path, headers={"If-None-Match": tag}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_changes() -> None:
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            Client(REMOTE_ADDR="192.0.2.1").get(path)
        return len(counted)

    story()
    paths = ("/changes/", "/changes.json?since=0", "/changes.atom")
    for path in paths:
        queries(path)
    before = [queries(path) for path in paths]
    for number in range(4):
        put_in_list(OrganizationFactory(), f"https://x.com/more{number}", at=NOW + 8 * AN_HOUR)
    log_changes(at=NOW + 8 * AN_HOUR)
    queries("/changes/")  # the grid's index is made again after a change
    assert [queries(path) for path in paths] == before


def test_the_api_tells_the_same_and_as_it_is_described(client: Client) -> None:
    story()
    response = client.get("/api/v1/changes?since=0")
    assert Description(client).faults("/changes", response) == []
    assert response.json()["changes"] == told()["changes"]
    page = client.get("/api/v1/changes?since=0&limit=2&country=US").json()
    assert page["has_more"]
    follow = client.get(page["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert [one["summary"] for one in follow["changes"]] == [
        one.partition(": ")[2] for one in STORY if "Toronto" not in one
    ][2:4]
    for query in ("since=nonsense", "kind=other", "limit=0", "unknown=1", "country=usa"):
        refusal = client.get(f"/api/v1/changes?{query}")
        assert (refusal.status_code, refusal.headers["Content-Type"]) == (422, "application/problem+json")


def removed(one: Organization) -> None:
    by = User.objects.create(email="moderator@example.org")
    take_back_organization(organization=one, by=by, at=NOW + 6 * AN_HOUR)
    log_changes(at=NOW + 7 * AN_HOUR)


@pytest.mark.parametrize(
    "query", ["", "&country=DE", "&organization=slip", "&platform=x", "&list=clinics", "&type=clinic"]
)
def test_who_has_read_of_an_organization_learns_that_it_was_removed(query: str) -> None:
    story()
    SubList.objects.create(slug="clinics", name="Clinics", order=1)
    slip = OrganizationFactory(
        name="Slip Clinic", slug="slip", country="DE", region="", type="clinic", created_at=NOW
    )
    versions.bump()
    log_changes(at=NOW + 6 * AN_HOUR)
    read = told()
    assert read["changes"][-1]["organization"]["slug"] == "slip"
    removed(slip)
    [line] = told(f"?since={read['cursor']}{query}")["changes"]
    assert (line["kind"], line["summary"]) == ("removed", "Removed: it was entered by mistake.")
    assert line["organization"] == {
        "slug": "slip",
        "name": "Slip Clinic",
        "type": "clinic",
        "country": "DE",
        "region": "",
        "url": "",
    }
    api = Client().get(f"/api/v1/changes?since={read['cursor']}{query}")
    assert api.json()["changes"] == [line]
    assert Description(Client()).faults("/changes", api) == []
    page = Client().get("/changes/?kind=removed").content.decode()
    assert "Slip Clinic" in page
    assert "/organizations/slip" not in page
    assert "Slip Clinic: Removed" in Client().get("/changes.atom").content.decode()
    log_changes(at=NOW + 8 * AN_HOUR)
    assert LoggedChange.objects.filter(kind="removed").count() == 1


@pytest.mark.parametrize("query", ["&country=CA", "&type=nonprofit", "&organization=mercy"])
def test_a_removal_is_told_to_nobody_who_asks_for_another_place(query: str) -> None:
    story()
    removed(OrganizationFactory(slug="slip", country="DE", region="", type="clinic", created_at=NOW))
    assert "removed" not in {one["kind"] for one in told(f"?since=0{query}")["changes"]}


@pytest.mark.parametrize("path", ["/changes.json", "/changes.atom", "/changes/", "/api/v1/changes"])
def test_an_answer_about_a_sub_list_is_another_when_its_members_are_others(path: str) -> None:
    one = story()
    SubList.objects.create(slug="mine", name="Mine", order=1).organizations.add(one)
    versions.bump()
    tag = Client().get(path, {"list": "mine"}).headers["ETag"]
    assert Client().get(path, {"list": "mine"}, headers={"If-None-Match": tag}).status_code == 304
    SubList.objects.get().organizations.clear()
    versions.bump()
    assert Client().get(path, {"list": "mine"}, headers={"If-None-Match": tag}).status_code == 200


def test_what_organizations_are_called_now_is_a_new_answer() -> None:
    one = story()
    tag = Client().get("/changes.json").headers["ETag"]
    Organization.objects.filter(pk=one.pk).update(name="Mercy Again")
    versions.bump()
    assert Client().get("/changes.json", headers={"If-None-Match": tag}).status_code == 200


def test_the_page_for_people_is_limited_and_looks_a_rare_question_up_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story()
    monkeypatch.setattr(views, "A_MINUTE", 1)
    monkeypatch.setattr(reading, "STRETCH", 1)
    SubList.objects.create(slug="none", name="None", order=1)
    with CaptureQueriesContext(connection) as asked:
        Client().get("/changes/?list=none")
    assert sum('FROM "directory_sublist" WHERE' in one["sql"] for one in asked) == 2  # the lines, the title
    assert Client().get("/changes/?kind=proof").status_code == 429


def test_what_cannot_be_meant_is_refused_as_in_the_api() -> None:
    here, there = (Client().get(f"{path}?since=yesterday") for path in ("/changes.json", "/api/v1/changes"))
    assert (here.status_code, here.headers["Content-Type"]) == (422, "application/problem+json")
    assert here.json() | {"instance": ""} == there.json() | {"instance": ""}
    assert here.headers["Access-Control-Allow-Origin"] == "*"


def test_an_organization_entered_by_mistake_is_told_as_that() -> None:
    one = story()
    by = User.objects.create(email="moderator@example.org")
    withdraw_organization(organization=one, by=by, at=NOW + 6 * AN_HOUR)
    log_changes(at=NOW + 7 * AN_HOUR)
    assert told("?since=0&kind=withdrawn")["changes"][0]["summary"] == "Entered by mistake."


def test_a_kind_that_nobody_knows_is_called_that() -> None:
    story()
    assert "We know no such kind of change." in Client().get("/changes/?kind=nonsense").content.decode()
    assert "We know no such kind" not in Client().get("/changes/?kind=merged").content.decode()
