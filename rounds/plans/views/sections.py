"""A section is written: by the script as one types, or by its form, with the same answers.

The whole page is one form, so that whatever button is pressed nothing that was typed is left behind.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import typed
from rounds.core.merging import differences
from rounds.plans import desk, guidance
from rounds.plans.access import must_write
from rounds.plans.actions import rows as row_actions
from rounds.plans.actions.texts import Answer, Conflict, Merged, Saved, save_text
from rounds.plans.forms.comment import CommentForm
from rounds.plans.forms.rows import RowForm
from rounds.plans.joining import joined
from rounds.plans.models import Key, Section
from rounds.plans.refusing import Refused
from rounds.plans.rows import OF_SECTION
from rounds.plans.talk import talks
from rounds.plans.views import beside
from rounds.plans.views.place import Place, for_authors, number, wants_json

UNDO = "plans_undo"


@require_safe
@for_authors
def write(request: HttpRequest, place: Place) -> HttpResponseBase:
    """Where whoever writes was last, or the first section."""
    own = Section.objects.filter(plan=place.plan, changed_by=place.user).order_by("-changed_at").first()
    return redirect("plans:section", place.plan.code, own.key if own else Key.GOALS.value)


@for_authors
def section(request: HttpRequest, place: Place, key: str) -> HttpResponseBase:
    found = get_object_or_404(Section, plan=place.plan, key=key)
    if request.method == "POST":
        return _by_script(request, place, found) if wants_json(request) else _by_form(request, place, found)
    if wants_json(request):
        return _state(request, place, found)
    return page(request, place, found, Outcome(data=typed.take(request)))


def _state(request: HttpRequest, place: Place, found: Section) -> JsonResponse:
    """What stands, for a page that was away. `token`: for its forms, where one signed in anew meanwhile."""
    told: dict[str, Any] = {"version": found.version, "token": get_token(request), "why": _why_not(place)}
    if request.GET.get("since") != str(found.version):
        told["text"] = found.text
    return JsonResponse(told)


def _why_not(place: Place) -> str:
    """Nobody may write it now, and why; "" where one may."""
    try:
        must_write(place.plan, place.user)
    except Refused as refused:
        return str(refused)
    return ""


def _by_script(request: HttpRequest, place: Place, found: Section) -> JsonResponse:
    try:
        answer = _saved(request, place, found)
        told = _told(answer, request.POST.get("text", ""), place.at)
        told["rows"] = _rows_told(request, place, found)
    except Refused as refused:
        return JsonResponse({"answer": "refused", "why": str(refused)}, status=409)
    return JsonResponse(told)


def _saved(request: HttpRequest, place: Place, found: Section) -> Answer:
    return save_text(
        section=found,
        base=number(request.POST.get("base")),
        seen=request.POST.get("seen"),
        text=request.POST.get("text", ""),
        by=place.user,
        at=place.at,
    )


def _told(answer: Answer, sent: str, at: datetime) -> dict[str, Any]:
    told: dict[str, Any] = {"answer": type(answer).__name__.lower(), "version": answer.version}
    if isinstance(answer, Conflict):
        told |= {"text": answer.text, "both": joined(answer.text, answer.yours)}
    elif answer.text != sent:
        told["text"] = answer.text
    return told


def _rows_told(request: HttpRequest, place: Place, found: Section) -> dict[str, Any]:
    """Of those that came along; most saves bring the text alone, and ask nothing here."""
    came = any(name.startswith("row-") for name in request.POST)
    table = desk.table(place.plan, found.key, request.POST) if came else None
    bound = [one for one in table.rows if one.is_bound] if table else []
    return {str(one.prefix).removeprefix("row-"): _row_told(place, one) for one in bound}


def _row_told(place: Place, form: Any) -> dict[str, Any]:
    if not form.is_valid():
        return {"answer": "wrong", "errors": {name: list(said) for name, said in form.errors.items()}}
    done = row_actions.change(row=form.row, was=form.was(), now=form.cleaned_data, by=place.user, at=place.at)
    fresh = RowForm(form.kind, place.plan, form.choices, row=done.row, prefix=form.prefix)
    return {
        "answer": "met" if done.met else "saved",
        "was": {name: said for _field, name, said in fresh.pairs},
        "met": {form.add_prefix(name): fresh.written(name, fresh.initial.get(name)) for name in done.met},
        "title": str(done.row),
    }


@dataclass
class Outcome:
    """What became of a form, for the page that shows it again. `data`: what was typed."""

    data: Any = None
    conflict: Conflict | None = None
    is_saved: bool = False  # the text is
    merged: bool = False
    warning: str = ""
    met: list[tuple[str, str, str]] = field(default_factory=list)
    forms: list[Any] = field(default_factory=list)  # those with faults
    status: int = 200

    @property
    def is_done(self) -> bool:
        return not (self.conflict or self.warning or self.met or self.forms)


def _by_form(request: HttpRequest, place: Place, found: Section) -> HttpResponseBase:
    """The text, each row, a new row and a comment: whatever of them was touched. Then what the button says."""
    out = Outcome(data=request.POST)
    anchor = ""
    try:
        _save_text(request, place, found, out)
        anchor = _save_rows(request, place, found, out)
        anchor = beside.comment(request, place, found.key, out) or anchor
        if out.is_done:
            anchor = _do(request, place, found) or anchor
    except Refused as refused:
        out.warning, out.status = str(refused), 409
    if out.is_done:
        text = _("Saved together with what a colleague wrote meanwhile.") if out.merged else _("Saved.")
        messages.success(request, text)
        return redirect(reverse("plans:section", args=[place.plan.code, found.key]) + anchor)
    out.status = 409 if out.status == 200 and not out.forms else out.status if out.status != 200 else 422
    found.refresh_from_db()
    return page(request, place, found, out)


def _save_text(request: HttpRequest, place: Place, found: Section, out: Outcome) -> None:
    match _saved(request, place, found):
        case Conflict() as conflict:
            out.conflict = conflict
        case Merged():
            out.merged = out.is_saved = True
        case Saved():
            out.is_saved = True


def _save_rows(request: HttpRequest, place: Place, found: Section, out: Outcome) -> str:
    table = desk.table(place.plan, found.key, request.POST)
    if table is None:
        return ""
    for form in table.rows:
        if not form.is_bound:
            continue
        if not form.is_valid():
            out.forms.append(form)
            continue
        done = row_actions.change(
            row=form.row,  # type: ignore[arg-type]
            was=form.was(),
            now=form.cleaned_data,
            by=place.user,
            at=place.at,
        )
        out.met += [(str(done.row), str(form[name].label), str(value)) for name, value in done.met.items()]
    return _add_row(request, place, table, out)


def _add_row(request: HttpRequest, place: Place, table: desk.Table, out: Outcome) -> str:
    form = table.empty
    if not form.is_bound or (form.is_empty() and request.POST.get("do") != "add"):
        return ""
    if not form.is_valid():
        out.forms.append(form)
        return ""
    row = row_actions.add(
        plan=place.plan, kind=table.kind.name, values=form.cleaned_data, by=place.user, at=place.at
    )
    out.data = request.POST.copy()  # shown again, the empty row is empty
    for name in [name for name in out.data if name.startswith("new-")]:
        del out.data[name]
    return f"#row-{row.pk}"


def _do(request: HttpRequest, place: Place, found: Section) -> str:
    what, _colon, which = request.POST.get("do", "").partition(":")
    by_and_at: dict[str, Any] = {"by": place.user, "at": place.at}
    if what == "violations":
        row_actions.begin_with_violations(plan=place.plan, **by_and_at)
        return "#rows"
    if what in ("up", "down", "out", "back"):
        return _do_with_row(request, place, found, what, number(which))
    return beside.do(request, place, what, which)


def _do_with_row(request: HttpRequest, place: Place, found: Section, what: str, pk: int) -> str:
    kind = OF_SECTION.get(found.key)
    if kind is None:
        raise Http404
    row: Any = get_object_or_404(kind.model._default_manager.filter(plan=place.plan), pk=pk)
    by_and_at: dict[str, Any] = {"by": place.user, "at": place.at}
    match what:
        case "up":
            row_actions.move(row=row, steps=-1, **by_and_at)
        case "down":
            row_actions.move(row=row, steps=1, **by_and_at)
        case "out":
            row_actions.take_out(row=row, **by_and_at)
            request.session[UNDO] = {
                "section": found.pk,
                "do": f"back:{row.pk}",
                "text": _("“%(row)s” is taken out.") % {"row": row},
            }
            return "#rows"
        case "back":
            row_actions.put_back(row=row, **by_and_at)
    return f"#row-{row.pk}"


def page(request: HttpRequest, place: Place, found: Section, out: Outcome) -> HttpResponse:
    all_steps = desk.steps(place.plan)
    before, behind = desk.around(all_steps, found.key)
    data = out.data
    undo = request.session.get(UNDO) if request.method == "GET" else None
    if undo and undo["section"] == found.pk:
        del request.session[UNDO]
    context = {
        "place": place,
        "plan": place.plan,
        "section": found,
        "title": Key(found.key).label,
        "steps": all_steps,
        "nth": [one.key for one in all_steps].index(found.key) + 1,
        "before": before,
        "behind": behind,
        "guidance": guidance.of(found.key),
        "text": data["text"] if data and "text" in data and not out.is_saved else found.text,
        "base": _base(found, out),
        "is_fresh": not data or out.is_saved or data.get("text") == found.text,
        "is_restored": data is not None and request.method == "GET",
        "table": desk.table(place.plan, found.key, data),
        "talks": talks(place.plan, found.key).get(found.key, []),
        "comment": CommentForm(data if data and data.get("comment-text") else None, prefix="comment"),
        "between": differences(out.conflict.text, out.conflict.yours) if out.conflict else None,
        "joined": joined(out.conflict.text, out.conflict.yours) if out.conflict else "",
        "undo": undo if undo and undo["section"] == found.pk else None,
        "why_not": _why_not(place),
        "out": out,
    }
    return render(request, "plans/section.html", context, status=out.status)


def _base(found: Section, out: Outcome) -> int:
    """The version that the next save is typed on: after both were shown, the one that was shown."""
    typed_on = out.data.get("base", "") if out.data and not (out.conflict or out.is_saved) else ""
    is_number = typed_on.isascii() and typed_on.isdigit() and len(typed_on) < 10
    return int(typed_on) if is_number and int(typed_on) <= found.version else found.version
