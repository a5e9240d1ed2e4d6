"""What is found of pages: what everybody may know of one, and the rest, for its zone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from rounds.content import authors
from rounds.content.addresses import address_of
from rounds.content.models import (
    Article,
    Blog,
    Episode,
    Library,
    Podcast,
    Resource,
    ResourceFile,
    Section,
    TextPage,
    Video,
    Videos,
    Written,
)
from rounds.core.zones import ADVERTISED, Zone
from rounds.media.models import Track
from rounds.media.passages import passages as spoken
from rounds.media.vtt import read
from rounds.search import passages, sources
from rounds.search.models import Passage

KINDS: dict[str, tuple[type[Page], ...]] = {
    "article": (Article,),
    "resource": (Resource,),
    "episode": (Episode, Video),
    "page": (TextPage, Section, Blog, Podcast, Videos, Library),
}
OF_TYPE: dict[type[Model], str] = {model: kind for kind, models in KINDS.items() for model in models}
Said = dict[int, list[tuple[int, str]]]  # by recording: when, and what


def enter() -> None:
    for kind, label, icon, rank in (
        ("article", _("Articles"), "document", 40),
        ("resource", _("Resources"), "columns", 50),
        ("episode", _("Episodes and videos"), "clock", 60),
        ("page", _("Pages"), "globe", 70),
    ):
        source = sources.Source(
            label=label,
            icon=icon,
            rank=rank,
            is_advertised=True,
            ids=lambda kind=kind: _ids(KINDS[kind]),  # type: ignore[misc]
            of=lambda items, kind=kind: _of(KINDS[kind], items),  # type: ignore[misc]
        )
        sources.enter(kind, source)


def refind(pages: Iterable[Page]) -> None:
    """As they are to be found now. Within the transaction of whoever changed something about them."""
    of_kind: defaultdict[str, list[int]] = defaultdict(list)
    for page in pages:
        if kind := OF_TYPE.get(page.specific_class):
            of_kind[kind].append(page.pk)
    for kind, items in sorted(of_kind.items()):
        passages.refresh(kind, items)


def _ids(models: Iterable[type[Page]]) -> Iterator[int]:
    for model in models:
        yield from model.objects.live().order_by("pk").values_list("pk", flat=True)


def _of(models: Iterable[type[Page]], items: Collection[int]) -> dict[int, list[Passage]]:
    found: dict[int, list[Passage]] = {}
    for model in models:
        pages = list(model.objects.live().filter(pk__in=items))
        if issubclass(model, Written):
            found |= _written(pages)
        else:
            found |= {
                page.pk: [_passage(page, Zone.PUBLIC, getattr(page, "introduction", ""))] for page in pages
            }
    return found


def _written(pages: Collection[Any]) -> dict[int, list[Passage]]:
    people, files = _authors(pages), _files(pages)
    said = _said([page.recording_id for page in pages if getattr(page, "recording_id", None)])
    return {page.pk: list(_passages(page, people[page.pk], files[page.pk], said)) for page in pages}


def _passages(page: Any, people: list[str], files: list[str], said: Said) -> Iterator[Passage]:
    """A page that is not advertised has nothing that everybody may know."""
    zone = Zone.GUEST if page.is_sample else page.zone
    moments = said.get(getattr(page, "recording_id", None) or 0, [])
    known = f"{page.summary}\n{page.opening}"
    rest = "\n".join([*_body(page), *(text for _start, text in moments), *files, *people])
    yield _passage(page, Zone.PUBLIC if page.zone in ADVERTISED else page.zone, known)
    if rest:
        yield _passage(page, zone, f"{known}\n{rest}")
    for start, text in moments:
        yield _passage(page, zone, text, at_seconds=start // 1000)


def _passage(page: Any, zone: str, text: str, *, at_seconds: int | None = None) -> Passage:
    moment = "" if at_seconds is None else f"#t={at_seconds}"
    return Passage(
        zone=zone,
        title=page.title,
        text=text,
        url=f"{address_of(page.url_path)}{moment}",
        at_seconds=at_seconds,
        language=getattr(page, "language", "en"),
        published_at=page.first_published_at,
    )


def _body(page: Any) -> list[str]:
    return [str(text) for text in page.body.stream_block.get_searchable_content(page.body)]


def _authors(pages: Collection[Any]) -> defaultdict[int, list[str]]:
    """As they are called now, and where they want to be named."""
    told = authors.of_all([page.pk for page in pages], {Zone.PUBLIC})
    return defaultdict(list, {pk: [one.name for one in people] for pk, people in told.items()})


def _files(pages: Collection[Any]) -> defaultdict[int, list[str]]:
    carried = ResourceFile.objects.filter(resource__in=[page.pk for page in pages]).order_by(
        "sort_order", "pk"
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for pk, title, name in carried.values_list("resource_id", "document__title", "document__file"):
        found[pk] += [title, name.rpartition("/")[2]]
    return found


def _said(recordings: Collection[int]) -> Said:
    """In the language of each; what is told for those who do not see is not said."""
    tracks = Track.objects.filter(recording__in=recordings, kind=Track.Kind.CAPTIONS).order_by("pk")
    found: Said = {}
    for recording, vtt in tracks.values_list("recording_id", "vtt"):
        found.setdefault(recording, spoken(read(vtt).cues, seconds=30))
    return found
