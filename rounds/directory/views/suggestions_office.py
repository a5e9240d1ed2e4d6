"""The back office for what organizations' sites name, where no representative looks after it."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple, cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rounds.directory.actions import suggestions as verbs
from rounds.directory.actions.keeping import UNDONE_WITHIN, Refused
from rounds.directory.actions.representatives import MODERATE
from rounds.directory.models import Listing, Representative, Suggestion
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.proof import Kind, Proof, shown
from rounds.users.models import User

PER_PAGE = 50
LEFT_LYING = timedelta(days=60)  # after that a moderator sees it, too, where there are representatives
_ABOVE = ("organization", "organization__parent", "organization__parent__parent")
STATES = {
    "open": (gettext_lazy("Waiting for us"), (Suggestion.State.OPEN,)),
    "decided": (gettext_lazy("Decided lately"), (Suggestion.State.ACCEPTED, Suggestion.State.DISMISSED)),
}


class Row(NamedTuple):
    suggestion: Suggestion
    platform: Platform
    how: str
    elsewhere: list[tuple[Listing, str]]  # where the account is listed now, and its proof in words


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(MODERATE, raise_exception=True)
def suggestions(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        return _decide(request, now)
    state = request.GET.get("state", "")
    state = state if state in STATES else "open"
    page = Paginator(_suggestions(state, now), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": _rows(list(page.object_list), now),
        "state": state,
        "states": [(value, label) for value, (label, _states) in STATES.items()],
        "breadcrumbs_items": [{"url": "", "label": _("Suggestions")}],
        "header_title": _("Suggestions"),
        "header_icon": "pick",
    }
    return render(request, "directory/office/suggestions.html", context)


def _decide(request: HttpRequest, now: datetime) -> HttpResponse:
    given = request.POST.get("suggestion", "")
    pk = int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0
    found = get_object_or_404(Suggestion.objects.select_related("organization"), pk=pk)
    about: dict[str, Any] = {"suggestion": found, "by": cast(User, request.user), "at": now}
    words = {"account": found.label, "name": found.organization.name}
    try:
        match request.POST.get("do"):
            case "list":
                verbs.accept(**about, as_representative=False)
                messages.success(request, _("Listed for %(name)s, as reported: %(account)s") % words)
            case "dismiss":
                verbs.dismiss(**about)
                messages.success(request, _("Dismissed for %(name)s: %(account)s") % words)
            case "undo":
                verbs.reopen(**about)
                messages.success(request, _("Undone: %(account)s of %(name)s waits again.") % words)
    except Refused:
        messages.warning(request, _("That can no longer be undone."))
    state = "?state=decided" if request.POST.get("do") == "undo" else ""
    return redirect(reverse("office_suggestions") + state)


def waiting(now: datetime) -> QuerySet[Suggestion]:
    """Those that moderators decide about; representatives are asked first about their own."""
    return _suggestions("open", now)


def _suggestions(state: str, now: datetime) -> QuerySet[Suggestion]:
    found = Suggestion.objects.filter(state__in=STATES[state][1]).select_related("organization", "decided_by")
    if state == "decided":
        lately = found.filter(decided_at__gte=now - UNDONE_WITHIN)
        return lately.order_by("-decided_at", "pk")
    looked_after = Q()
    for whose in _ABOVE:
        looked_after |= Q(Exists(Representative.objects.speaking().filter(organization=OuterRef(whose))))
    found = found.filter(~looked_after | Q(first_seen_at__lte=now - LEFT_LYING))
    return found.order_by("first_seen_at", "pk")


def _rows(found: list[Suggestion], now: datetime) -> list[Row]:
    listed: dict[tuple[str, str], list[Listing]] = {}
    listings = Listing.objects.current().filter(account__key__in={one.key for one in found})
    for listing in listings.select_related("account", "organization").order_by("pk"):
        listed.setdefault((listing.account.platform, listing.account.key), []).append(listing)
    return [
        Row(
            one,
            PLATFORMS[one.platform],
            str(Kind(one.kind).label) if one.kind in Kind.values else "",
            [
                (listing, str(Proof(shown(listing.proof, listing.proof_until, now)).label))
                for listing in listed.get((one.platform, one.key), [])
            ],
        )
        for one in found
        if one.platform in PLATFORMS
    ]
