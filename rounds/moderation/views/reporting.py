"""The form with which anybody reports something.

It works without an account: whoever is not signed in gives an e-mail address and confirms it. Such a form gives no
authority, so it needs no session and no check for forged requests. Whoever is signed in reports in their own name, so
theirs is checked.
"""

from datetime import datetime

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from rounds.core import opened, puzzle
from rounds.core.limits import admit
from rounds.core.text_fields import showable
from rounds.moderation import actions
from rounds.moderation.forms import TRAP, ReportForm
from rounds.moderation.models import Case
from rounds.moderation.reporters import proven_email
from rounds.moderation.subjects import About, Subject, asked_about

PAGE = "moderation/new.html"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """Whatever is not yet right comes back with all of it kept."""
    email = proven_email(request.user)
    return _own(request, email) if email else _report_new(request, "")


def _report_new(request: HttpRequest, email: str) -> HttpResponse:
    now = timezone.now()
    try:
        data = request.POST if request.method == "POST" else request.GET
    except (RequestDataTooBig, TooManyFieldsSent):
        return render(request, "moderation/too_large.html", status=413)
    asked = asked_about({name: str(value)[:300].replace("\0", "") for name, value in data.items()})
    if asked is None:
        return render(request, "moderation/about_what.html", status=404)
    subject, about = asked
    if request.method != "POST":
        initial = {"address": data.get("url", "")[:500], "ground": data.get("ground", "")}
        form = ReportForm(initial=showable(initial), subject=subject, about=about, email=email)
        return _form(request, form, data, now)
    return _send(request, data, subject, about, email, now)


_own = csrf_protect(_report_new)


def _send(
    request: HttpRequest, data: QueryDict, subject: Subject, about: About, email: str, now: datetime
) -> HttpResponse:
    mark = opened.read(data.get("opened", ""), at=now)
    form = ReportForm(data, subject=subject, about=about, email=email)
    if not form.is_valid():
        return _form(request, form.showable(), data, now, status=422)
    key = form.content_key(mark.page)
    if stored := Case.objects.filter(key=key).first():
        return redirect("moderation:case", stored.token)
    told = form.cleaned_data
    if warning := _warning(request, data, mark, email or told["email"], now):
        return _form(request, form.showable(), data, now, warning=warning[0], status=warning[1])
    case = actions.report(
        key=key,
        about=about,
        address=told.get("address", ""),
        ground=told["ground"],
        text=told["text"],
        links=told["links"],
        reporter=_reporter(request, email, form),
        solved=puzzle.is_solved(data.get("proof", "")),
        at=now,
    )
    return redirect("moderation:case", case.token)


def _reporter(request: HttpRequest, email: str, form: ReportForm) -> actions.Reporter:
    if email and request.user.is_authenticated:
        return actions.Reporter(email, request.user.name, request.user)
    return actions.Reporter(form.cleaned_data["email"], form.cleaned_data["name"])


def _warning(
    request: HttpRequest, data: QueryDict, mark: opened.Opened, email: str, now: datetime
) -> tuple[str, int] | None:
    """Why it is not taken yet. A person reads the sentence and sends again; a program does not."""
    if data.get(TRAP):
        return _("A hidden field had been filled in, as programs do. We emptied it: please send again."), 422
    if mark.is_too_fast(now):
        return _("That was faster than people write. Please look through it once more and send again."), 422
    admitted = admit(request, "report", places=10, seconds=3600) and admit(
        request, "report-mail", places=10, seconds=24 * 3600, who=email.casefold()
    )
    if not admitted:
        return _(
            "There have been very many reports from your network or with your address. Everything that you wrote"
            " is still here: please send it again in an hour, or tomorrow if it says so again."
        ), 429
    return None


def _form(
    request: HttpRequest,
    form: ReportForm,
    data: QueryDict,
    now: datetime,
    *,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "subject": form.subject,
        "about": form.about,
        "asked": showable({form.subject.parameter: data.get(form.subject.parameter, "")[:300]}),
        "email": form.known_email,
        "warning": warning,
        "mark": opened.read(data.get("opened", ""), at=now).mark,
        "puzzle": puzzle.new(),
        "proof": data.get("proof", "")[: puzzle.LONGEST_SOLUTION],
        "trap": TRAP,
    }
    response = render(request, PAGE, context, status=status)
    # Not "no-store": a browser that goes back must find what was typed.
    response["Cache-Control"] = "private, no-cache"
    return response
