from datetime import UTC, datetime

import pytest

from rounds.directory.checking.identity import Identity, judge
from rounds.directory.checking.readings import AccountReading, Life
from rounds.directory.proof import Kind
from rounds.directory.tests.fake_platforms import YOUTUBE, FakePlatforms, platforms

ID = "UCabcdefghijklmnopqrst_-"
STRANGER = "UCzyxwvutsrqponmlkjihg_-"
FEED = f"/feeds/videos.xml?channel_id={ID}"


@pytest.fixture
def fake():
    with platforms() as fake:
        yield fake


def read(
    fake: FakePlatforms, handle: str = "hospital", native_id: str = "", path: str = "/@hospital"
) -> AccountReading:
    return fake.read("youtube", handle, native_id, f"https://www.youtube.com{path}")


def test_a_handle_leads_to_the_id_and_the_id_to_the_last_video(fake):
    fake.channel(ID, "Hospital", "https://www.hospital.example/about?a=1&b=2", path="/@hospital")
    fake.channel_feed(ID, "2026-01-05T09:00:00+00:00")

    reading = read(fake)

    assert (reading.life, reading.native_id, reading.handle) == (Life.ALIVE, ID, "Hospital")
    assert reading.url == "https://www.youtube.com/@Hospital"
    assert reading.posted_at == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert [(one.kind, one.url, one.source_url) for one in reading.backlinks] == [
        (Kind.PROFILE, "https://www.hospital.example/about?a=1&b=2", fake.url(YOUTUBE, "/@hospital"))
    ]
    assert (reading.followers, reading.checker) == (None, "youtube 1")


def test_links_under_videos_are_not_the_channels(fake):
    fake.channel(ID, "hospital")
    page = fake.replies[f"{YOUTUBE}/@hospital"]
    link = (
        '"url":"https://www.youtube.com/redirect?event=video_description\\u0026q=https%3A%2F%2Fads.example"'
    )
    page.body = page.body.replace(b'"metadata"', link.encode() + b',"metadata"')

    assert read(fake).backlinks == ()


def test_a_known_id_is_asked_for_and_a_new_handle_comes_back(fake):
    fake.channel(ID, "NewName")

    reading = read(fake, "hospital", ID)

    assert fake.asked[0] == f"{YOUTUBE}/channel/{ID}"
    assert judge(ID, "hospital", False, reading) is Identity.RENAMED


@pytest.mark.parametrize("path", ["/user/hospital", "/c/hospital", "/hospital"])
def test_an_older_kind_of_name_is_no_handle_and_is_not_renamed(fake, path):
    fake.channel(ID, "HospitalChannel", path=path)

    reading = read(fake, "hospital", path=path)
    by_id = read(fake, "hospital", ID, path=path)

    assert [(one.life, one.native_id, one.handle) for one in (reading, by_id)] == [(Life.ALIVE, ID, "")] * 2
    assert judge(ID, "hospital", False, by_id) is Identity.SAME


@pytest.mark.parametrize(("page", "feed", "life"), [
    (200, 404, Life.ALIVE),
    (200, 500, Life.ALIVE),
    (404, 200, Life.ALIVE),
    (500, 200, Life.ALIVE),
    (404, 404, Life.GONE),
    (404, 500, Life.GONE),
    (500, 404, Life.FAILED),
    (500, 500, Life.FAILED),
    (429, 404, Life.FAILED),
])  # fmt: skip
def test_a_feed_alone_never_says_that_a_channel_is_gone(fake, page, feed, life):
    fake.channel(ID, "hospital")
    fake.channel_feed(ID, "2026-01-05T09:00:00+00:00")
    fake.replies[f"{YOUTUBE}/channel/{ID}"].status = page
    fake.replies[f"{YOUTUBE}{FEED}"].status = feed
    fake.drop(YOUTUBE, "/@hospital")

    assert read(fake, "hospital", ID).life is life


def test_what_only_the_page_could_tell_is_not_missing_when_the_feed_answers_alone(fake):
    fake.channel_feed(ID, "2026-01-05T09:00:00+00:00")

    reading = read(fake, "hospital", ID)

    assert (reading.life, reading.native_id, reading.untold) == (Life.ALIVE, ID, {Kind.PROFILE})


def test_feeds_are_not_read_where_the_robots_file_says_so(fake):
    fake.put(YOUTUBE, "/robots.txt", "User-agent: *\nDisallow: /feeds/videos.xml\n", kind="text/plain")
    fake.channel(ID, "hospital")
    fake.channel_feed(ID, "2026-01-05T09:00:00+00:00")

    reading = read(fake)

    assert (reading.life, reading.native_id, reading.posted_at) == (Life.ALIVE, ID, None)
    assert fake.asked == [f"{YOUTUBE}/@hospital"]


def test_a_stranger_behind_the_handle_of_a_deleted_channel_is_seen(fake):
    fake.channel(STRANGER, "hospital")

    reading = read(fake, "hospital", ID)

    assert (reading.life, reading.native_id) == (Life.ALIVE, STRANGER)
    assert judge(ID, "hospital", False, reading) is Identity.TAKEN


def test_a_channel_that_was_closed_is_gone(fake):
    page = '<script>var ytInitialData = {"alerts":[{"alertRenderer":{"type":"ERROR","text":{}}}]};</script>'
    fake.put(YOUTUBE, "/@hospital", page)

    assert read(fake).life is Life.GONE


def test_a_page_that_asks_for_consent_tells_nothing(fake):
    there = fake.put("consent.youtube.example", "/m", "<form>Before you continue</form>")
    fake.put(YOUTUBE, "/@hospital", status=302, Location=there)

    assert read(fake).life is Life.UNREADABLE


@pytest.mark.parametrize("page", ["", "<html>Hello", '{"externalId":"UC\\u0000"}', "\x00" * 100])
def test_a_page_without_a_channel_makes_no_sense(fake, page):
    fake.put(YOUTUBE, "/@hospital", page)

    assert read(fake).life is Life.FAILED


def test_a_page_may_tell_its_id_in_its_head_alone(fake):
    fake.put(YOUTUBE, "/@hospital", f'<html><head><meta itemprop="identifier" content="{ID}"></head></html>')

    assert read(fake).native_id == ID


def test_a_page_that_answers_for_another_id_than_was_asked_is_not_believed(fake):
    fake.channel(STRANGER, "stranger")
    fake.replies[f"{YOUTUBE}/channel/{ID}"] = fake.replies[f"{YOUTUBE}/channel/{STRANGER}"]

    assert read(fake, "hospital", ID).life is Life.FAILED
