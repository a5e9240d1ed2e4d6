"""The preview: what will become of each row, and what a person says about it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rounds.organizations import versions
from rounds.spreadsheets import downloads, preview
from rounds.spreadsheets.actions import Refused, choosing
from rounds.spreadsheets.forms import ChoicesForm
from rounds.spreadsheets.models import Row, Spreadsheet
from rounds.spreadsheets.planning.powers import Powers, powers_of
from rounds.spreadsheets.views.sheets import of_ours, person, refusal, steps, trail

PER_PAGE = 25
State = Spreadsheet.State


@require_http_methods(["GET", "HEAD", "POST"])
@of_ours
def rows(request: HttpRequest, spreadsheet: Spreadsheet) -> HttpResponse:
    """Every button saves what was chosen on the page, and then goes where it says."""
    if spreadsheet.state != State.READY or spreadsheet.by != request.user:
        return redirect("spreadsheets:spreadsheet", spreadsheet.pk)
    if request.method != "POST":
        return _rows(request, spreadsheet)
    common: dict[str, Any] = {"spreadsheet": spreadsheet, "by": person(request), "at": timezone.now()}
    form = ChoicesForm(request.POST)
    try:
        touched = choosing.choose(said=form.said, allowed=form.allowed, **common)
        if request.POST.get("do") == "add-all-new":
            touched += choosing.add_all_new(**common)
    except Refused as refused:
        messages.warning(request, refusal(refused))
        return redirect("spreadsheets:spreadsheet", spreadsheet.pk)
    if form.faults:
        return _rows(request, spreadsheet, form=form, status=422)
    if touched:
        words = ngettext(
            "Kept. %(n)d row was looked at again.", "Kept. %(n)d rows were looked at again.", touched
        )
        messages.success(request, words % {"n": touched})
    return redirect(_onward(request, spreadsheet))


@require_safe
@of_ours
def plan_csv(request: HttpRequest, spreadsheet: Spreadsheet) -> StreamingHttpResponse:
    _for_its_owner_alone(request, spreadsheet)
    return _file(spreadsheet, "plan", downloads.plan(spreadsheet))


@require_safe
@of_ours
def rejected_csv(request: HttpRequest, spreadsheet: Spreadsheet) -> StreamingHttpResponse:
    """The rows that were not taken in, as they came, with the reason: to be corrected and brought again."""
    _for_its_owner_alone(request, spreadsheet)
    return _file(spreadsheet, "left-out", downloads.rejected(spreadsheet))


@require_safe
@of_ours
def done_csv(request: HttpRequest, spreadsheet: Spreadsheet) -> StreamingHttpResponse:
    return _file(spreadsheet, "done", downloads.done(spreadsheet))


def _for_its_owner_alone(request: HttpRequest, spreadsheet: Spreadsheet) -> None:
    """What stands in a file is for nobody else, moderators neither."""
    if spreadsheet.by != request.user:
        raise Http404


def _file(spreadsheet: Spreadsheet, what: str, lines: Any) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = slugify(spreadsheet.file_name.rpartition(".")[0] or spreadsheet.file_name)[:60] or "spreadsheet"
    response["Content-Disposition"] = f'attachment; filename="{name}-{what}.csv"'
    return response


def _onward(request: HttpRequest, spreadsheet: Spreadsheet) -> str:
    """Where a button leads: "group:ask", "page:3"; else the page it is on."""
    kind, _colon, value = request.POST.get("go", "").partition(":")
    group, page = request.POST.get("group", ""), request.POST.get("page", "1")
    if kind == "group":
        group, page = value, "1"
    elif kind == "page":
        page = value
    group = group if group in preview.FILTERS else ""
    page = page if page.isascii() and page.isdigit() else "1"
    return f"{reverse('spreadsheets:rows', args=[spreadsheet.pk])}?group={group}&page={page[:6]}"


def _rows(
    request: HttpRequest, spreadsheet: Spreadsheet, *, form: ChoicesForm | None = None, status: int = 200
) -> HttpResponse:
    counts = preview.counts_of(spreadsheet)
    tabs = preview.tabs(spreadsheet, counts)
    asked = request.POST.get("group") if form else request.GET.get("group")
    group = next((tab.name for tab in tabs if tab.name == asked), tabs[0].name if tabs else "")
    number = request.POST.get("page") if form else request.GET.get("page")
    page: Page = Paginator(preview.rows_of(spreadsheet, group), PER_PAGE).get_page(number)
    powers = powers_of(person(request))
    context = {
        "spreadsheet": spreadsheet,
        "counts": counts,
        "summary": preview.summary(counts),
        "tabs": tabs,
        "group": group,
        "page_obj": page,
        "rows": [_choices(one, form, powers) for one in preview.shown(list(page.object_list))],
        "new_ones": powers.is_moderator and group == "ask" and _new(spreadsheet),
        "unused": preview.unused(spreadsheet),
        "has_emails": preview.has_emails(spreadsheet),
        "is_older": spreadsheet.version != versions.current(),
        "steps": steps(),
        "trail": trail(request, spreadsheet),
    }
    return render(request, "spreadsheets/rows.html", context, status=status)


def _new(spreadsheet: Spreadsheet) -> int:
    return spreadsheet.rows.filter(verdict="new", choice="").count()


def _choices(shown: preview.ShownRow, form: ChoicesForm | None, powers: Powers) -> dict[str, Any]:
    row = shown.row
    candidates = [one for one in row.candidates if powers.may_touch(one["id"])]
    known = {one["id"] for one in candidates}
    return {
        "shown": shown,
        "row": row,
        "candidates": candidates,
        "other": row.organization if row.organization_id and row.organization_id not in known else None,
        "may_be_new": powers.is_moderator and row.verdict in ("new", "ask-a-person", "this-one"),
        "typed": form.typed.get(row.pk, "") if form else "",
        "fault": form.faults.get(row.pk, "") if form else "",
        "send_in": _send_in(row, powers),
    }


def _send_in(row: Row, powers: Powers) -> str:
    """The form that anybody may send in, for an organization that this person does not speak for."""
    if row.group != Row.Group.REFUSED or powers.is_moderator or not row.label:
        return ""
    if row.organization and powers.may_touch(row.organization.pk):
        return ""
    asked = {"organization": row.organization.slug} if row.organization else {"q": row.label}
    return f"{reverse('directory:submission_new')}?{urlencode(asked)}"
