"""Blogs, podcasts and what stands in them, for tests."""

from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page, Site

from rounds.content.models import Article, Blog, Byline, Episode, Podcast, Video, Videos
from rounds.content.tests.factories import OPENING, SECRET, TEXT
from rounds.media.models import Chapter, Recording, Track

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
SPOKEN = "giraffe-whisper"  # a word of every transcript, found nowhere else
VTT = f"WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ann>Hello, {SPOKEN}.\n"
SOUND = bytes(range(256)) * 8


def top() -> Page:
    return Site.objects.get().root_page


def blog(slug: str = "journal", **fields: Any) -> Blog:
    return _under(top(), Blog(title=fields.pop("title", "The journal"), slug=slug, live=False, **fields))


def podcast(slug: str = "aloud", **fields: Any) -> Podcast:
    said = {"title": "Rounds aloud", "introduction": "Talk about care.", "made_by": "The center", **fields}
    return _under(top(), Podcast(slug=slug, live=False, **said))


def videos(slug: str = "watch", **fields: Any) -> Videos:
    return _under(top(), Videos(title="To watch", slug=slug, live=False, **fields))


def article(parent: Blog, slug: str = "an-article", *, zone: str = "public", **fields: Any) -> Article:
    return _written(Article, parent, slug, zone=zone, **fields)


def episode(parent: Podcast, slug: str = "an-episode", *, zone: str = "public", **fields: Any) -> Episode:
    return _written(Episode, parent, slug, zone=zone, **{"recording": recording(), **fields})


def video(parent: Videos, slug: str = "a-video", *, zone: str = "public", **fields: Any) -> Video:
    return _written(Video, parent, slug, zone=zone, **{"recording": recording(kind="video"), **fields})


def recording(*, words: str = VTT, chapters: bool = True, **fields: Any) -> Recording:
    said = {
        "kind": "audio",
        "title": "A talk",
        "content_type": "audio/mpeg",
        "size": len(SOUND),
        "sha256": "0" * 64,
        "seconds": 75,
        "added_at": AT,
        **fields,
    }
    made = Recording(**said)
    if not made.elsewhere:
        made.file.save("a-talk.mp3", ContentFile(SOUND), save=False)
    made.save()
    if words:
        Track.objects.create(recording=made, language="en", vtt=words, changed_at=AT)
    if chapters:
        Chapter.objects.create(recording=made, starts_ms=0, title="Welcome")
        Chapter.objects.create(recording=made, starts_ms=31_500, title="The case")
    return made


def by(page: Page, *, person: Any = None, name: str = "", role: str = "") -> Byline:
    return Byline.objects.create(page=Page.objects.get(pk=page.pk), person=person, name=name, role=role)


def _written(model: type, parent: Page, slug: str, **fields: Any) -> Any:
    said = {
        "title": slug.replace("-", " ").capitalize(),
        "summary": f"In one sentence: {slug}.",
        "opening": OPENING,
        "body": [("heading", f"About the {SECRET}"), ("text", TEXT)],
        **fields,
    }
    return _under(parent, model(slug=slug, live=False, **said))


def _under(parent: Page, page: Any) -> Any:
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
