"""Spreadsheets of a person: bring one, say how it is read and what its columns are, watch it, decide about it."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rounds.core.limits import admit
from rounds.directory.speaking import desks
from rounds.spreadsheets import files, preview
from rounds.spreadsheets.actions import Refused, bringing, deciding, erasing
from rounds.spreadsheets.columns.guessing import guess, is_sure
from rounds.spreadsheets.columns.header import header_place
from rounds.spreadsheets.forms import BringForm, ColumnsForm, ReadingForm
from rounds.spreadsheets.models import MODERATE, Spreadsheet
from rounds.spreadsheets.planning.powers import may_bring
from rounds.spreadsheets.reading import How, Sheet, Unreadable, read
from rounds.users.models import User

View = Callable[..., HttpResponseBase]
State = Spreadsheet.State
PER_PAGE = 20
MOST_DESKS = 200
SAMPLES = 3
SLOW = timedelta(seconds=30)


def person(request: HttpRequest) -> User:
    """Who is signed in, on a page for those who are."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def private(view: View) -> View:
    """For people who are signed in, and kept by no cache but their browser's: going back finds what was typed."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        response = view(request, *args, **more)
        response["Cache-Control"] = "private, no-cache"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def of_ours(view: View) -> View:
    """A spreadsheet that the person may see. To everybody else it is not there."""

    @private
    @wraps(view)
    def guarded(request: HttpRequest, pk: int, *args: Any, **more: Any) -> HttpResponseBase:
        visible = Spreadsheet.objects.visible_to(person(request)).select_related(
            "by", "organization", "returned_by"
        )
        spreadsheet = get_object_or_404(visible, pk=pk)
        if request.method == "POST" and not admit(
            request, "spreadsheets", places=300, seconds=3600, who=str(person(request).pk)
        ):
            messages.warning(request, _("That is very much at once. Please go on in an hour."))
            return redirect(spreadsheet)
        return view(request, spreadsheet, *args, **more)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@private
def spreadsheets(request: HttpRequest) -> HttpResponse:
    """A person's spreadsheets, and a way to bring another."""
    user = person(request)
    mine = Spreadsheet.objects.visible_to(user)
    if not may_bring(user) and not mine.exists():
        raise PermissionDenied
    if request.method != "POST":
        return _spreadsheets(request, BringForm())
    if not may_bring(user):
        raise PermissionDenied
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _spreadsheets(request, form, status=422)
    if not admit(request, "spreadsheets-brought", places=30, seconds=3600, who=str(user.pk)):
        warning = _("Those were very many files. Please bring this one in an hour.")
        return _spreadsheets(request, form, warning=warning, status=429)
    file = form.cleaned_data["file"]
    try:
        brought = bringing.bring(content=file, file_name=file.name, by=user, at=timezone.now())
    except Unreadable as why:
        form.add_error("file", str(why))
        return _spreadsheets(request, form, status=422)
    return redirect("spreadsheets:columns", brought.pk)


@require_http_methods(["GET", "HEAD"])
@of_ours
def spreadsheet(request: HttpRequest, spreadsheet: Spreadsheet) -> HttpResponse:
    """Wherever it stands: at its columns, on its way, or in the List."""
    if spreadsheet.state == State.NEW:
        return redirect("spreadsheets:columns", spreadsheet.pk)
    if spreadsheet.is_busy:
        return _progress(request, spreadsheet)
    if request.headers.get("HX-Request"):  # the progress bar asked, and it has ended
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    if spreadsheet.state == State.READY:
        return redirect("spreadsheets:rows", spreadsheet.pk)
    return _report(request, spreadsheet)


@require_http_methods(["GET", "HEAD", "POST"])
@of_ours
def columns(request: HttpRequest, spreadsheet: Spreadsheet) -> HttpResponse:
    """How it is read, and what each column is."""
    if spreadsheet.state not in (State.NEW, State.READY) or spreadsheet.by != request.user:
        return redirect("spreadsheets:spreadsheet", spreadsheet.pk)
    who = str(person(request).pk)
    if request.method != "POST" and not admit(request, "spreadsheets-read", places=60, seconds=3600, who=who):
        warning = _("That is very much at once. Please go on in an hour.")
        return _spreadsheets(request, BringForm(), warning=warning, status=429)
    try:
        how = How(spreadsheet.encoding, spreadsheet.separator, spreadsheet.sheet)
        sheet = read(files.path_of(spreadsheet.kept_as), how, most=bringing.FIRST)
        if request.method == "POST":
            return _say_columns(request, spreadsheet, sheet)
    except (Unreadable, Refused) as why:
        messages.warning(request, refusal(why))
        return redirect("spreadsheets:spreadsheets")
    return _columns(request, spreadsheet, sheet)


@require_POST
@of_ours
def decide(request: HttpRequest, spreadsheet: Spreadsheet) -> HttpResponse:
    """One button: take it in, take it back, erase it, go on, or go back to the columns."""
    common: dict[str, Any] = {"spreadsheet": spreadsheet, "by": person(request), "at": timezone.now()}
    is_own = spreadsheet.by == request.user
    try:
        match request.POST.get("do"):
            case "take-in" if is_own:
                deciding.take_in(**common)
            case "take-back":
                deciding.take_back(**common)
            case "go-on":
                deciding.take_up(**common)
            case "columns" if is_own:
                bringing.back_to_columns(**common)
                return redirect("spreadsheets:columns", spreadsheet.pk)
            case "erase" if is_own:
                if not erasing.erase(**common):
                    messages.success(request, _("Erased: %(file)s.") % {"file": spreadsheet.file_name})
                    return redirect("spreadsheets:spreadsheets")
                messages.success(request, _("The file and what stood in it are erased."))
    except Refused as refused:
        messages.warning(request, refusal(refused))
    return redirect("spreadsheets:spreadsheet", spreadsheet.pk)


def _spreadsheets(
    request: HttpRequest, form: BringForm, *, warning: str = "", status: int = 200
) -> HttpResponse:
    user = person(request)
    visible = Spreadsheet.objects.visible_to(user).select_related("by").order_by("-sent_at", "-pk")
    visible = visible.annotate(size=Count("rows"))
    context = {
        "form": form,
        "warning": warning,
        "page_obj": Paginator(visible, PER_PAGE).get_page(request.GET.get("page")),
        "is_moderator": user.has_perm(MODERATE),
        "may_bring": may_bring(user),
        "trail": trail(request),
    }
    return render(request, "spreadsheets/spreadsheets.html", context, status=status)


def _say_columns(request: HttpRequest, spreadsheet: Spreadsheet, sheet: Sheet) -> HttpResponse:
    common: dict[str, Any] = {"spreadsheet": spreadsheet, "by": person(request), "at": timezone.now()}
    if request.POST.get("do") == "read":
        reading = _reading_form(spreadsheet, sheet, request)
        if not reading.is_valid():
            return _columns(request, spreadsheet, sheet, reading=reading, status=422)
        bringing.read_as(how=reading.how, header=reading.header_line, **common)
        return redirect("spreadsheets:columns", spreadsheet.pk)
    form = _columns_form(spreadsheet, request, is_bound=True)
    if not form.is_valid():
        return _columns(request, spreadsheet, sheet, form=form, status=422)
    bringing.confirm(
        columns=form.columns,
        organization=form.about,
        country=form.cleaned_data.get("country", ""),
        type=form.cleaned_data.get("type", ""),
        facts=form.what_of_facts,
        **common,
    )
    return redirect("spreadsheets:spreadsheet", spreadsheet.pk)


def _columns_form(spreadsheet: Spreadsheet, request: HttpRequest, *, is_bound: bool) -> ColumnsForm:
    user = person(request)
    theirs = list(desks(user))[:MOST_DESKS]
    return ColumnsForm(
        request.POST if is_bound else None,
        spreadsheet=spreadsheet,
        is_moderator=user.has_perm(MODERATE),
        desks=theirs,
    )


def _reading_form(spreadsheet: Spreadsheet, sheet: Sheet, request: HttpRequest | None) -> ReadingForm:
    lines = [
        (
            row.number,
            _("Row %(n)d: %(text)s") % {"n": row.number, "text": " · ".join(filter(None, row.cells))[:90]},
        )
        for row in sheet.rows[:20]
    ]
    data = request.POST if request else None
    return ReadingForm(data, spreadsheet=spreadsheet, sheets=sheet.sheets, lines=lines)


def _columns(
    request: HttpRequest,
    spreadsheet: Spreadsheet,
    sheet: Sheet,
    *,
    form: ColumnsForm | None = None,
    reading: ReadingForm | None = None,
    status: int = 200,
) -> HttpResponse:
    form = form or _columns_form(spreadsheet, request, is_bound=False)
    place = header_place(sheet.rows, spreadsheet.header)
    rows = sheet.rows[place + 1 :]
    guessed = guess(spreadsheet.names, [row.cells for row in rows])
    context = {
        "spreadsheet": spreadsheet,
        "form": form,
        "reading": reading or _reading_form(spreadsheet, sheet, None),
        "is_reading_open": reading is not None,
        "notes": sheet.notes,
        "first": [row for row in sheet.rows[: place + 6] if row.number][:8],
        "columns": [
            {
                "field": form[f"column-{number}"],
                "samples": _samples(row.cells[number] for row in rows),
                "is_sure": is_sure(one.sure) or spreadsheet.columns[number] != one.role,
                "is_guessed": bool(one.role),
            }
            for number, one in enumerate(guessed)
        ],
        "steps": steps(),
        "trail": trail(request, spreadsheet),
    }
    return render(request, "spreadsheets/columns.html", context, status=status)


def _samples(cells: Any) -> list[str]:
    found: list[str] = []
    for cell in cells:
        if cell and cell not in found:
            found.append(cell)
        if len(found) == SAMPLES:
            break
    return found


def steps() -> list[str]:
    return [_("Bring it"), _("Columns"), _("Preview"), _("Taken in")]


def _progress(request: HttpRequest, spreadsheet: Spreadsheet) -> HttpResponse:
    context = {
        "spreadsheet": spreadsheet,
        "is_slow": timezone.now() - spreadsheet.moved_at > SLOW,
        "steps": steps(),
        "trail": trail(request, spreadsheet),
    }
    template = "spreadsheets/progress.html"
    if request.headers.get("HX-Request"):
        return render(request, f"{template}#progress", context)
    return render(request, template, context)


def _report(request: HttpRequest, spreadsheet: Spreadsheet) -> HttpResponse:
    did = spreadsheet.steps.select_related("organization").order_by("pk")
    done = preview.done_of(spreadsheet)
    is_own = spreadsheet.by == request.user
    context = {
        "spreadsheet": spreadsheet,
        "done": done,
        "report": preview.report(done),
        "page_obj": Paginator(did, 100).get_page(request.GET.get("page")),
        "kept": did.exclude(kept="")[:200],
        "differing": is_own and spreadsheet.rows.exclude(differs="").order_by("number")[:200],
        "is_own": is_own,
        "steps": steps(),
        "trail": trail(request, spreadsheet),
    }
    return render(request, "spreadsheets/report.html", context)


def refusal(why: Exception) -> str:
    """Why something cannot be done, in words. What the reading says is words already."""
    words = {
        "state": _("Something else happened to it meanwhile. Here is how it stands now."),
        "erased": _("The file has been erased. Please bring it again."),
        "nothing": _("There is nothing to take in yet."),
        "busy": _("It is being worked on. Please wait until that has ended."),
        "gone": _("One of the organizations is no longer in the register."),
        "not-yours": _("Only moderators can do that."),
        "no-longer-yours": _("You no longer speak for anybody it is about. Please ask a moderator."),
    }
    return words.get(str(why), str(why))


def trail(request: HttpRequest, spreadsheet: Spreadsheet | None = None) -> list[tuple[str, str]]:
    user = person(request)
    above = (
        (_("Back office"), "/office/")
        if user.has_perm("wagtailadmin.access_admin")
        else (_("My organizations"), reverse("directory:mine"))
    )
    here = (_("Spreadsheets"), reverse("spreadsheets:spreadsheets") if spreadsheet else "")
    return [above, here, (spreadsheet.file_name, "")] if spreadsheet else [above, here]
