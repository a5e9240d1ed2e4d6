"""The back office for policy templates: editors write a draft, see how it reads, and publish it as an edition."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rounds.core.office_page import office_page
from rounds.policies import counting
from rounds.policies.actions import editions as publishing
from rounds.policies.actions import templates as writing
from rounds.policies.checking import Fault, Finding, Remark
from rounds.policies.differing import between
from rounds.policies.finding import WRITE
from rounds.policies.forms.office import BlankSet, ClauseForm, PublishForm, TemplateForm
from rounds.policies.models import Blank, Clause, Edition, Template
from rounds.policies.showing import blanks_of
from rounds.policies.text import blanks_in, plain
from rounds.policies.views.templates import page_of
from rounds.policies.words import sentence
from rounds.users.signed_in import person

ICON = "doc-full"
REMOVED = Remark.CLAUSE_REMOVED
View = Callable[..., HttpResponse]


def writers(view: View) -> View:
    """For those who write templates. Who wants to write in what was published meanwhile is told."""

    @permission_required(WRITE, raise_exception=True)
    @wraps(view)
    def guarded(request: HttpRequest, pk: int | None = None) -> HttpResponse:
        try:
            return view(request) if pk is None else view(request, pk)
        except writing.NotADraft:
            messages.error(request, _("This edition was published meanwhile: it never changes any more."))
            return redirect("office_policies")

    return guarded


@require_safe
@writers
def templates(request: HttpRequest) -> HttpResponse:
    found = Template.objects.prefetch_related("editions").order_by("title", "pk")
    counted = counting.adoptions_of([one.pk for one in found])
    rows = [
        {
            "template": one,
            "newest": max(
                (each for each in one.editions.all() if each.published_at), key=_number, default=None
            ),
            "draft": next((each for each in one.editions.all() if not each.published_at), None),
            "adopted": sum(organizations for _edition, organizations in counted[one.pk]),
        }
        for one in found
    ]
    return _show(request, "templates", _("Policies"), {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def new_template(request: HttpRequest) -> HttpResponse:
    form = TemplateForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        made = writing.make_template(to=form.cleaned_data, by=person(request), at=timezone.now())
        return redirect("office_policy", made.pk)
    return _show(request, "about", _("New policy"), {"form": form}, _all(), status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def about(request: HttpRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(Template, pk=pk)
    form = TemplateForm(_typed(request), template=template)
    if request.method == "POST" and form.is_valid():
        writing.describe_template(
            template=template, to=form.cleaned_data, by=person(request), at=timezone.now()
        )
        messages.success(request, _("Kept."))
        return redirect("office_policy", pk)
    return _show(request, "about", template.title, {"form": form}, _all(template), status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """The bench: the draft, or what is published while there is none."""
    found = get_object_or_404(Template, pk=pk)
    if request.method == "POST":
        return _do(request, found)
    return _bench(request, found)


@require_POST
@writers
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _draft(pk)
    form = PublishForm(request.POST, is_first=draft.number == 1)
    if not form.is_valid():
        return _bench(request, draft.template, form, status=422)
    try:
        publishing.publish_edition(
            edition=draft,
            what_changed=form.cleaned_data["what_changed"],
            by=person(request),
            at=timezone.now(),
        )
    except publishing.NotReady:
        return _bench(request, draft.template, form, status=409)
    messages.success(
        request,
        _("Edition %(number)s is published. Organizations that adopted an earlier one are told.")
        % {"number": draft.number},
    )
    return redirect("office_policy", draft.template_id)


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def new_clause(request: HttpRequest, pk: int) -> HttpResponse:
    draft = _draft(pk)
    form = ClauseForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        writing.add_clause(edition=draft, to=form.cleaned_data, by=person(request), at=timezone.now())
        return _after_clause(request, draft, form.cleaned_data["text"])
    context = {"form": form, "template": draft.template, "blanks": blanks_of(draft)}
    return _show(request, "clause", _("New clause"), context, _all(draft.template), status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def clause(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Clause.objects.select_related("edition__template"), pk=pk)
    draft = found.edition
    if draft.published_at:
        raise Http404
    fields = ("heading", "text", "guidance", "is_optional")
    form = ClauseForm(_typed(request), initial={name: getattr(found, name) for name in fields})
    context: dict[str, Any] = {"form": form, "template": draft.template, "blanks": blanks_of(draft)}
    if request.method == "POST" and form.is_valid():
        try:
            writing.write_clause(
                clause=found,
                to=form.cleaned_data,
                seen=request.POST.get("seen", ""),
                by=person(request),
                at=timezone.now(),
            )
            return _after_clause(request, draft, form.cleaned_data["text"])
        except writing.ChangedMeanwhile as changed:
            context["theirs"] = found = changed.now or found
    context |= {"clause": found, "seen": writing.mark_of(found)}
    status = 409 if "theirs" in context else _status(form)
    return _show(request, "clause", found.heading, context, _all(draft.template), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@writers
def blanks(request: HttpRequest, pk: int) -> HttpResponse:
    """A row for each that the clauses use. One that none uses any more goes when the others are kept."""
    draft = _draft(pk)
    rows = BlankSet(_typed(request), prefix="blanks", initial=_blank_rows(draft))
    if request.method == "POST" and rows.is_valid():
        writing.write_blanks(
            edition=draft,
            blanks=[one.cleaned_data for one in rows.forms],
            by=person(request),
            at=timezone.now(),
        )
        messages.success(request, _("Kept."))
        return redirect("office_policy", pk)
    status = 422 if request.method == "POST" else 200
    context = {"blanks": rows, "template": draft.template}
    return _show(request, "blanks", _("Blanks"), context, _all(draft.template), status=status)


@require_safe
@writers
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as a member will read it."""
    draft = _draft(pk)
    context = page_of(draft.template, draft, is_open=True) | {"is_preview": True, "is_newest": True}
    return render(request, "policies/template.html", context)


def _do(request: HttpRequest, found: Template) -> HttpResponse:
    by, at = person(request), timezone.now()
    what, _colon, which = request.POST.get("do", "").partition(":")
    draft = found.editions.drafts().first()
    if what == "begin":
        publishing.begin_draft(template=found, by=by, at=at)
    elif what == "throw-away":
        publishing.throw_draft_away(template=found, by=by, at=at)
        messages.success(request, _("The draft is gone. What is published stays."))
    elif draft is None:
        raise writing.NotADraft
    elif what == "put-back":
        writing.put_clause_back(edition=draft, key=which, by=by, at=at)
    elif chosen := draft.clauses.filter(key=which).first():
        if what == "take-out":
            writing.take_clause_out(clause=chosen, by=by, at=at)
        elif what in ("up", "down"):
            writing.move_clause(clause=chosen, is_up=what == "up")
    anchor = f"#{which}" if what in ("up", "down", "put-back") else ""
    return redirect(reverse("office_policy", args=[found.pk]) + anchor)


def _bench(
    request: HttpRequest, found: Template, form: PublishForm | None = None, *, status: int = 200
) -> HttpResponse:
    newest = found.editions.newest_first().first()
    draft = newest if newest and not newest.published_at else None
    context: dict[str, Any] = {
        "template": found,
        "draft": draft,
        "editions": found.editions.published().newest_first(),
        "next": newest.number + 1 if newest else 1,
        "adopted": counting.adoptions(found.pk),
    }
    if draft:
        context |= _drafted(draft) | {"form": form or PublishForm(is_first=draft.number == 1)}
    elif newest:
        context["rows"] = [(one, "", _begin(one)) for one in newest.clauses.order_by("position", "pk")]
    return _show(request, "template", found.title, context, _all(), status=status)


def _drafted(draft: Edition) -> dict[str, Any]:
    findings = publishing.findings_of(draft)
    earlier = publishing.before(draft)
    differences = between(publishing.parts_of(earlier), publishing.parts_of(draft))
    clauses = list(draft.clauses.order_by("position", "pk"))
    headings = {one.key: one.heading for one in clauses}
    how = {one.key: one.how for one in differences} if earlier else {}
    return {
        "rows": [(one, how.get(one.key, ""), _begin(one)) for one in clauses],
        "earlier": earlier,
        "faults": [(sentence(one, headings), _place(draft, one)) for one in findings if one.is_fault],
        "remarks": [sentence(one, headings) for one in findings if not one.is_fault and one.what != REMOVED],
        "removed": [one for one in findings if one.what == REMOVED],
        "blank_count": draft.blanks.count(),
    }


def _begin(clause: Clause) -> str:
    return Truncator(plain(clause.text)).words(20)


def _place(draft: Edition, finding: Finding) -> str:
    """Where it can be put right."""
    if finding.what == Fault.BLANK_UNKNOWN:
        return reverse("office_policy_blanks", args=[draft.template_id])
    return f"#{finding.clause}" if finding.clause else ""


def _blank_rows(draft: Edition) -> list[dict[str, Any]]:
    there = {row["key"]: dict(row) for row in draft.blanks.values("key", "label", "hint", "example")}
    texts = draft.clauses.order_by("position", "pk").values_list("text", flat=True)
    used = dict.fromkeys(key for text in texts for key in blanks_in(text))
    return [there.get(key, {"key": key}) for key in used]


def _after_clause(request: HttpRequest, draft: Edition, text: str) -> HttpResponse:
    """To the blanks where the clause brought one that nobody has described."""
    known = set(Blank.objects.filter(edition=draft).values_list("key", flat=True))
    if set(blanks_in(text)) - known:
        messages.success(request, _("Kept. Please say what belongs in its new blanks."))
        return redirect("office_policy_blanks", draft.template_id)
    messages.success(request, _("Kept."))
    return redirect("office_policy", draft.template_id)


def _draft(pk: int) -> Edition:
    """Of the template."""
    found = get_object_or_404(Template, pk=pk)
    draft = found.editions.drafts().select_related("template").first()
    if draft is None:
        raise writing.NotADraft
    return draft


def _typed(request: HttpRequest) -> QueryDict | None:
    """An empty form that was sent is one, too."""
    return request.POST if request.method == "POST" else None


def _number(edition: Edition) -> int:
    return edition.number


def _all(template: Template | None = None) -> list[dict[str, str]]:
    """The way back."""
    above = [{"url": reverse("office_policies"), "label": _("Policies")}]
    if template:
        above.append({"url": reverse("office_policy", args=[template.pk]), "label": template.title})
    return above


def _status(form: Any) -> int:
    return 422 if form.is_bound and not form.is_valid() else 200


def _show(
    request: HttpRequest,
    name: str,
    title: str,
    context: dict[str, Any],
    above: list[dict[str, str]] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = f"policies/office/{name}.html"
    return office_page(request, page, title, context, icon=ICON, way=above, status=status)
