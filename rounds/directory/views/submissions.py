"""The form with which anybody sends in accounts, or reports a wrong one.

It works without a session: what comes in is judged by what is in the form, never by who is signed in. So no cookie
is set and none can expire, and the page is exempt from the check for forged requests: a forger could send nothing
in somebody's name that the forger could not send in their own.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rounds.core import opened, plain_text, puzzle
from rounds.core.countries import region_name
from rounds.core.limits import admit
from rounds.core.text_fields import showable
from rounds.directory.actions import submissions
from rounds.directory.forms.fields import NEW
from rounds.directory.forms.submissions import (
    TRAP,
    SubmissionForm,
    chosen,
    content_key,
    is_ticked,
    purpose_of,
    reported,
    too_many,
)
from rounds.directory.models import Purpose, Submission
from rounds.directory.platforms import PLATFORMS
from rounds.directory.submitting.pasted import LONGEST, MOST_ACCOUNTS, Pasted, look_through
from rounds.organizations.matching.did_you_mean import likely
from rounds.organizations.models import Organization

PAGE = "directory/submissions/new.html"
_OPEN_PLATFORMS = sorted(
    ((one.slug, one.name) for one in PLATFORMS.values() if one.closed_on is None),
    key=lambda one: one[1].casefold(),
)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def submission_new(request: HttpRequest) -> HttpResponse:
    """The form. Each button sends all of it, and whatever is not yet right comes back with all of it kept."""
    now = timezone.now()
    if request.method != "POST":
        return _form(request, _from_address(request), now)
    try:
        data = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return render(request, "directory/submissions/too_large.html", status=413)
    if data.get("do") != "send":
        return _form(request, data, now)
    return _send(request, data, now)


def _send(request: HttpRequest, data: QueryDict, now: datetime) -> HttpResponse:
    mark = opened.read(data.get("opened", ""), at=now)
    form = _filled_in(data, is_bound=True)
    if not form.is_valid():
        return _form(request, data, now, form=form.showable(), status=422)
    key = content_key(form, mark.page)
    if stored := Submission.objects.filter(key=key).first():
        return redirect("directory:submission", stored.token)
    if warning := _warning(request, data, mark, form.cleaned_data["sender_email"], now):
        return _form(request, data, now, warning=warning[0], status=warning[1])
    fields = form.cleaned_data
    submission = submissions.send(
        key=key,
        kind=form.kind,
        organization=form.organization,
        proposed=form.proposed,
        reported=form.reported,
        accounts=form.entered,
        pasted=fields["pasted"],
        note=fields["note"],
        sender_name=fields["sender_name"],
        sender_email=fields["sender_email"],
        sender_role=fields["sender_role"],
        solved=puzzle.is_solved(data.get("proof", "")),
        at=now,
    )
    return redirect("directory:submission", submission.token)


def _filled_in(data: QueryDict, *, is_bound: bool) -> SubmissionForm:
    """The form with what came in: bound, it says what is wrong; else it only shows it again."""
    organization = chosen(data)
    known: dict[str, Any] = {
        "organization": organization,
        "reported": reported(data, organization),
        "is_correction": data.get("kind") == Submission.Kind.CORRECTION,
        "pasted": _pasted(data),
    }
    return SubmissionForm(data, **known) if is_bound else SubmissionForm(initial=showable(data), **known)


def _warning(
    request: HttpRequest, data: QueryDict, mark: opened.Opened, email: str, now: datetime
) -> tuple[str, int] | None:
    """Why it is not taken yet. A person reads the sentence and sends again; a program does not."""
    if data.get(TRAP):
        return _("A hidden field had been filled in, as programs do. We emptied it: please send again."), 422
    if mark.is_too_fast(now):
        return _("That was faster than people write. Please look through it once more and send again."), 422
    admitted = admit(request, "submission", places=10, seconds=3600) and admit(
        request, "submission-mail", places=10, seconds=24 * 3600, who=email.casefold()
    )
    if not admitted:
        return _(
            "There have been very many submissions from your network or with your address. Everything that you wrote"
            " is still here: please send it again in an hour, or tomorrow if it says so again."
        ), 429
    return None


@require_GET
def submission_organizations(request: HttpRequest) -> HttpResponse:
    """Did you mean: the matches alone, while somebody types."""
    if not admit(request, "submission-organizations", places=200, seconds=600):
        return HttpResponse(status=429)
    return render(request, f"{PAGE}#matches", _matches(request.GET, chosen(request.GET)))


@csrf_exempt
@require_POST
def submission_accounts(request: HttpRequest) -> HttpResponse:
    """The accounts in what was pasted, alone."""
    try:
        data = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return HttpResponse(status=413)
    if not admit(request, "submission-accounts", places=200, seconds=600):
        return HttpResponse(status=429)
    return render(request, f"{PAGE}#accounts", _accounts(data, _pasted(data), chosen(data)))


def _pasted(data: QueryDict) -> Pasted:
    platforms = {
        name.removeprefix("as-"): str(value) for name, value in data.items() if name.startswith("as-")
    }
    return look_through(plain_text.without_unprintable(data.get("pasted", "")), platforms)


def _from_address(request: HttpRequest) -> QueryDict:
    """What a link to the form fills in: ?organization=…&kind=correction&account=…&again=…"""
    data = _once_more(request.GET.get("again", ""))
    for name in ("organization", "kind", "q", "country", "city"):
        if value := request.GET.get(name):
            data[name] = value[:300]
    if (account := request.GET.get("account", "")).isdecimal():
        data["reported"] = account[:18]
    return data


def _once_more(token: str) -> QueryDict:
    """What was sent before and not published; without the e-mail address, which the token must not tell."""
    data = QueryDict(mutable=True)
    over = (Submission.State.DECLINED, Submission.State.WITHDRAWN)
    found = Submission.objects.filter(token=token.replace("\0", ""), state__in=over) if token else None
    before = found.select_related("organization").first() if found is not None else None
    if before is None:
        return data
    proposed = before.proposed
    data.update(
        {name: getattr(before, name) for name in ("kind", "pasted", "note", "sender_name", "sender_role")}
    )
    data.update({name: proposed.get(name, "") for name in ("type", "country", "city", "website")})
    data["q"], data["region"] = proposed.get("name", ""), region_name(proposed.get("region", ""))
    data["organization"] = before.organization.slug if before.organization else NEW
    data["reported"] = str(before.reported_id or "")
    return data


def _form(
    request: HttpRequest,
    data: QueryDict,
    now: datetime,
    *,
    form: SubmissionForm | None = None,
    warning: str = "",
    status: int = 200,
) -> HttpResponse:
    form = form or _filled_in(data, is_bound=False)
    context = {
        "form": form,
        "warning": warning,
        "mark": opened.read(data.get("opened", ""), at=now).mark,
        "puzzle": puzzle.new(),
        "proof": data.get("proof", "")[: puzzle.LONGEST_SOLUTION],
        "trap": TRAP,
        **_matches(data, form.organization),
        **_accounts(data, form.looked_through, form.organization),
    }
    response = render(request, PAGE, context, status=status)
    # Not "no-store": a browser that goes back must find what was typed.
    response["Cache-Control"] = "private, no-cache"
    return response


def _matches(data: QueryDict, organization: Organization | None) -> dict[str, Any]:
    """The organizations that are likely meant, the chosen one first."""
    q = plain_text.without_unprintable(data.get("q", ""))[:300].strip()
    city = plain_text.without_unprintable(data.get("city", ""))[:120]
    candidates = likely(q, country=data.get("country", "")[:2], city=city) if q else []
    return {
        "q": q,
        "chosen": organization,
        "is_new": data.get("organization") == NEW,
        "candidates": [one for one in candidates if one.organization != organization],
    }


def _accounts(data: QueryDict, pasted: Pasted, organization: Organization | None) -> dict[str, Any]:
    return {
        "pasted": pasted,
        "too_long": max(0, len(data.get("pasted", "")) - LONGEST),
        "too_many": too_many(len(pasted.found)) if len(pasted.found) > MOST_ACCOUNTS else "",
        "organization_id": organization.pk if organization else None,
        "rows": [
            {
                "found": found,
                "ticked": is_ticked(found, data, organization),
                "purpose": purpose_of(found, data),
            }
            for found in (pasted.found if len(pasted.found) <= MOST_ACCOUNTS else ())
        ],
        "purposes": Purpose.choices,
        "platforms": _OPEN_PLATFORMS,
    }
