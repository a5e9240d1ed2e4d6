from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from rounds.directory.checking.accounts import READABLE
from rounds.directory.checking.feed_formats import feed_of_page, read_feed
from rounds.directory.checking.readings import AccountReading, Life
from rounds.directory.proof import Kind
from rounds.directory.tests.fake_platforms import FakePlatforms, platforms

HOST = "blog.example"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
FIFTH = datetime(2026, 1, 5, 9, tzinfo=UTC)
GUID = "917393E3-1B1E-5CEF-ACE4-EDAA54E1F810"

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><atom:link rel="self" href="https://cdn.example/feed"/><title>Care &nbsp; talks</title>
<link> https://www.hospital.example/podcast </link><podcast:guid>{GUID}</podcast:guid>
<item><guid>1</guid><pubDate>Sun, 04 Jan 2026 09:00:00 GMT</pubDate><link>https://x.example/1</link></item>
<item><guid>2</guid><pubDate>Mon, 05 Jan 2026 04:00:00 -0500</pubDate></item>
<item><description><![CDATA[<!DOCTYPE html> how pages begin]]></description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="/feed.atom"/>
<link href="//hospital.example/news"/><updated>2026-05-01T00:00:00Z</updated>
<entry><updated>2026-03-01T00:00:00Z</updated><published>2026-01-05T10:00:00+01:00</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><link>https://hospital.example/</link></channel>
<item><link>https://hospital.example/1</link><dc:date>2026-01-05T09:00:00Z</dc:date></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://hospital.example/",
"items": [{"date_published": "2026-01-05T09:00:00Z"}, {"date_modified": "2026-01-04T09:00:00Z"}, 7, {}]}"""


@pytest.fixture
def fake():
    with platforms() as fake:
        yield fake


def read(fake: FakePlatforms, path: str = "/feed", platform: str = "blog") -> AccountReading:
    return fake.read(platform, f"{HOST}{path}", "", fake.url(HOST, path))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        (RSS, "https://www.hospital.example/podcast"),
        (ATOM, "https://hospital.example/news"),
        (RDF, "https://hospital.example/"),
        (JSON, "https://hospital.example/"),
        ("\ufeff" + RSS, "https://www.hospital.example/podcast"),
        ("\n  " + RSS.partition("\n")[2], "https://www.hospital.example/podcast"),
    ],
)
def test_every_kind_of_feed_tells_its_site_and_its_last_item(text, link):
    feed = read_feed(text.encode(), url="https://cdn.example/feed", before=NOW)

    assert feed is not None
    assert (feed.link, feed.posted_at) == (link, FIFTH)


def test_a_podcast_has_a_permanent_id_and_a_blog_has_none(fake):
    fake.put(HOST, "/feed", RSS, kind="application/rss+xml")

    podcast, blog = read(fake, platform="podcast"), read(fake)

    assert (podcast.native_id, blog.native_id) == (GUID.lower(), "")
    assert (blog.life, blog.handle, blog.url) == (Life.ALIVE, f"{HOST}/feed", fake.url(HOST, "/feed"))
    assert [(one.kind, one.url, one.source_url) for one in blog.backlinks] == [
        (Kind.FEED, "https://www.hospital.example/podcast", fake.url(HOST, "/feed"))
    ]
    assert (blog.posted_at, blog.checker) == (FIFTH, "feeds 1")


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("Mon, 05 Jan 2026 09:00:00 +0000", FIFTH),
        ("05 Jan 26 09:00 UT", FIFTH),
        ("Mon, 5 Jan 2026 09:00:00", FIFTH),
        ("Mon, 05 Jan 2026 09:00:00 -0000", FIFTH),
        ("Wrong, 5 Jan 2026 04:00:00 EST", FIFTH),
        ("2026-01-05T09:00:00", FIFTH),
        ("2026-01-05 10:00:00+01:00", FIFTH),
        ("2026-01-05", datetime(2026, 1, 5, tzinfo=UTC)),
        ("Mon, 05 Jan 2037 09:00:00 +0000", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("Mon, 99 Jan 2026 09:00:00", None),
        ("Lun, 05 ene 2026", None),
        ("", None),
        ("9" * 5_000, None),
    ],
)
def test_dates_are_read_as_people_write_them(date, at):
    text = f"<rss><channel><item><pubDate>{date}</pubDate></item></channel></rss>"

    feed = read_feed(text.encode(), url="https://x.example/", before=NOW)

    assert feed is not None
    assert feed.posted_at == at


def test_an_item_of_tomorrow_has_not_been_posted(fake):
    tomorrow = (timezone.now() + timedelta(days=1)).isoformat()
    fake.put(HOST, "/feed", f"<rss><channel><item><pubDate>{tomorrow}</pubDate></item></channel></rss>")

    assert (read(fake).life, read(fake).posted_at) == (Life.ALIVE, None)


LAUGHS = """<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
<!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY h "&g;&g;&g;&g;&g;&g;&g;&g;&g;&g;">]>
<rss><channel><link>&h;</link></channel></rss>"""
INSIDE = """<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss><channel><link>https://x.example/&x;</link></channel></rss>"""
OUTSIDE = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd"><rss><channel/></rss>'


@pytest.mark.parametrize("text", [LAUGHS, INSIDE, OUTSIDE])
@pytest.mark.parametrize("before", ["", "<?xml version='1.0'?>", "<!-- <rss> -->"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_has_a_document_type_is_no_feed(text, before, encoding):
    assert read_feed((before + text).encode(encoding), url="https://x.example/", before=NOW) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"\x00" * 50,
        b"<html><body>Hello</body></html>",
        b"<?xml version='1.0'?><opml/>",
        b'{"version": 1}',
        b'{"a": ' * 100_000,
        b"[" * 100_000,
        b"<rss>" * 100_000,
        b"{",
    ],
)
def test_what_is_no_feed_is_told_from_one(body):
    feed = read_feed(body, url="https://x.example/", before=NOW)

    assert feed is None or (feed.link, feed.posted_at) == ("", None)


@pytest.mark.parametrize(
    ("head", "there"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/feed">', "https://blog.example/feed"),
        (
            '<link rel="ALTERNATE home" type="Application/Atom+XML; charset=x" href="a">',
            "https://blog.example/en/a",
        ),
        (
            '<link rel="alternate" type="application/feed+json" href="//cdn.example/f">',
            "https://cdn.example/f",
        ),
        ('<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/c">', ""),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:1">', ""),
        ('<link rel="alternate" type="application/rss+xml" href="http://[::1">', ""),
        ('<link rel="alternate" hreflang="de" href="/de">', ""),
        ('<link rel="stylesheet" type="application/rss+xml" href="/x">', ""),
        ("", ""),
    ],
)
def test_a_page_names_its_feed(head, there):
    page = f"<!DOCTYPE html><html><head>{head}</head><body>Hi</body></html>".encode()

    assert feed_of_page(page, url="https://blog.example/en/", charset="no-such-charset") == there


def page(
    fake: FakePlatforms, head: str = '<link rel="alternate" type="application/rss+xml" href="/feed">'
) -> None:
    fake.put(HOST, "/", f"<!DOCTYPE html><html><head>{head}</head><body>Hi</body></html>")


def test_the_feed_of_a_page_is_read(fake):
    page(fake)
    fake.put(HOST, "/feed", RSS, kind="text/xml")

    reading = read(fake, "/", "podcast")

    assert (reading.life, reading.native_id, reading.posted_at) == (Life.ALIVE, GUID.lower(), FIFTH)
    assert reading.source_url == fake.url(HOST, "/feed")


def test_a_page_whose_feed_fails_is_there_and_its_link_is_not_missing(fake):
    page(fake)
    fake.put(HOST, "/feed", status=500)

    reading = read(fake, "/")

    assert (reading.life, reading.untold, reading.backlinks) == (Life.ALIVE, {Kind.FEED}, ())


def test_a_page_without_a_feed_is_there(fake):
    page(fake, head="")

    reading = read(fake, "/")

    assert (reading.life, reading.untold, reading.message) == (
        Life.ALIVE,
        frozenset(),
        "The page names no feed.",
    )


@pytest.mark.parametrize(
    ("status", "life"),
    [
        (404, Life.GONE),
        (410, Life.GONE),
        (401, Life.UNREADABLE),
        (403, Life.UNREADABLE),
        (451, Life.UNREADABLE),
        (429, Life.FAILED),
        (503, Life.FAILED),
        (204, Life.FAILED),
    ],
)
def test_what_the_server_answers_is_told_apart(fake, status, life):
    fake.put(HOST, "/feed", status=status)

    assert read(fake).life is life


def test_robots_are_obeyed_and_what_is_not_read_is_not_gone(fake):
    fake.put(HOST, "/robots.txt", "User-agent: Rounds\nDisallow: /\n", kind="text/plain")
    fake.put(HOST, "/feed", RSS)

    assert (read(fake).life, fake.asked) == (Life.UNREADABLE, [])


def test_a_feed_that_is_too_large_is_not_gone(fake):
    fake.put(HOST, "/feed", b"<rss>" + b" " * 5_000_000)

    assert read(fake).life is Life.UNREADABLE


@pytest.mark.parametrize(
    "url", ["http://inside.internal/feed", "http://10.0.0.1/feed", "nonsense", "", "http://[::1"]
)
def test_an_address_that_cannot_be_visited_is_a_failure(fake, url):
    assert fake.read("blog", "x", "", url).life in (Life.FAILED, Life.UNREADABLE)


@pytest.mark.parametrize(
    ("platform", "native_id", "url", "asked"),
    [
        ("medium", "", "https://medium.com/@hospital", "medium.com/feed/@hospital"),
        ("medium", "", "https://medium.com/hospital-stories", "medium.com/feed/hospital-stories"),
        ("substack", "", "https://hospital.substack.com/", "hospital.substack.com/feed"),
        ("tumblr", "", "https://hospital.tumblr.com/", "hospital.tumblr.com/rss"),
        (
            "flickr",
            "1234567@N01",
            "https://www.flickr.com/photos/1234567@N01/",
            "www.flickr.com/services/feeds/photos_public.gne?id=1234567%40N01",
        ),
    ],
)
def test_the_feeds_of_platforms_stand_where_their_names_say(fake, platform, native_id, url, asked):
    host, _, path = asked.partition("/")
    fake.put(host, f"/{path}", RSS, kind="application/rss+xml")

    reading = fake.read(platform, "hospital", native_id, url)

    assert (reading.life, reading.posted_at, reading.native_id) == (Life.ALIVE, FIFTH, "")
    assert fake.asked == [asked]


@pytest.mark.parametrize(
    ("platform", "url"),
    [
        ("substack", "https://substack.com/@writer"),
        ("flickr", "https://www.flickr.com/photos/hospital/"),
        ("medium", "https://medium.com/"),
        ("x", "https://x.com/hospital"),
        ("reddit", "https://www.reddit.com/user/hospital"),
        ("no-such-platform", ""),
    ],
)
def test_what_cannot_be_read_is_asked_nothing(fake, platform, url):
    assert (fake.read(platform, "hospital", "", url).life, fake.asked) == (Life.UNREADABLE, [])


def test_what_can_be_read_is_known():
    assert sorted(READABLE) == [
        "blog",
        "bluesky",
        "flickr",
        "mastodon",
        "medium",
        "podcast",
        "substack",
        "tumblr",
        "youtube",
    ]
