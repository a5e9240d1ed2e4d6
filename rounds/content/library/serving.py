"""How the library and its resources are shown: what stands beside the text, and how the shelf is looked through."""

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.db.models import Count, Sum
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.compat import HTTPMethod

from rounds.content import shelves
from rounds.content.kinds import Kind
from rounds.content.library import beside, citing, described, facets, formats
from rounds.content.library.asked import Question, read
from rounds.content.library.index import Index, Result, index_of
from rounds.content.models.collections import ResourceCollection
from rounds.content.models.files import File
from rounds.content.models.topics import Topic
from rounds.content.serving import ON_A_PAGE, Reader, Served, kept
from rounds.core.zones import open_to

if TYPE_CHECKING:
    from rounds.content.models import Library, Resource


class Row(NamedTuple):
    resource: "Resource"
    is_open: bool
    formats: str  # "PDF, Word (DOCX)"
    topics: list[tuple[str, str]]  # name, and the question about it


class Part(NamedTuple):
    """One page of a result; `first` and `last` count from 1; addresses are "" where there is no such page."""

    ids: list[int]
    total: int
    first: int
    last: int
    previous: str
    next: str


class ServedLibrary:
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD]
    preview_modes: list[tuple[str, Any]] = []

    def serve(self, request: HttpRequest) -> HttpResponseBase:
        page = cast("Library", self)
        return kept(request, lambda asked: library(asked, page), page.state)

    @cached_property
    def topics(self) -> dict[str, str]:
        return dict(Topic.objects.order_by("name").values_list("slug", "name"))

    @cached_property
    def collections(self) -> list[tuple[str, str]]:
        return ResourceCollection.shown()

    @cached_property
    def shelf_state(self) -> str:
        """What the index depends on: the pages, and the names of their files."""
        files = File.objects.aggregate(count=Count("pk"), size=Sum("file_size"))
        return f"{shelves.state(cast('Library', self).shelf())} {files['count']} {files['size']}"

    def state(self) -> str:
        page = cast("Library", self)
        return f"{page.last_published_at} {self.shelf_state} {self.topics} {self.collections}"

    def index(self) -> Index:
        return index_of(cast("Library", self), self.shelf_state)


class ServedResource(Served):
    def state(self) -> str:
        page = cast("Resource", self)
        return f"{super().state()} {page.shown_in} {page.adoptions}"

    def around(self, reader: Reader) -> dict[str, Any]:
        work = beside.work_of(cast("Resource", self))
        return {**super().around(reader), "work": work, "citation": citing.apa(work)}

    def described(self, around: dict[str, Any]) -> dict[str, object]:
        return described.document(cast("Resource", self), around["work"])

    def beside(self, request: HttpRequest, reader: Reader, *, is_open: bool) -> dict[str, Any]:
        page = cast("Resource", self)
        return {
            "facts": beside.facts_of(page),
            "license": beside.license_of(page),
            "adoption": beside.adoption_of(page, reader.zones),
            "collections": page.shown_in,
            "downloads": beside.downloads_of(page),
            "topics": [(one.name, Question(topic=(one.slug,)).encoded()) for one in page.subjects],
            "citations": citing.CITATIONS.values(),
            "is_checklist": page.kind == Kind.CHECKLIST,
            **beside.documents_of(page, is_open=is_open),
        }


def library(request: Any, page: "Library") -> HttpResponse:
    question, zones, index = read(request.GET), open_to(request.user), page.index()
    found = shelves.matching(page.shelf(), question.q, request.user) if question.q else None
    result = index.ask(question, zones, found)
    part = _part(result, question, request.GET.get("page", ""))
    is_fragment = request.htmx and not request.htmx.boosted
    context = {
        "page": page,
        "question": question,
        "rows": _rows(page, index, part.ids, request.user, zones),
        "part": part,
        "filters": facets.filters(question, result, page.topics),
        "chosen": facets.chosen(question, page.topics),
        "sorts": facets.sorts(question),
        "collections": [] if is_fragment else page.collections,
        "taken": question.encoded(),
        "remove": _("remove this filter"),
    }
    response = render(
        request, "content/library.html#grid" if is_fragment else "content/library.html", context
    )
    if request.htmx:
        response.headers["HX-Push-Url"] = (
            f"{request.path}?{asked}" if (asked := question.encoded()) else request.path
        )
    return response


def _part(result: Result, question: Question, asked: str) -> Part:
    total = len(result.ids)
    last_page = max(1, -(-total // ON_A_PAGE))
    number = min(int(asked), last_page) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    number = max(1, number)
    start = (number - 1) * ON_A_PAGE
    ids = result.ids[start : start + ON_A_PAGE]
    return Part(
        ids,
        total,
        start + 1 if ids else 0,
        start + len(ids),
        _address(question, number - 1) if number > 1 else "",
        _address(question, number + 1) if number < last_page else "",
    )


def _address(question: Question, number: int) -> str:
    return f"?{question.encoded(page=str(number)) if number > 1 else question.encoded()}"


def _rows(page: "Library", index: Index, ids: list[int], user: Any, zones: frozenset[str]) -> list[Row]:
    """What is shown is asked of the database once more: the index only proposes."""
    shown = page.shelf().known_to(user).defer("body", "opening").in_bulk(ids)
    return [_row(page, index, shown[pk], zones) for pk in ids if pk in shown]


def _row(page: "Library", index: Index, one: "Resource", zones: frozenset[str]) -> Row:
    return Row(
        one,
        one.is_open_in(zones),
        ", ".join(formats.in_words(ending) for ending in index.values("format", one.pk)),
        [
            (page.topics.get(slug, slug), Question(topic=(slug,)).encoded())
            for slug in index.values("topic", one.pk)
        ],
    )
