"""From a piece to a page that is published."""

from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from rounds.content.actions import keep_file, keep_picture, publish_page
from rounds.content.kinds import Audience
from rounds.content.models import (
    Article,
    Byline,
    Episode,
    Picture,
    Podcast,
    Resource,
    ResourceFile,
    Series,
    Topic,
    Video,
    Videos,
)
from rounds.content.starter import recordings, sheets, words
from rounds.content.starter.bodies import Block, body_of
from rounds.content.starter.pieces import HERE, Piece, Written, series
from rounds.content.starter.places import place_of
from rounds.content.starter.standing import MEMORY
from rounds.policies.models import Template

LICENSE = "MIT"
CREDIT = "Drawn for this network; free to use and change (MIT)"


@transaction.atomic
def take(piece: Piece, *, at: datetime) -> Page | None:
    """None where there is no place for it."""
    place = place_of(piece)
    if place is None:
        return None
    if piece.folder == "videos" and not isinstance(place, Videos):
        shelf = Videos(
            slug="videos", title="Videos", introduction="Short films, with captions.", show_in_menus=True
        )
        place = publish_page(page=shelf, below=place, by=None, at=at)
    page = MAKE[piece.folder](piece, place, at)
    told = {MEMORY: piece.key}
    return publish_page(page=page, below=place, by=None, at=at, **told)


def _resource(piece: Piece, library: Page, at: datetime) -> Resource:
    written = piece.written
    page = Resource(
        **_written(piece, at),
        kind=written["kind"],
        license=LICENSE,
        policy_template=Template.objects.filter(slug=written.get("policy", "")).first(),
        **{f"for_{one}": True for one in written["audiences"] if one in Audience.values},
    )
    page.topics.set(_topics(written))
    if "file" in written:
        page.files.set(_files(piece, at))
    return page


def _files(piece: Piece, at: datetime) -> list[ResourceFile]:
    title, day = piece.written["file"], at.date()
    made = (("pdf", sheets.pdf(piece.written, day=day)), ("docx", words.word(piece.written, day=day)))
    return [
        ResourceFile(
            document=keep_file(title=title, name=f"{piece.slug}.{ending}", content=content, by=None),
            sort_order=number,
        )
        for number, (ending, content) in enumerate(made)
    ]


def _article(piece: Piece, blog: Page, at: datetime) -> Article:
    written = piece.written
    page = Article(
        **_written(piece, at), series=_series_of(blog, written["series"]), series_number=written["number"]
    )
    return _named(page, written)


def _series_of(blog: Page, slug: str) -> Series:
    told = series()[slug]
    fields = {"title": told["title"], "introduction": told["introduction"]}
    return Series.objects.get_or_create(blog=blog, slug=slug, defaults=fields)[0]


def _podcast(piece: Piece, home: Page, at: datetime) -> Podcast:
    written = piece.written
    cover = _picture(written["cover"], written["title"], written["cover_alt"])
    return Podcast(
        slug=piece.slug,
        title=written["title"],
        introduction=written["introduction"],
        made_by=written["made_by"],
        show_in_menus=True,
        cover=cover,
        licence_name=LICENSE,
    )


def _episode(piece: Piece, podcast: Page, at: datetime) -> Episode:
    recording = recordings.keep(piece.written, at=at)
    page = Episode(**_written(piece, at), recording=recording, season=1, number=piece.written["number"])
    return _named(page, piece.written)


def _video(piece: Piece, shelf: Page, at: datetime) -> Video:
    page = Video(**_written(piece, at), recording=recordings.keep(piece.written, at=at))
    return _named(page, piece.written)


def _written(piece: Piece, at: datetime) -> dict[str, Any]:
    """What all of them have."""
    written = piece.written
    picture = written.get("picture")
    return {
        "slug": piece.slug,
        "title": written["title"],
        "zone": written["zone"],
        "is_sample": written.get("is_sample", False),
        "summary": written["summary"],
        "opening": written["opening"].strip(),
        "body": [*body_of(written), *_see(written.get("see", []))],
        "reviewed_on": at.date() if written.get("reviewed") else None,
        "picture": _picture(picture, written["title"], written["picture_alt"]) if picture else None,
        "picture_alt": written.get("picture_alt", ""),
    }


def _see(slugs: list[str]) -> list[Block]:
    """Links to those resources that were taken."""
    found = {page.slug: page for page in Resource.objects.live().filter(slug__in=slugs)}
    pages = [found[slug] for slug in slugs if slug in found]
    links = "".join(f'<li><a linktype="page" id="{one.pk}">{escape(one.title)}</a></li>' for one in pages)
    return [("heading", "In the library"), ("text", f"<ul>{links}</ul>")] if links else []


def _picture(name: str, title: str, description: str) -> Picture:
    content = (HERE / "pictures" / name).read_bytes()
    return keep_picture(
        title=title, name=name, content=content, by=None, description=description, credit=CREDIT
    )


def _named(page: Any, written: Written) -> Any:
    page.bylines.set([Byline(name=written["by"], sort_order=0)])
    page.topics.set(_topics(written))
    return page


def _topics(written: Written) -> list[Topic]:
    return [
        Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]
        for name in written["topics"]
    ]


MAKE: dict[str, Callable[[Piece, Any, datetime], Any]] = {
    "resources": _resource,
    "articles": _article,
    "podcast": _podcast,
    "episodes": _episode,
    "videos": _video,
}
