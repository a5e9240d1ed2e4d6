"""All courses, a new one, and what is said about one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rounds.courses.actions.editions import CodeTaken, NotReady, publish_edition
from rounds.courses.actions.writing import outline
from rounds.courses.actions.writing.drafts import ChangedMeanwhile
from rounds.courses.forms.course import AimSet, BeginForm, DescribeForm, aim_rows, aims_of, described
from rounds.courses.forms.typed import Theirs
from rounds.courses.models import Course, Edition
from rounds.courses.views.office.showing import (
    FORMS,
    above,
    authors,
    desk_of,
    draft_of,
    show,
    status_of,
    typed,
)
from rounds.users.signed_in import person

ON_A_PAGE = 50
DRAFTS, RETIRED = "drafts", "retired"


@require_safe
@authors
def courses(request: HttpRequest) -> HttpResponse:
    only = request.GET.get("only", "")
    drafts = Edition.objects.drafts().filter(course_id=OuterRef("pk"))
    found = Course.objects.annotate(takers=Count("enrolments")).order_by("code", "pk")
    if only == DRAFTS:
        found = found.filter(Exists(drafts))
    elif only == RETIRED:
        found = found.exclude(retired_at=None)
    editions = Edition.objects.order_by("-number")
    found = found.prefetch_related(Prefetch("editions", queryset=editions, to_attr="newest_first"))
    part = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {"part": part, "rows": [_row(one) for one in part], "only": only}
    return show(request, "courses", _("Courses"), context)


def _row(course: Any) -> dict[str, Any]:
    editions: list[Edition] = course.newest_first
    return {
        "course": course,
        "newest": editions[0] if editions else None,
        "published": next((one for one in editions if one.published_at), None),
        "draft": next((one for one in editions if not one.published_at), None),
    }


@require_http_methods(FORMS)
@authors
def new_course(request: HttpRequest) -> HttpResponse:
    """Seven fields: then there is a course with a lesson, published if its author says so."""
    form = BeginForm(typed(request))
    if request.method == "POST" and form.is_valid():
        by, at = person(request), timezone.now()
        try:
            draft = outline.begin_course(
                course=form.course, aim=form.cleaned_data["aim"], lesson=form.lesson, by=by, at=at
            )
        except CodeTaken:
            form.add_error("code", _("Another course has this code."))
        else:
            return _begun(request, draft)
    return show(request, "begin", _("New course"), {"form": form}, above(), status=status_of(form))


def _begun(request: HttpRequest, draft: Edition) -> HttpResponse:
    if request.POST.get("do") != "publish":
        messages.success(
            request, _("Kept as a draft. Add what it needs; nobody sees it until you publish it.")
        )
        return redirect(desk_of(draft))
    try:
        publish_edition(edition=draft, what_changed="", by=person(request), at=timezone.now())
    except NotReady as refused:
        messages.warning(request, " ".join([_("Kept as a draft."), *(one.what for one in refused.findings)]))
    else:
        messages.success(request, _("The course is published, with its first lesson."))
    return redirect(desk_of(draft))


@require_http_methods(FORMS)
@authors
def about(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_of(pk)
    form = DescribeForm(typed(request), initial=described(draft))
    aims = AimSet(typed(request), prefix="aims", initial=aim_rows(draft))
    context: dict[str, Any] = {"form": form, "aims": aims, "edition": draft}
    if request.method == "POST" and form.is_valid() and aims.is_valid():
        try:
            _describe(request, draft, form, aims)
        except ChangedMeanwhile:
            draft = draft_of(pk)
            context |= {
                "is_changed": True,
                "theirs": [*form.beside(described(draft)), *_aims_beside(draft, aims)],
            }
        except CodeTaken:
            form.add_error("code", _("Another course has this code."))
        except outline.CodeNeeded:
            form.add_error("code", _("Other courses ask for this one by its code, so it stays as it is."))
        except outline.StillNeeded as needed:
            said = _(
                "Lessons work toward “%(text)s”. Give them another objective first, or put it back here."
            )
            form.add_error(None, " ".join(said % {"text": text} for text in needed.texts))
        else:
            messages.success(request, _("Kept."))
            return redirect(desk_of(draft))
    context["seen"] = outline.mark_of_course(draft)
    status = 409 if "is_changed" in context else 422 if request.method == "POST" else 200
    return show(request, "about", _("About the course"), context, above(draft), status=status)


def _describe(request: HttpRequest, draft: Edition, form: DescribeForm, aims: Any) -> None:
    outline.describe_course(
        edition=draft,
        code=form.cleaned_data["code"],
        to=form.to,
        aims=aims_of(aims),
        seen=request.POST.get("seen", ""),
        by=person(request),
        at=timezone.now(),
    )


def _aims_beside(draft: Edition, aims: Any) -> list[Theirs]:
    theirs = [row["text"] for row in aim_rows(draft)]
    mine = [one.text for one in aims_of(aims) if one.text]
    return [] if theirs == mine else [Theirs(_("What one can do afterwards"), "\n".join(theirs))]
