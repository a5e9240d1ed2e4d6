"""How a blog and its articles are answered: the newest first, by topic, by series, by year."""

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.apps import apps
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.url_routing import RouteResult

from rounds.content import cards
from rounds.content.addresses import address_of
from rounds.content.reading import minutes
from rounds.content.serving import Reader, Served, ServedIndex, kept, reader_of, trail

if TYPE_CHECKING:
    from rounds.content.models import Article, Blog, Series

RELATED = 3
NOTABLY_LATER = timedelta(days=2)


class Part(NamedTuple):
    """A part of a blog that has an address of its own. `by`: "topic", "series", "year"."""

    by: str
    value: str


class Heading(NamedTuple):
    title: str
    introduction: str = ""


class Step(NamedTuple):
    title: str
    url: str


class InSeries(NamedTuple):
    """Where an article stands among those of its series that the reader may know of."""

    title: str
    url: str
    number: int
    total: int
    before: Step | None
    after: Step | None


class ServedBlog(ServedIndex):
    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if part := part_of(path_components):
            if not cast("Any", self).live:
                raise Http404
            return RouteResult(self, kwargs={"part": part})
        return cast("Any", super()).route(request, path_components)

    def serve(self, request: HttpRequest, part: Part | None = None) -> HttpResponseBase:
        page, number = cast("Any", self), request.GET.get("page")
        told = cache(lambda: _told(page, reader_of(request), part, number))
        return kept(
            request,
            lambda asked: render(asked, "content/blog.html", {"page": page, **told()}),
            lambda: f"{page.last_published_at} {told()}",
            until=page.expire_at,
        )


class ServedArticle(Served):
    def around(self, reader: Reader) -> dict[str, Any]:
        page = cast("Article", self)
        told = super().around(reader)
        return {
            **told,
            "in_series": _in_series(page, page.series, reader) if page.series else None,
            "related": _related(page, [one.slug for one in told["topics"]], reader),
        }

    def beside(self, request: HttpRequest, reader: Reader, *, is_open: bool) -> dict[str, Any]:
        page = cast("Article", self)
        blog_url = address_of(page.url_path).rsplit("/", 2)[0] + "/"
        return {
            "minutes": minutes(page) if is_open else None,
            "blog_url": blog_url,
            "updated_at": page.last_published_at if _was_updated(page) else None,
        }


def _was_updated(page: "Article") -> bool:
    """Notably later; a word put right on the day is no news."""
    first, last = page.first_published_at, page.last_published_at
    return bool(first and last and last - first >= NOTABLY_LATER)


def part_of(components: list[str]) -> Part | None:
    if len(components) == 2 and components[0] in ("topic", "series"):
        return Part(components[0], components[1])
    if len(components) == 1 and len(components[0]) == 4 and components[0].isdecimal():
        return Part("year", components[0])
    return None


def _told(page: "Blog", reader: Reader, part: Part | None, number: str | None) -> dict[str, Any]:
    """All that stands on one page of a blog, of which a kept copy lasts as long as its words do."""
    heading = _heading(page, part) if part else None
    is_series = part is not None and part.by == "series"
    known = page.listed().known_in(reader.zones)
    rows = _in_order(known, part) if is_series else cards.newest(_narrowed(known, part), "article")
    shown = cards.page_of(rows, number, reader.zones)
    if part and not shown.paginator.count and part.by == "year":
        raise Http404
    found = list(shown.object_list)
    has_lead = part is None and shown.number == 1 and len(found) > 1
    return {
        "url": address_of(page.url_path),
        "heading": heading,
        "trail": trail(page, heading.title) if heading else trail(page),
        "lead": found[0] if has_lead else None,
        "rows": found[1:] if has_lead else found,
        "part": shown,
        "is_series": is_series,
        **_ways(page, known),
    }


def _narrowed(known: Any, part: Part | None) -> Any:
    if part is None:
        return known
    if part.by == "topic":
        return known.filter(topics__slug=part.value)
    if part.by == "series":
        return known.filter(series__slug=part.value)
    return known.filter(first_published_at__year=int(part.value) or 1)


def _in_order(known: Any, part: Part | None) -> Any:
    """A series is read from its beginning."""
    return cards.rows(_narrowed(known, part), "article").order_by("series_number", "first_published_at", "pk")


def _heading(page: "Blog", part: Part) -> Heading:
    """Raises Http404 where there is no such topic or series."""
    if part.by == "year":
        return Heading(part.value)
    model = apps.get_model("content", "Topic" if part.by == "topic" else "Series")
    told = model.objects.filter(slug=part.value)
    found = (told.filter(blog=page) if part.by == "series" else told).first()
    if found is None:
        raise Http404
    if part.by == "topic":
        return Heading(found.name, found.introduction)
    return Heading(_("Series: %s") % found.title, found.introduction)


def _ways(page: "Blog", known: Any) -> dict[str, Any]:
    """By what else the blog may be read: what has something on it for this reader."""
    about = known.order_by().values("topics")
    parts = known.exclude(series=None).order_by().values("series")
    years = known.exclude(first_published_at=None).dates("first_published_at", "year", order="DESC")
    topics = apps.get_model("content", "Topic").objects.filter(pk__in=about)
    series = apps.get_model("content", "Series").objects.filter(pk__in=parts)
    return {
        "topics": [cards.Topical(*one) for one in topics.order_by("name").values_list("slug", "name")[:12]],
        "series": list(series.order_by("title").values_list("slug", "title")),
        "years": [one.year for one in years],
    }


def _in_series(page: "Article", series: "Series", reader: Reader) -> InSeries:
    known = type(page).objects.live().known_in(reader.zones).filter(series=series)
    rows = list(
        known.order_by("series_number", "first_published_at", "pk").values_list("pk", "title", "url_path")
    )
    place = next((number for number, row in enumerate(rows) if row[0] == page.pk), None)
    steps = [Step(title, address_of(path)) for _pk, title, path in rows]
    blog_url = address_of(page.url_path).rsplit("/", 2)[0]
    url = f"{blog_url}/series/{series.slug}/"
    if place is None:
        return InSeries(series.title, url, 0, len(rows), None, None)
    after = steps[place + 1] if place + 1 < len(steps) else None
    return InSeries(series.title, url, place + 1, len(rows), steps[place - 1] if place else None, after)


def _related(page: "Article", topics: list[str], reader: Reader) -> list[cards.Card]:
    """What shares a topic, wherever it stands; then what is new in the same blog."""
    known = type(page).objects.live().known_in(reader.zones).exclude(pk=page.pk)
    if page.series_id:  # these are named already
        known = known.filter(~Q(series=page.series_id) | Q(series=None))
    about = known.filter(topics__slug__in=topics).distinct()
    found = list(cards.newest(about, "article")[:RELATED]) if topics else []
    if len(found) < RELATED:
        there = [row["id"] for row in found]
        found += cards.newest(known.sibling_of(page).exclude(pk__in=there), "article")[: RELATED - len(found)]
    return cards.plain(found, reader.zones)
