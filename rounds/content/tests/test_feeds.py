"""Feeds as other programs read them, and what they never say."""

import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import feedparser
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date
from lxml import etree
from wagtail.models import Locale, Page

from rounds.content.models import Article, Episode, Library, Topic
from rounds.content.podcasting import guid_of
from rounds.content.tests.factories import OPENING, SECRET, pdf, resource
from rounds.content.tests.shows import SPOKEN, article, blog, by, episode, podcast, recording, video, videos
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db

HOSTILE = "Care ]]> & <script>alert('é')</script> “quoted” 🩺 العربية \u202e"
ADDRESS = "http://127.0.0.1:8000"
CLOSED = [("guest", False), ("member", False), ("member", True), ("organization", False)]


def read(answer):
    """As feedparser, which has read most of what there is; it finds nothing wrong."""
    assert answer.status_code == 200
    found = feedparser.parse(
        answer.content, response_headers={"content-type": answer.headers["Content-Type"]}
    )
    assert found.bozo == 0, found.get("bozo_exception")
    return found


def at(page, day: int, **fields) -> None:
    """Published on that day of November."""
    when = datetime(2026, 11, day, 9, tzinfo=UTC)
    Page.objects.filter(pk=page.pk).update(
        **{"first_published_at": when, "last_published_at": when, **fields}
    )


def test_a_blog_as_atom_reads_back_as_it_was_written(client):
    journal = blog(introduction="What we write.")
    page = article(journal, title=HOSTILE, summary="One & all.", language="ar")
    page.topics.add(Topic.objects.create(slug="care", name="Care & more"))
    page.save()
    by(page, name="Ann <Lee>")
    at(page, 2, last_published_at=datetime(2026, 11, 5, 10, 30, tzinfo=UTC))

    found = read(client.get("/journal/feed.atom"))

    assert found.version == "atom10"
    assert (found.feed.title, found.feed.subtitle) == ("The journal", "What we write.")
    assert {(one.rel, one.href) for one in found.feed.links} == {
        ("self", f"{ADDRESS}/journal/feed.atom"),
        ("alternate", f"{ADDRESS}/journal/"),
    }
    (entry,) = found.entries
    assert unescape(entry.title) == HOSTILE
    assert entry.id == f"urn:uuid:{page.translation_key}"
    assert entry.link == f"{ADDRESS}/journal/an-article/"
    assert unescape(entry.summary) == f"One & all.\n\n{OPENING}"
    assert [one.name for one in entry.authors] == ["Ann <Lee>"]
    assert [one.term for one in entry.tags] == ["Care & more"]
    assert (entry.published, entry.updated) == ("2026-11-02T09:00:00+00:00", "2026-11-05T10:30:00+00:00")
    assert found.feed.updated == "2026-11-05T10:30:00+00:00"
    assert SECRET in entry.content[0].value


def test_a_blog_as_json_is_json_feed_1_1(client):
    journal = blog()
    page = article(journal, title=HOSTILE)
    article(journal, "closed", zone="member")
    at(page, 2)

    answer = client.get("/journal/feed.json")
    told = json.loads(answer.content)

    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert (told["title"], told["feed_url"]) == ("The journal", f"{ADDRESS}/journal/feed.json")
    closed, open_ = told["items"]
    assert open_ == {
        "id": f"urn:uuid:{page.translation_key}",
        "url": f"{ADDRESS}/journal/an-article/",
        "title": HOSTILE,
        "summary": "In one sentence: an-article.",
        "date_published": "2026-11-02T09:00:00+00:00",
        "date_modified": "2026-11-02T09:00:00+00:00",
        "language": "en",
        "content_html": open_["content_html"],
    }
    assert SECRET in open_["content_html"]
    assert closed["content_text"] == f"In one sentence: closed.\n\n{OPENING}"
    assert "content_html" not in closed


def test_a_podcast_as_rss_reads_back_as_it_was_made(client):
    show = podcast(licence_name="CC-BY-4.0", licence_url="https://creativecommons.org/licenses/by/4.0/")
    page = episode(show, title=HOSTILE, season=2, number=3, part="bonus")
    by(page, name="Ann Lee", role="Host")
    by(page, name="Bo Ek", role="Guest")
    by(page, name="Cy Um", role="Stood at the door")
    at(page, 2)
    sound = page.recording

    found = read(client.get("/aloud/feed.xml"))

    assert found.version == "rss20"
    assert (found.feed.title, found.feed.subtitle) == ("Rounds aloud", "Talk about care.")
    assert (found.feed.language, found.feed.author) == ("en", "The center")
    assert found.feed.podcast_guid == str(guid_of(f"{ADDRESS}/aloud/feed.xml"))
    assert (found.feed.podcast_locked, found.feed.podcast_medium) == ("yes", "podcast")
    assert found.feed.itunes_explicit is False or found.feed.itunes_explicit is None
    assert [(one.term, one.scheme) for one in found.feed.tags] == [
        ("Health & Fitness", "http://www.itunes.com/"),
        ("Medicine", "http://www.itunes.com/"),
    ]
    (item,) = found.entries
    assert (item.id, item.guidislink) == (str(page.guid), False)
    assert item.link == f"{ADDRESS}/aloud/an-episode/"
    assert item.published == "Mon, 02 Nov 2026 09:00:00 +0000"
    assert (item.itunes_season, item.itunes_episode, item.itunes_episodetype) == ("2", "3", "bonus")
    assert item.itunes_duration == "75"
    assert [(one.href, one.length, one.type) for one in item.enclosures] == [
        (f"{ADDRESS}/media/recordings/{sound.pk}/{sound.file_name}", str(sound.size), "audio/mpeg")
    ]
    assert SECRET in item.content[0].value


def test_a_title_that_looks_like_markup_is_none_in_any_reader(client):
    episode(podcast(), title="Less < more & <b>bold</b> </title>")
    text = client.get("/aloud/feed.xml").content.decode()
    assert "<title>Less &lt; more &amp; ‹b&gt;bold‹/b&gt; ‹/title&gt;</title>" in text
    assert (
        '<title type="html">Less &amp;lt; more &amp;amp; &amp;lt;b&amp;gt;'
        in client.get("/feed.atom").content.decode()
    )


def test_directories_find_the_owner_where_the_house_says_who_that_is(client, settings):
    podcast()
    assert "owner" not in client.get("/aloud/feed.xml").content.decode()
    settings.PODCAST_EMAIL = "podcast@example.org"
    answer = client.get("/aloud/feed.xml?again")
    assert read(answer).feed.publisher_detail == {"name": "Rounds", "email": "podcast@example.org"}
    assert ("locked", "yes", {"owner": "podcast@example.org"}) in podcast_elements(answer)


def podcast_elements(answer):
    """What is of the podcast namespace, as (name, text, attributes)."""
    namespace = "{https://podcastindex.org/namespace/1.0}"
    top = etree.fromstring(answer.content)
    return [
        (one.tag.removeprefix(namespace), one.text, dict(one.attrib)) for one in top.iter(f"{namespace}*")
    ]


def test_podcasting_2_0_says_who_speaks_what_is_said_and_when(client):
    show = podcast(licence_name="CC-BY-4.0", licence_url="https://creativecommons.org/licenses/by/4.0/")
    page = episode(show, season=2, number=3)
    by(page, name="Ann Lee", role="Host")
    by(page, name="Cy Um", role="Stood at the door")
    sound = page.recording

    assert podcast_elements(client.get("/aloud/feed.xml")) == [
        ("guid", str(guid_of(f"{ADDRESS}/aloud/feed.xml")), {}),
        ("locked", "yes", {}),
        ("medium", "podcast", {}),
        ("license", "CC-BY-4.0", {"url": "https://creativecommons.org/licenses/by/4.0/"}),
        ("season", "2", {}),
        ("episode", "3", {}),
        ("person", "Ann Lee", {"role": "host", "group": "cast"}),
        (
            "transcript",
            None,
            {
                "url": f"{ADDRESS}/media/recordings/{sound.pk}/words/captions/en.vtt",
                "type": "text/vtt",
                "language": "en",
                "rel": "captions",
            },
        ),
        (
            "chapters",
            None,
            {"url": f"{ADDRESS}/aloud/chapters/{page.guid}.json", "type": "application/json+chapters"},
        ),
    ]


def test_what_is_of_the_podcast_namespace_is_as_its_schema_says(client, request):
    """The schema is the namespace's own (Podcastindex-org/podcast-namespace, docs/schema, CC0).

    It knows some elements alone, and of `locked`, `season` and `episode` it wants attributes that the namespace's text
    leaves open: those stand in the test above.
    """
    schema = etree.XMLSchema(etree.parse(request.path.parent / "schemas" / "podcast-wrapper.xsd"))
    by(episode(podcast()), name="Ann Lee", role="Host")

    top = etree.fromstring(client.get("/aloud/feed.xml").content)
    known = ("person", "transcript", "chapters")
    wrapper = etree.Element("{https://podcastindex.org/namespace/1.0}test-wrapper")
    wrapper.extend(
        [one for name in known for one in top.iter(f"{{https://podcastindex.org/namespace/1.0}}{name}")]
    )

    assert len(wrapper) == len(known)
    schema.assertValid(wrapper)


def test_chapters_are_a_document_of_their_own(client):
    page = episode(podcast())

    answer = client.get(f"/aloud/chapters/{page.guid}.json")

    assert answer.headers["Content-Type"] == "application/json+chapters"
    assert json.loads(answer.content) == {
        "version": "1.2.0",
        "title": "An episode",
        "podcastName": "Rounds aloud",
        "description": "In one sentence: an-episode.",
        "chapters": [
            {"startTime": 0.0, "title": "Welcome", "url": f"{ADDRESS}/aloud/an-episode/#t=0"},
            {"startTime": 31.5, "title": "The case", "url": f"{ADDRESS}/aloud/an-episode/#t=31"},
        ],
    }


@pytest.mark.parametrize(("zone", "is_sample"), CLOSED)
def test_of_what_is_not_public_a_feed_has_the_opening_and_nothing_else(zone, is_sample, client, sign_in):
    page = episode(podcast(), zone=zone, is_sample=is_sample)
    article(blog(), zone=zone, is_sample=is_sample)
    video(videos(), zone=zone, is_sample=is_sample)
    resource(zone=zone, is_sample=is_sample, files=(pdf("hidden-name.pdf"),))
    sign_in("staff")  # whoever asks: it is everybody's feed

    feeds = [
        *(
            "/aloud/feed.xml",
            "/aloud/feed.atom",
            "/aloud/feed.json",
            "/journal/feed.atom",
            "/journal/feed.json",
        ),
        *("/watch/feed.atom", "/resources/feed.atom", "/resources/feed.json", "/feed.atom", "/feed.json"),
    ]
    for feed in feeds:
        text = client.get(feed).content.decode()
        assert OPENING in text, feed
        for hidden in (
            SECRET,
            SPOKEN,
            page.recording.file_name,
            ".vtt",
            "chapters",
            "hidden-name",
            "enclosure",
        ):
            assert hidden not in text, (feed, hidden)
    assert client.get(f"/aloud/chapters/{page.guid}.json").status_code == 404


@pytest.mark.parametrize("zone", ["staff", "board"])
def test_what_is_for_staff_or_the_board_is_in_no_feed(zone, client):
    article(blog(), "unheard-of", zone=zone)
    for feed in ("/journal/feed.atom", "/feed.atom", "/feed.json"):
        assert "unheard-of" not in client.get(feed).content.decode()


def test_a_draft_and_what_was_taken_down_are_in_no_feed(client):
    journal = blog()
    gone = article(journal, "gone")
    assert "gone" in client.get("/journal/feed.atom").content.decode()
    gone.unpublish(log_action=False)
    assert "gone" not in client.get("/journal/feed.atom").content.decode()


def test_everything_new_on_the_site_stands_in_one_feed_the_newest_first(client):
    for day, page in enumerate(
        [resource(zone="public"), video(videos()), episode(podcast()), article(blog())], start=1
    ):
        at(page, day)

    found = read(client.get("/feed.atom"))

    assert [one.title for one in found.entries] == ["An article", "An episode", "A video", "A guide"]
    assert [one["title"] for one in client.get("/feed.json").json()["items"]] == [
        one.title for one in found.entries
    ]


def test_a_topic_gathers_what_is_about_it(client):
    care = Topic.objects.create(slug="care", name="Care")
    journal = blog()
    about = article(journal, "about")
    about.topics.add(care)
    about.save()
    article(journal, "else")

    found = read(client.get("/topics/care/feed.atom"))

    assert (found.feed.title, [one.title for one in found.entries]) == ("Care", ["About"])
    assert client.get("/topics/unknown/feed.atom").status_code == 404


def test_an_entry_is_the_same_wherever_its_page_goes(client):
    journal, other = blog(), blog("other")
    show = podcast()
    page, part = article(journal), episode(show)
    before = {
        one.id
        for feed in ("/journal/feed.atom", "/aloud/feed.atom")
        for one in read(client.get(feed)).entries
    }
    guid = read(client.get("/aloud/feed.xml")).feed.podcast_guid

    page.move(other, pos="last-child")
    show.slug = "elsewhere"
    show.save_revision().publish()

    after = {
        one.id
        for feed in ("/other/feed.atom", "/elsewhere/feed.atom")
        for one in read(client.get(feed)).entries
    }
    assert after == before == {f"urn:uuid:{page.translation_key}", f"urn:uuid:{part.guid}"}
    assert read(client.get("/elsewhere/feed.xml")).feed.podcast_guid == guid


def test_a_copy_of_a_podcast_is_another_podcast(client):
    show = podcast()
    page = episode(show)
    show.refresh_from_db()
    copy = show.copy(recursive=True, update_attrs={"slug": "copied", "title": "Copied"})

    copied = Episode.objects.child_of(copy).get()
    copied.save_revision().publish()
    copy.save_revision().publish()

    assert copy.guid != show.guid
    assert Episode.objects.get(pk=copied.pk).guid not in (page.guid, None)


def test_addresses_in_the_text_are_whole_and_nothing_in_it_runs(client):
    body = [
        (
            "text",
            '<p><a href="/list/">The List</a> <a href="javascript:alert(1)">no</a></p><script>bad()</script>',
        )
    ]
    article(blog(), body=body)

    value = json.loads(client.get("/journal/feed.json").content)["items"][0]["content_html"]

    assert f'<a href="{ADDRESS}/list/">The List</a>' in value
    assert "javascript" not in value
    assert "bad()" not in value


def test_what_no_xml_may_hold_is_left_out(client):
    article(blog(), title="Bell\x07 and \x0b\ufffe end")
    assert read(client.get("/journal/feed.atom")).entries[0].title == "Bell and  end"


def test_right_to_left_text_says_so(client):
    article(blog(), title="العناية", language="ar", opening="مرحبا")
    item = json.loads(client.get("/journal/feed.json").content)["items"][0]
    assert (item["language"], item["content_html"][:15]) == ("ar", '<div dir="rtl">')


def test_a_recording_that_lies_elsewhere_has_no_file_to_give(client):
    sound = recording(elsewhere="https://video.example/1", content_type="", size=None, sha256="")
    episode(podcast(), recording=sound)
    assert "enclosure" not in client.get("/aloud/feed.xml").content.decode()


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/journal/feed.xml",
            "/resources/feed.xml",
            "/feed.xml",
            "/nothing/feed.atom",
            "/journal/an-article/feed.atom",
        ),
        *("/journal/feed.rss", "/topics/feed.atom", "/watch/feed.xml"),
    ],
)
def test_where_nothing_is_followed_there_is_no_feed(path, client):
    article(blog())
    videos()
    assert client.get(path).status_code == 404


def test_an_empty_blog_has_a_feed_without_entries(client):
    blog()
    podcast()
    for feed in ("/journal/feed.atom", "/aloud/feed.xml", "/feed.atom", "/resources/feed.atom"):
        assert read(client.get(feed)).entries == []
    assert json.loads(client.get("/journal/feed.json").content)["items"] == []


def test_a_feed_that_has_not_changed_is_not_sent_again_and_one_that_has_is(client):
    journal = blog()
    page = article(journal)
    first = client.get("/journal/feed.atom")
    tag = first.headers["ETag"]

    for headers in (
        {"If-None-Match": tag},
        {"If-None-Match": f'"other", {tag}'},
        {"If-None-Match": tag.removeprefix("W/")},
        {"If-None-Match": "*"},
    ):
        again = client.get("/journal/feed.atom", headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again.headers["ETag"] == tag
    page.title = "Mended"
    page.save_revision().publish()
    assert client.get("/journal/feed.atom", headers={"If-None-Match": tag}).status_code == 200


def test_whoever_asks_by_date_alone_learns_that_an_article_was_taken_out(client):
    article(blog()).unpublish()
    date = http_date()
    answer = client.get("/journal/feed.atom", headers={"If-Modified-Since": date})
    assert (answer.status_code, read(answer).entries) == (200, [])


def test_a_mended_transcript_makes_the_feed_another(client):
    page = episode(podcast())
    tag = client.get("/aloud/feed.xml").headers["ETag"]
    page.recording.changed_at += timedelta(seconds=1)
    page.recording.save()
    assert client.get("/aloud/feed.xml", headers={"If-None-Match": tag}).status_code == 200


def test_whoever_leaves_leaves_the_feed(client):
    who = person("ann@example.org", "Ann Lee")
    page = article(blog())
    by(page, person=who)
    first = client.get("/journal/feed.atom")
    assert "Ann Lee" in first.content.decode()

    User.objects.filter(pk=who.pk).update(closed_at=datetime(2026, 11, 29, tzinfo=UTC), name="")

    answer = client.get("/journal/feed.atom", headers={"If-None-Match": first.headers["ETag"]})
    assert answer.status_code == 200
    assert "Ann Lee" not in answer.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Mon, 99 Foo 20266666 99:99:99 GMT"},
        {"If-Modified-Since": "Thu, 01 Jan 0001 00:00:00 GMT"},
        {"If-None-Match": '"'},
        {"If-None-Match": 'W/"a, "b'},
        {"If-None-Match": ",,,"},
        {"If-None-Match": "x" * 8_000},
        {"Accept": "\x00/\x01;q=nonsense"},
        {"Accept": "*/*;q=,,,"},
        {"Accept-Language": "xx-;q=9,*"},
        {"Range": "bytes=-"},
        {"User-Agent": ""},
    ],
)
def test_broken_headers_are_answered_as_if_they_were_not_there(headers, client):
    article(blog())
    assert client.get("/journal/feed.atom", headers=headers).status_code == 200


def test_asked_for_the_head_a_feed_says_what_it_would_send(client):
    article(blog())
    whole, head = client.get("/journal/feed.atom"), client.head("/journal/feed.atom")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length"):
        assert head.headers[name] == whole.headers[name]
    assert client.post("/journal/feed.atom").status_code == 405


def test_everybodys_feed_may_be_kept_and_read_from_any_site(client):
    blog()
    answer = client.get("/journal/feed.atom")
    assert "public" in answer.headers["Cache-Control"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("feed", ["/aloud/feed.xml", "/journal/feed.atom", "/feed.json"])
def test_a_feed_asks_as_often_with_three_entries_as_with_one(feed, client):
    show, journal = podcast(), blog()
    by(episode(show, "one"), person=person("cy@example.org", "Cy Um"))
    by(article(journal, "a"), person=person("ann@example.org", "Ann Lee"))
    client.get(feed)
    with CaptureQueriesContext(connection) as with_one:
        client.get(feed)
    for number in range(2):
        by(episode(show, f"more-{number}"), person=person(f"b{number}@example.org", "Bo"))
        by(article(journal, f"more-{number}"), name="Cy")
    client.get(feed)  # the menu is asked for anew once something was published
    with CaptureQueriesContext(connection) as with_three:
        client.get(feed)
    assert len(with_three) == len(with_one) <= 40


def test_a_podcast_of_five_hundred_episodes_is_whole_and_a_blog_of_as_many_is_not(client):
    show, journal = podcast(), blog()
    sound = episode(show, "first").recording
    article(journal, "first")
    client.get("/aloud/feed.xml")
    with CaptureQueriesContext(connection) as with_one:
        client.get("/aloud/feed.xml")
    _many(Episode, show, 499, recording=sound)
    _many(Article, journal, 109)

    with CaptureQueriesContext(connection) as with_many:
        assert len(read(client.get("/aloud/feed.xml")).entries) == 500
    assert len(with_many) == len(with_one)
    assert len(read(client.get("/journal/feed.atom")).entries) == 100


def _many(model, parent, count: int, **fields) -> None:
    """Row by row, since nobody's editor makes five hundred pages in a test."""
    kind, locale = ContentType.objects.get_for_model(model), Locale.get_default()
    pages = Page.objects.bulk_create(
        Page(
            path=f"{parent.path}{number:04d}",
            depth=parent.depth + 1,
            title=f"No. {number}",
            slug=f"no-{number}",
            url_path=f"{parent.url_path}no-{number}/",
            content_type=kind,
            locale=locale,
            live=True,
            first_published_at=datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=number),
        )
        for number in range(1000, 1000 + count)
    )
    for page in pages:
        one = model(page_ptr=page, zone="public", summary="S.", opening="O.", **fields)
        one.save_base(raw=True)  # its own table alone


def test_the_library_has_a_feed(client):
    resource(zone="public")
    assert [one.title for one in read(client.get("/resources/feed.atom")).entries] == ["A guide"]
    assert read(client.get("/resources/feed.atom")).feed.title == Library.objects.get().title


@pytest.mark.parametrize("path", ["/aloud/", "/watch/"])
def test_programs_find_the_feed_on_the_page(path, client):
    podcast()
    videos()
    text = client.get(path).content.decode()
    (href,) = re.findall(
        r'<link rel="alternate" type="application/(?:rss|atom)\+xml" title="[^"]+" href="([^"]+)">', text
    )
    assert client.get(path + href).status_code == 200


def test_chapters_under_a_number_that_there_cannot_be_are_none(client):
    podcast()
    assert client.get(f"/aloud/chapters/{'-' * 36}.json").status_code == 404


def test_a_feed_is_another_one_from_the_moment_in_which_something_in_it_is_over(client):
    page = article(blog(), "over-soon")
    first = client.get("/journal/feed.atom")
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))

    again = client.get("/journal/feed.atom", headers={"If-None-Match": first.headers["ETag"]})

    assert "Over soon" in first.content.decode()
    assert (again.status_code, "Over soon" in again.content.decode()) == (200, False)
