"""Whatever servers say, a reading comes of it, and what it holds can be kept."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.directory.checking import outside
from rounds.directory.checking.accounts import AccountToRead, read_account
from rounds.directory.checking.feed_formats import feed_of_page, read_feed
from rounds.directory.checking.readings import AccountReading, Life
from rounds.directory.tests.fake_platforms import BLUESKY, PLC, SOCIAL, YOUTUBE, platforms

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
HOST = "hospital.example"
ID = "UCabcdefghijklmnopqrst_-"
texts = st.text(max_size=30) | st.sampled_from(
    ["\x00", "\ud800", "https://x.example/", "2026-01-01", "\u202e"]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
PROFILE = ("did", "handle", "followersCount", "website", "description")
ACTOR = (
    *("id", "type", "preferredUsername", "url", "attachment", "summary", "followers", "outbox", "movedTo"),
    *("suspended", "first", "orderedItems", "totalItems"),
)
FINGER = ("subject", "links")


@pytest.fixture(scope="module")
def fake():
    with platforms() as fake:
        yield fake


def can_be_kept(reading: AccountReading) -> bool:
    kept = [reading.native_id, reading.handle, reading.url, reading.source_url, reading.message]
    kept += [text for link in reading.backlinks for text in (link.url, link.source_url, link.digest)]
    return all("\x00" not in text and len(text.encode()) <= 10_000 for text in kept) and (
        len(reading.native_id) <= 200
        and len(reading.handle) <= 200
        and all(len(link.url) <= 2_000 and len(link.digest) == 64 for link in reading.backlinks)
        and (reading.followers is None or 0 <= reading.followers < 2**63)
        and (reading.posted_at is None or reading.posted_at.tzinfo is not None)
    )


def changed(whole: dict, part: dict) -> str:
    return json.dumps({**whole, **part})


slowly = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@slowly
@given(st.dictionaries(st.sampled_from(PROFILE), values, max_size=3), values, values)
def test_bluesky_may_say_anything(fake, profile, feed, document):
    path = f"/xrpc/app.bsky.actor.getProfile?actor={HOST}"
    fake.put(BLUESKY, path, changed({"did": DID, "handle": HOST}, profile))
    fake.put(BLUESKY, fake.bluesky_feed(DID), json.dumps({"feed": feed}))
    fake.put(PLC, f"/{DID}", json.dumps({"id": DID, "alsoKnownAs": document}))

    assert can_be_kept(fake.read("bluesky", HOST))


@slowly
@given(
    st.dictionaries(st.sampled_from(ACTOR), values, max_size=4),
    st.dictionaries(st.sampled_from(FINGER), values, max_size=1),
    values,
)
def test_a_server_of_the_fediverse_may_say_anything(fake, actor, finger, item):
    url = fake.url(SOCIAL, "/users/hospital")
    links = [{"rel": "self", "type": "application/activity+json", "href": url}]
    where = f"/.well-known/webfinger?resource=acct:hospital@{SOCIAL}"
    fake.put(SOCIAL, where, changed({"subject": f"acct:hospital@{SOCIAL}", "links": links}, finger))
    # Every collection is the document itself, which therefore is all of them at once.
    whole = {"id": url, "type": "Person", "preferredUsername": "hospital", "followers": url, "outbox": url}
    body = changed(
        {**whole, "orderedItems": [item], "attachment": [{"type": "PropertyValue", "value": item}]}, actor
    )
    fake.put(SOCIAL, "/users/hospital", body, kind="application/activity+json")

    assert can_be_kept(fake.read("mastodon", f"hospital@{SOCIAL}"))


@slowly
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_page_of_youtube_may_hold_anything(fake, page, feed):
    told = b'"externalId":"' + ID.encode() + b'"'
    fake.put(YOUTUBE, "/@hospital", page + told + b'"url":"https://www.youtube.com/redirect?' + page + b'"')
    fake.put(YOUTUBE, f"/feeds/videos.xml?channel_id={ID}", b"<feed>" + feed + b"</feed>")

    assert can_be_kept(fake.read("youtube", "hospital"))


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<rss><channel><item>", b"<html><head><link ", b"{", b"<?xml"]),
)
def test_a_feed_may_hold_anything(body, beginning):
    read_feed(beginning + body, url="https://x.example/", before=NOW)
    feed_of_page(beginning + body, url="https://x.example/", charset="utf-16")


@given(values)
def test_values_are_taken_as_what_they_should_be_or_not_at_all(value):
    assert len(outside.name(value).encode()) <= 800
    assert outside.address(value) in ("", value)
    assert outside.count(value) in (None, value)
    assert all(link.startswith("http") for link in outside.addresses_in(value))
    assert [one for one in outside.dicts(value) if not isinstance(one, dict)] == []
    assert [one for one in outside.strings(value) if not isinstance(one, str)] == []
    at = outside.moment(value, before=NOW)
    assert at is None or at <= NOW


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b'"x"', b"\xff\xfe", b'{"a":' * 100_000, b"[" * 200_000, b"1" * 10_000],
)
def test_a_document_that_is_no_object_makes_no_sense(body):
    with pytest.raises(outside.Nonsense):
        outside.json_object(body)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ftp://x.example/",
        "javascript:alert(1)",
        "https://",
        "https://user@x.example/",
        "https://user:secret@x.example/",
        "https://x.example/ y",
        "https://x.example/\n",
        "https://x.example/\u202egnp.exe",
        "https://[::1",
        "//x.example/",
        "https://x.example/" + "a" * 2_000,
        7,
        None,
    ],
)
def test_what_is_no_web_address_is_none(text):
    assert outside.address(text) == ""


@pytest.mark.parametrize("text", ["x" * 201, "a b", "a\x00", "a\u200b", "a\ud800", "", None, 1, ["a"]])
def test_half_a_name_is_no_name(text):
    assert outside.name(text) == ""


def test_a_fault_of_ours_is_a_reading_and_in_the_log(caplog):
    account = AccountToRead("blog", "x", "", "https://x.example/")

    reading = read_account(account, fetcher=None)

    assert (reading.life, reading.message) == (Life.FAILED, "A fault of ours; see the log.")
    assert "reading of blog" in caplog.text
