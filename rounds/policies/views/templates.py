"""What there is to adopt: the shelf of templates, one of them, its editions and how they differ, and its files."""

from typing import Any, NamedTuple

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core.limits import admit
from rounds.core.paper.typesetting import NotInTime
from rounds.core.zones import open_to
from rounds.directory.caching import kept
from rounds.policies import counting, exports
from rounds.policies.actions.editions import parts_of
from rounds.policies.differing import How, between
from rounds.policies.edges import edge
from rounds.policies.models import Edition, Template
from rounds.policies.showing import blanks_of, clauses_of, document_of, headings_of, labels_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def templates(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _shelf, _state)


@require_safe
def template(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponseBase:
    """The newest edition, or one before."""
    return kept(request, lambda asked: _page(asked, slug, number), _state)


@require_safe
def changes(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponseBase:
    """What became of each clause from one edition to another."""
    return kept(request, lambda asked: _changes(asked, slug, old, new), _state)


@require_safe
def word(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(request, slug)
    if not found.is_open:
        return redirect("policies:template", slug=slug)
    with translation.override(found.template.language):
        content = exports.word(document_of(found.template, found.edition))
    return file(content, WORD, f"{slug}-{found.edition.number}.docx")


@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    found = _found(request, slug)
    if not found.is_open:
        return redirect("policies:template", slug=slug)
    if not admit(request, "policy-pdf", places=30, seconds=60):
        return _show(
            request, found, fault=_("That was very often. Please try again in a minute."), status=429
        )
    try:
        with translation.override(found.template.language):
            content = exports.pdf(document_of(found.template, found.edition))
    except NotInTime:
        fault = _("The PDF could not be made just now. Please try again in a minute.")
        return _show(request, found, fault=fault, status=503)
    return file(content, "application/pdf", f"{slug}-{found.edition.number}.pdf")


def file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Kept by nobody on the way: who may have it is asked each time."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)


class Found(NamedTuple):
    """A template that the reader may know of, and the edition asked for. `editions`: published, newest first."""

    template: Template
    edition: Edition
    editions: list[Edition]
    is_open: bool


def _found(request: HttpRequest, slug: str, number: int | None = None) -> Found:
    one = get_object_or_404(Template.objects.known_to(request.user), slug=slug)
    editions = list(one.editions.published().newest_first())
    asked = [edition for edition in editions if number in (None, edition.number)]
    if not asked:
        raise Http404
    return Found(one, asked[0], editions, one.zone in open_to(request.user))


def _shelf(request: HttpRequest) -> HttpResponse:
    zones = open_to(request.user)
    known = list(Template.objects.known_to(request.user).order_by("title", "pk"))
    newest = _newest(known)
    clauses = _clause_counts(newest)
    counted = counting.adoptions_of([one.pk for one in known])
    rows = [
        {
            "template": one,
            "edition": newest[one.pk],
            "clauses": clauses[one.pk],
            "is_open": one.zone in zones,
            "adopted": counting.said(sum(organizations for _number, organizations in counted[one.pk])),
        }
        for one in known
    ]
    return render(request, "policies/templates.html", {"rows": rows})


def _newest(known: list[Template]) -> dict[int, Edition]:
    editions = Edition.objects.published().filter(template__in=known).order_by("number")
    return {edition.template_id: edition for edition in editions}


def _clause_counts(newest: dict[int, Edition]) -> dict[int, int]:
    counted = Edition.objects.filter(pk__in=[edition.pk for edition in newest.values()])
    return dict(counted.values_list("template_id").annotate(Count("clauses")))


def _page(request: HttpRequest, slug: str, number: int | None) -> HttpResponse:
    found = _found(request, slug, number)
    if number is not None and not found.is_open:
        return redirect("policies:template", slug=slug)
    return _show(request, found)


def _show(request: HttpRequest, found: Found, *, fault: str = "", status: int = 200) -> HttpResponse:
    one, edition, editions, is_open = found
    context: dict[str, Any] = {
        **page_of(one, edition, is_open=is_open),
        "fault": fault,
        "is_newest": edition == editions[0],
        "edge": None if is_open else edge(zone=one.zone, user=request.user, path=request.path),
    }
    if is_open:
        context["editions"] = list(zip(editions, [*editions[1:], None], strict=True))
    return render(request, "policies/template.html", context, status=status)


def page_of(one: Template, edition: Edition, *, is_open: bool) -> dict[str, Any]:
    """What stands on the page of a template. The clauses' text is in it only where it is open to the reader."""
    counted = counting.adoptions(one.pk)
    blanks = blanks_of(edition)
    return {
        "template": one,
        "edition": edition,
        "trail": [(_("Policies"), reverse("policies:templates")), (one.title, "")],
        "headings": headings_of(edition),
        "clauses": clauses_of(edition) if is_open else None,
        "blanks": blanks if is_open else None,
        "blank_count": len(blanks),
        "adopted": [(number, counting.said(organizations)) for number, organizations in counted],
    }


def _changes(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    found, earlier = _found(request, slug, new), _found(request, slug, old)
    if not found.is_open:
        return redirect("policies:template", slug=slug)
    if old >= new:
        raise Http404
    labels = labels_of([*blanks_of(earlier.edition), *blanks_of(found.edition)])
    differences = between(parts_of(earlier.edition), parts_of(found.edition), labels)
    page = reverse("policies:template", args=[slug])
    context = {
        "template": found.template,
        "old": earlier.edition,
        "new": found.edition,
        "between": [one for one in found.editions if old < one.number <= new],
        "differences": [one for one in differences if one.how != How.SAME],
        "unchanged": sum(one.how == How.SAME for one in differences),
        "trail": [
            (_("Policies"), reverse("policies:templates")),
            (found.template.title, page),
            (_("What changed"), ""),
        ],
    }
    return render(request, "policies/changes.html", context)


def _state() -> str:
    """Of all that visitors see here."""
    fields = ("pk", "title", "summary", "zone", "language")
    told = list(Template.objects.published().order_by("pk").values_list(*fields))
    newest = Edition.objects.published().order_by("-published_at", "-pk").values_list("pk").first()
    return f"{told} {newest} {sorted(counting.adoptions_of([row[0] for row in told]).items())}"
