from datetime import UTC, datetime

import pytest

from rounds.directory.checking.identity import Identity, judge
from rounds.directory.checking.readings import AccountReading, Life
from rounds.directory.proof import Kind
from rounds.directory.tests.fake_platforms import BLUESKY, BROKEN, PLC, FakePlatforms, platforms

DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
STRANGER = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa"
HOST = "hospital.example"
WELL_KNOWN = "/.well-known/atproto-did"


@pytest.fixture
def fake():
    with platforms() as fake:
        yield fake


def read(fake: FakePlatforms, handle: str = HOST, native_id: str = "") -> AccountReading:
    url = f"https://bsky.app/profile/{handle or native_id}"
    return fake.read("bluesky", handle, native_id, url)


def said(reading: AccountReading) -> set[tuple[Kind, str]]:
    return {(link.kind, link.url) for link in reading.backlinks}


BY_DOMAIN = (Kind.DOMAIN, f"https://{HOST}/")
BY_DOCUMENT = (Kind.DID_DOCUMENT, f"https://{HOST}/")


def test_a_handle_on_its_own_domain_is_proven_both_ways(fake):
    fake.bluesky(DID, HOST, followersCount=1200, posted_at="2026-01-05T09:00:00.000Z")
    fake.did_document(DID, HOST)
    fake.txt[f"_atproto.{HOST}"] = [f"did={DID}"]

    reading = read(fake)

    assert (reading.life, reading.native_id, reading.handle) == (Life.ALIVE, DID, HOST)
    assert reading.url == f"https://bsky.app/profile/{HOST}"
    assert reading.followers == 1200
    assert reading.posted_at == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert said(reading) == {BY_DOMAIN, BY_DOCUMENT}
    assert reading.untold == frozenset()
    assert reading.checker == "bluesky 1"
    assert {link.kind: link.source_url for link in reading.backlinks} == {
        Kind.DOMAIN: f"dns:_atproto.{HOST}?type=TXT",
        Kind.DID_DOCUMENT: fake.url(PLC, f"/{DID}"),
    }


def test_the_web_server_may_name_the_did_where_the_name_servers_have_no_record(fake):
    fake.bluesky(DID, HOST)
    fake.did_document(DID, HOST)
    fake.put(HOST, WELL_KNOWN, f"{DID}\n", kind="text/plain")

    assert said(read(fake)) == {BY_DOMAIN, BY_DOCUMENT}


@pytest.mark.parametrize(
    ("records", "by_web", "is_proven"),
    [
        ([f"did={DID}"], "", True),
        ([f"did={DID}", f"did={DID}", "v=spf1 -all"], "", True),
        ([f"did={DID}", f"did={STRANGER}"], DID, False),
        ([f"did={STRANGER}"], DID, False),
        (["v=spf1 -all"], DID, True),
        ([], STRANGER, False),
        ([], "<html>Welcome</html>", False),
        ([], "", False),
    ],
)
def test_the_name_servers_win_and_two_different_answers_are_none(fake, records, by_web, is_proven):
    fake.bluesky(DID, HOST)
    fake.did_document(DID, HOST)
    fake.txt[f"_atproto.{HOST}"] = records
    if by_web:
        fake.put(HOST, WELL_KNOWN, by_web, kind="text/plain")

    assert said(read(fake)) == ({BY_DOMAIN, BY_DOCUMENT} if is_proven else {BY_DOCUMENT})


def test_of_two_records_neither_is_believed(fake):
    fake.txt[f"_atproto.{HOST}"] = [f"did={DID}", f"did={STRANGER}"]
    for did in (DID, STRANGER):
        fake.bluesky(did, HOST)
        assert said(read(fake)) == set()


@pytest.mark.parametrize(
    ("host", "is_proven"), [("www.hospital.example", True), ("files.elsewhere.example", False)]
)
def test_a_web_server_answers_for_its_own_domain_alone(fake, host, is_proven):
    fake.bluesky(DID, HOST)
    there = fake.put(host, "/did", DID, kind="text/plain")
    fake.put(HOST, WELL_KNOWN, status=302, Location=there)

    assert said(read(fake)) == ({BY_DOMAIN} if is_proven else set())


@pytest.mark.parametrize("names", [[], ["other.example"], ["other.example", HOST]])
def test_the_domain_alone_is_one_direction(fake, names):
    fake.bluesky(DID, HOST)
    fake.did_document(DID, *names)
    fake.txt[f"_atproto.{HOST}"] = [f"did={DID}"]

    assert said(read(fake)) == {BY_DOMAIN}


def test_a_document_about_another_did_says_nothing(fake):
    fake.bluesky(DID, HOST)
    fake.put(PLC, f"/{DID}", {"id": STRANGER, "alsoKnownAs": [f"at://{HOST}"]})

    assert said(read(fake)) == set()


def test_a_did_of_the_web_has_its_document_on_its_own_host(fake):
    fake.bluesky("did:web:id.hospital.example", HOST)
    document = {"id": "did:web:id.hospital.example", "alsoKnownAs": [f"at://{HOST}"]}
    fake.put("id.hospital.example", "/.well-known/did.json", document)

    assert said(read(fake)) == {BY_DOCUMENT}


@pytest.mark.parametrize("handle", ["hospital.bsky.social", "hospital.example.web.brid.gy"])
def test_a_handle_that_a_service_gave_away_proves_no_domain(fake, handle):
    fake.bluesky(DID, handle)
    fake.did_document(DID, handle)
    fake.txt[f"_atproto.{handle}"] = [f"did={DID}"]

    reading = read(fake, handle)

    assert (reading.life, reading.handle, reading.backlinks) == (Life.ALIVE, handle, ())


def test_what_nobody_could_tell_is_not_missing(fake):
    fake.bluesky(DID, HOST)
    fake.put(PLC, f"/{DID}", status=500)
    fake.txt[f"_atproto.{HOST}"] = BROKEN

    reading = read(fake)

    assert (said(reading), reading.untold) == (set(), {Kind.DOMAIN, Kind.DID_DOCUMENT})


def test_links_in_the_profile_are_what_the_account_says(fake):
    about = "News. https://hospital.example/news, and (https://give.example). Call 555-0100."
    fake.bluesky(DID, "hospital.bsky.social", website="https://www.hospital.example/", description=about)

    assert said(read(fake, "hospital.bsky.social")) == {
        (Kind.PROFILE, "https://www.hospital.example/"),
        (Kind.PROFILE, "https://hospital.example/news"),
        (Kind.PROFILE, "https://give.example"),
    }


def test_a_renamed_account_is_found_by_its_did(fake):
    fake.bluesky(DID, "new.example")
    fake.no_bluesky("old.example")

    reading = read(fake, "old.example", DID)

    assert (reading.native_id, reading.handle) == (DID, "new.example")
    assert judge(DID, "old.example", False, reading) is Identity.RENAMED


def test_an_account_known_by_its_did_alone_is_read(fake):
    fake.bluesky(DID, HOST)

    assert read(fake, "", DID).handle == HOST


def test_a_stranger_behind_the_handle_of_a_deleted_account_is_seen(fake):
    fake.no_bluesky(DID)
    fake.bluesky(STRANGER, HOST)

    reading = read(fake, HOST, DID)

    assert (reading.life, reading.native_id) == (Life.ALIVE, STRANGER)
    assert judge(DID, HOST, False, reading) is Identity.TAKEN


def test_a_stranger_is_seen_when_the_account_lost_its_handle(fake):
    fake.bluesky(STRANGER, HOST)
    fake.bluesky(DID, "handle.invalid")

    assert read(fake, HOST, DID).native_id == STRANGER


def test_an_account_without_a_valid_handle_is_itself(fake):
    fake.bluesky(DID, "handle.invalid")
    fake.no_bluesky(HOST)

    reading = read(fake, HOST, DID)

    assert (reading.life, reading.native_id, reading.handle, reading.url) == (Life.ALIVE, DID, "", "")
    assert judge(DID, HOST, False, reading) is Identity.SAME


@pytest.mark.parametrize(
    ("error", "message", "status", "life"),
    [
        ("InvalidRequest", "Profile not found", 400, Life.GONE),
        ("AccountTakedown", "Account has been suspended", 400, Life.GONE),
        ("AccountDeactivated", "Account is deactivated", 400, Life.GONE),
        ("InvalidRequest", "Error: actor must be a valid did or a handle", 400, Life.FAILED),
        ("RateLimitExceeded", "Rate Limit Exceeded", 429, Life.FAILED),
        ("UpstreamFailure", "", 502, Life.FAILED),
        ("MethodNotImplemented", "", 404, Life.FAILED),
        ("Forbidden", "", 403, Life.UNREADABLE),
    ],
)
def test_what_the_service_answers_is_told_apart(fake, error, message, status, life):
    fake.no_bluesky(HOST, error=error, message=message, status=status)

    reading = read(fake)

    assert (reading.life, reading.checker) == (life, "bluesky 1")
    assert reading.message


def test_an_account_that_never_posted_has_no_last_post(fake):
    fake.bluesky(DID, HOST)

    assert read(fake).posted_at is None


def test_a_share_of_another_post_counts_from_when_it_was_shared(fake):
    fake.bluesky(DID, HOST)
    item = {
        "post": {"author": {"did": STRANGER}, "indexedAt": "2020-01-01T00:00:00Z"},
        "reason": {"$type": "app.bsky.feed.defs#reasonRepost", "indexedAt": "2026-02-01T00:00:00Z"},
    }
    fake.put(BLUESKY, fake.bluesky_feed(DID), {"feed": [item]})

    assert read(fake).posted_at == datetime(2026, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "change",
    [
        {"did": 7},
        {"did": None},
        {"did": "did:key:z6Mk"},
        {"did": DID + "\x00"},
        {"did": "did:plc:" + "a" * 5_000},
    ],
)
def test_a_profile_without_a_proper_did_makes_no_sense(fake, change):
    fake.bluesky(DID, HOST)
    fake.put(BLUESKY, f"/xrpc/app.bsky.actor.getProfile?actor={HOST}", {"handle": HOST, **change})

    assert read(fake).life is Life.FAILED


@pytest.mark.parametrize("followers", [-1, 10**30, 1.5, True, "12", None, [1]])
def test_a_count_that_is_none_is_not_kept(fake, followers):
    fake.bluesky(DID, HOST, followersCount=followers)

    reading = read(fake)

    assert (reading.life, reading.followers) == (Life.ALIVE, None)
