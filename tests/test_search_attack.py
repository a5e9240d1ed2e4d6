"""Whoever may not see a thing learns nothing of it from the search: not found, counted, offered, marked or spelled.

Each part of each thing in each zone has a word that stands nowhere else, and each reader asks for all of them.
"""

import re
from datetime import date

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from rounds.content.models import (
    Article,
    Blog,
    Byline,
    Episode,
    File,
    Library,
    Podcast,
    Resource,
    ResourceFile,
    TextPage,
    Video,
    Videos,
)
from rounds.content.tests.factories import pdf
from rounds.core import zones
from rounds.core.zones import Zone
from rounds.media.models import Recording, Track
from rounds.policies import searching as policies
from rounds.policies.models import Clause, Edition, Template
from rounds.search.find import items
from rounds.search.models import Passage, Word
from rounds.users.models import User
from rounds.users.tests.people import says

pytestmark = pytest.mark.django_db
AT = timezone.now()
ADVERTISED = {"public", "guest", "member", "organization"}
READERS = {
    "visitor": {"public"},
    "guest": {"public", "guest"},
    "member": {"public", "guest", "member"},
    "organization": {"public", "guest", "member", "organization"},
    "staff": set(Zone.values) - {"board"},
    "board": {"public", "guest", "board"},
}
KNOWN, REST = ("title", "summary", "opening"), ("body", "transcript", "file", "author")


@pytest.fixture(autouse=True)
def private_files(monkeypatch, tmp_path):
    monkeypatch.setattr(File._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))


@pytest.fixture
def read_as(client, monkeypatch):
    def as_(reader: str) -> set[str]:
        client.logout()
        if reader != "visitor":
            user = User.objects.create_user(f"{reader}@example.org", "a password")
            granted = READERS[reader] - {"public", "guest"}
            monkeypatch.setattr(
                zones, "_openers", {"test": lambda asked: granted if asked == user else set()}
            )
            client.force_login(user)
        return READERS[reader]

    return as_


def secret(kind: str, zone: str, part: str) -> str:
    """A word of letters alone that differs from every other in more than a misspelling would mend."""
    digest = re.sub(r"[^a-z]", "", f"{kind}{zone}{part}")[::-1]
    return f"zq{digest}"


def fields(kind: str, zone: str) -> dict:
    return {
        "slug": f"{kind}-{zone}",
        "title": f"About {secret(kind, zone, 'title')}",
        "summary": f"In short {secret(kind, zone, 'summary')}",
        "opening": f"At first {secret(kind, zone, 'opening')}",
        "body": [
            ("text", f"<p>And {secret(kind, zone, 'body')}.</p>"),
            ("quote", {"text": "x", "source": "y"}),
        ],
        "zone": zone,
    }


def recording(kind: str, zone: str) -> Recording:
    made = Recording.objects.create(kind="audio", title="T", elsewhere="https://example.org/a", added_at=AT)
    vtt = f"WEBVTT\n\n00:01:35.000 --> 00:01:40.000\nsaid {secret(kind, zone, 'transcript')}\n"
    Track.objects.create(recording=made, vtt=vtt, changed_at=AT)
    return made


def publish(parent: Page, page: Page, kind: str, zone: str) -> Page:
    page.bylines = [Byline(name=f"By {secret(kind, zone, 'author')}")]
    if kind == "resource":
        page.files = [ResourceFile(document=pdf(f"{secret(kind, zone, 'file')}.pdf"))]
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def policy(zone: str) -> Template:
    told = {"title": secret("policy", zone, "title"), "summary": secret("policy", zone, "summary")}
    template = Template.objects.create(slug=f"p-{zone}", zone=zone, created_at=AT, **told)
    edition = Edition.objects.create(template=template, number=1)
    Clause.objects.create(
        edition=edition, key="a", position=1, heading="H", text=secret("policy", zone, "body")
    )
    Edition.objects.filter(pk=edition.pk).update(published_at=AT)
    policies.refind(template)
    return template


@pytest.fixture
def everything() -> list[tuple[str, str, str, str]]:
    """(kind, kind of the search, zone, part) of every secret there is."""
    root = Library.objects.get().get_parent()
    blog, podcast = Blog(title="B", slug="b"), Podcast(title="P", slug="p", made_by="us")
    videos = Videos(title="V", slug="v")
    for one in (blog, podcast, videos):
        root.add_child(instance=one)
    parents = {
        "article": (Article, blog, "article"),
        "resource": (Resource, Library.objects.get(), "resource"),
        "episode": (Episode, podcast, "episode"),
        "video": (Video, videos, "episode"),
        "text": (TextPage, root, "page"),
    }
    told = []
    for zone in Zone.values:
        for kind, (model, parent, found_as) in parents.items():
            more = {"recording": recording(kind, zone)} if kind in ("episode", "video") else {}
            publish(parent, model(**fields(kind, zone), **more), kind, zone)
            also = {"episode": ["transcript"], "video": ["transcript"], "resource": ["file"]}.get(kind, [])
            parts = [*KNOWN, "body", "author", *also]
            told += [(kind, found_as, zone, part) for part in parts]
        policy(zone)
        told += [("policy", "policy", zone, part) for part in ("title", "summary", "body")]
    return told


def may(zone: str, part: str, open_to: set[str]) -> bool:
    return zone in open_to or (part in KNOWN and zone in ADVERTISED)


def answers(client, word: str) -> str:
    """All that the search says to a word, to its beginning and to it misspelt, without what was asked."""
    misspelt, beginning = word[:-1] + ("a" if word[-1] != "a" else "b"), word[: len(word) - 2]
    said = [
        client.get("/search/", {"q": word})
        .content.decode()
        .replace(f"“{word}”", "")
        .replace(f'value="{word}"', ""),
        client.get("/search/", {"q": misspelt}).content.decode(),
        client.get("/search/", {"q": beginning}).content.decode(),
        client.get("/search/suggestions/", {"q": beginning}).content.decode(),
        client.get("/search/suggestions/", {"q": f"about {beginning}"}).content.decode(),
    ]
    return "\n".join(said)


def is_counted(client, word: str) -> bool:
    return "0 results" not in client.get("/search/", {"q": word}).content.decode()


@pytest.mark.parametrize("reader", READERS)
def test_nobody_learns_of_what_they_may_not_see_and_everybody_finds_what_they_may(
    reader, everything, read_as, client, monkeypatch
):
    monkeypatch.setattr("rounds.website.searching.A_MINUTE", 1_000_000)
    monkeypatch.setattr("rounds.website.searching.SUGGESTIONS", 1_000_000)
    open_to = read_as(reader)
    leaked, missed = [], []
    for kind, found_as, zone, part in everything:
        word = secret(kind, zone, part)
        said = items(found_as, word, open_to, today=date(2026, 11, 29))
        if may(zone, part, open_to):
            missed += [] if said else [(kind, zone, part)]
        elif said or word in answers(client, word) or is_counted(client, word):
            leaked.append((kind, zone, part))
    assert (leaked, missed) == ([], [])


def test_the_vocabulary_has_words_of_what_everybody_may_find_and_no_others(everything):
    known = set(Word.objects.values_list("text", flat=True))
    for kind, _found_as, zone, part in everything:
        is_public = zone == "public" or (part in KNOWN and zone in ADVERTISED)
        assert (secret(kind, zone, part) in known) == is_public


def test_once_a_zone_is_narrower_nothing_of_it_is_found_or_spelled(read_as, client):
    word = secret("article", "public", "body")
    blog = Library.objects.get().get_parent().add_child(instance=Blog(title="B", slug="b"))
    page = publish(blog, Article(**fields("article", "public")), "article", "public")
    assert "1 result" in client.get("/search/", {"q": word}).content.decode()

    page.zone = "staff"
    page.save_revision().publish()

    assert word not in answers(client, word)
    assert not Word.objects.filter(text__startswith="zq").exists()
    assert not Passage.objects.exclude(zone="staff").filter(kind="article").exists()


@pytest.mark.parametrize("what", ["unpublished", "deleted", "blog deleted", "expired"])
def test_what_is_taken_away_is_found_by_nobody(what, client):
    blog = Library.objects.get().get_parent().add_child(instance=Blog(title="B", slug="b"))
    page = publish(blog, Article(**fields("article", "public")), "article", "public")
    match what:
        case "unpublished":
            page.unpublish()
        case "deleted":
            page.delete()
        case "blog deleted":
            blog.delete()
        case "expired":
            Page.objects.filter(pk=page.pk).update(expire_at=AT)
            call_command("publish_scheduled", verbosity=0)
    assert not Passage.objects.filter(kind="article").exists()
    assert "0 results" in client.get("/search/", {"q": secret("article", "public", "body")}).content.decode()


def test_what_is_moved_is_found_at_its_new_address():
    root = Library.objects.get().get_parent()
    old, new = (root.add_child(instance=Blog(title=slug, slug=slug)) for slug in ("old", "new"))
    page = publish(old, Article(**fields("article", "public")), "article", "public")
    page.move(new, pos="last-child")
    assert set(Passage.objects.filter(kind="article").values_list("url", flat=True)) == {
        "/new/article-public/"
    }


def test_a_sample_is_found_by_guests_and_not_by_visitors(client, read_as):
    blog = Library.objects.get().get_parent().add_child(instance=Blog(title="B", slug="b"))
    publish(blog, Article(**fields("article", "member"), is_sample=True), "article", "member")
    word = secret("article", "member", "body")
    assert items("article", word, READERS["visitor"], today=AT.date()) == []
    assert len(items("article", word, READERS["guest"], today=AT.date())) == 1


PARTS = {"headline": "zqheadline", "about": "zqabout", "topics": ["zqtopic"]}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name_for", ["everyone", "members", "me"])
@pytest.mark.parametrize("part_for", ["everyone", "members", "me"])
def test_a_person_is_found_by_what_its_reader_may_see(name_for, part_for, reader, read_as):
    open_to = read_as(reader)
    sees = {"everyone", "members"} if "member" in open_to else {"everyone"}
    audiences = dict.fromkeys(PARTS, part_for) | {"name": name_for}
    user = User.objects.create_user("z@example.org", name="Zora Zqname")
    says(user, **PARTS, audiences=audiences, is_listed=name_for != "me")
    words = ("zqname", "zqhead", "zqabout", "zqtopic")
    found = {word: bool(items("person", word, open_to, today=AT.date())) for word in words}
    is_seen = name_for in sees
    assert found == {
        "zqname": is_seen,
        **dict.fromkeys(("zqhead", "zqabout", "zqtopic"), is_seen and part_for in sees),
    }
    assert Word.objects.filter(text="zqname").exists() == (name_for == "everyone")
