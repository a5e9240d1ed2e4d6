"""The page behind the link in a mail that asks: are these all still yours?

The link names the question and the person whose word the answer is; it works without signing in. Programs that scan
mail open links too, so opening it changes nothing: only the buttons answer, and they need this page's own mark.
"""

from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rounds.core.limits import admit
from rounds.directory.actions import askings, keeping
from rounds.directory.desk import desk_of
from rounds.directory.emails.askings import read_key
from rounds.directory.models import Asking
from rounds.directory.speaking import may_speak_for
from rounds.directory.views.keeping import numbers
from rounds.users.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def asking(request: HttpRequest, key: str) -> HttpResponse:
    found, person = _read(key)
    if not may_speak_for(person, found.organization):
        response = _closed(request, found, "stranger", status=403)
    elif request.method == "POST" and found.is_open:
        response = _answer(request, found, person, key, timezone.now())
    elif found.is_open:
        response = _page(request, found, person)
    else:
        response = _closed(request, found, "answered" if found.answered_at else "lapsed")
    response["Cache-Control"] = "no-store"
    # "no-referrer" would make browsers send no origin with the form, and the check for forged requests needs one.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _read(key: str) -> tuple[Asking, User]:
    token, person_id = read_key(key) or ("", 0)
    found = Asking.objects.filter(token=token).select_related("organization").first()
    person = User.objects.filter(pk=person_id).first()
    if found is None or person is None:
        raise Http404
    return found, person


def _answer(request: HttpRequest, found: Asking, person: User, key: str, now: datetime) -> HttpResponse:
    if not admit(request, "asking", places=100, seconds=3600, who=f"{found.pk}:{person.pk}"):
        warning = _("That is very much at once. Please go on in an hour.")
        return _page(request, found, person, warning=warning, status=429)
    do = request.POST.get("do")
    if do == "all":
        askings.answer_all(asking=found, by=person, at=now, shown=numbers(request.POST, "shown"))
        return redirect("directory:asking", key)
    listings = askings.listings_of(found.organization).filter(pk__in=numbers(request.POST, "listing"))
    listing = listings.first()
    if listing is None:
        return redirect("directory:asking", key)
    try:
        if do == "not-ours":
            keeping.let_go(listing=listing, by=person, at=now)
        elif do == "after-all":
            keeping.keep_after_all(listing=listing, by=person, at=now)
    except keeping.Refused:
        warning = _("That one needs a closer look: please sign in for it.")
        return _page(request, found, person, warning=warning, status=409)
    return redirect("directory:asking", key)


def _page(
    request: HttpRequest, found: Asking, person: User, *, warning: str = "", status: int = 200
) -> HttpResponse:
    listings = askings.in_order(askings.listings_of(found.organization)).prefetch_related("evidence")
    desk = desk_of(list(listings), at=timezone.now())
    context: dict[str, Any] = {
        "asking": found,
        "organization": found.organization,
        "person": person,
        "odd": found.detail.splitlines(),
        "groups": [
            (organization, list(of))
            for organization, of in groupby(desk.accounts, key=lambda one: one.listing.organization)
        ],
        "desk": desk,
        "warning": warning,
    }
    return render(request, "directory/keeping/asking.html", context, status=status)


def _closed(request: HttpRequest, found: Asking, why: str, *, status: int = 200) -> HttpResponse:
    """Nothing to answer. The accounts are not shown: whoever has an old link learns nothing new."""
    context = {"asking": found, "organization": found.organization, "why": why}
    return render(request, "directory/keeping/asking_closed.html", context, status=status)
