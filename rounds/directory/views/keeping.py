"""A representative's desk for one organization. To everybody else it is not there."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from rounds.core.limits import admit
from rounds.core.plain_text import without_unprintable
from rounds.directory.actions import keeping, suggestions
from rounds.directory.actions.askings import of_line
from rounds.directory.desk import decided_lately, desk_of, listings_of, suggested
from rounds.directory.forms.keeping import AddForm, DescriptionForm
from rounds.directory.models import Listing, Suggestion
from rounds.directory.platforms import PLATFORMS
from rounds.directory.speaking import may_speak_for
from rounds.directory.submitting.pasted import look_through
from rounds.organizations.models import Organization
from rounds.users.models import User

View = Callable[..., HttpResponse]
MOST_CHILDREN = 200
_OPEN_PLATFORMS = sorted(
    ((one.slug, one.name) for one in PLATFORMS.values() if one.closed_on is None),
    key=lambda one: one[1].casefold(),
)


def for_representatives(view: View) -> View:
    """Whoever is signed out signs in first; whoever does not speak for the organization finds nothing here."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, slug: str, *args: Any, **more: Any) -> HttpResponse:
        organization = get_object_or_404(Organization.objects.select_related("parent"), slug=slug)
        if not may_speak_for(cast(User, request.user), organization):
            raise Http404
        if request.method == "POST" and not _is_admitted(request):
            warning = _("That is very much at once. Please go on in an hour.")
            response = _desk(request, organization, warning=warning, status=429)
        else:
            response = view(request, organization, *args, **more)
        # Not "no-store": a browser that goes back must find what was typed.
        response["Cache-Control"] = "private, no-cache"
        return response

    return guarded


def _is_admitted(request: HttpRequest) -> bool:
    return admit(request, "keeping", places=200, seconds=3600, who=str(request.user.pk))


@require_http_methods(["GET", "HEAD", "POST"])
@for_representatives
def desk(request: HttpRequest, organization: Organization) -> HttpResponse:
    """All accounts, and one button that confirms those that are shown."""
    if request.method != "POST":
        return _desk(request, organization)
    count = keeping.confirm(
        organization=organization,
        shown_ids=numbers(request.POST, "shown"),
        by=cast(User, request.user),
        at=timezone.now(),
    )
    words = ngettext(
        "Thank you. %(n)s account is confirmed.", "Thank you. %(n)s accounts are confirmed.", count
    )
    messages.success(request, words % {"n": count})
    return _back(organization)


@require_http_methods(["GET", "HEAD", "POST"])
@for_representatives
def account_new(request: HttpRequest, organization: Organization) -> HttpResponse:
    """Add accounts by their addresses."""
    if request.method != "POST":
        return _adding(request, organization, AddForm())
    data = request.POST
    chosen = {name.removeprefix("as-"): str(value) for name, value in data.items() if name.startswith("as-")}
    pasted = look_through(without_unprintable(data.get("pasted", "")), chosen)
    form = AddForm(data, looked_through=pasted)
    if not form.is_valid():
        return _adding(request, organization, form, status=422)
    now = timezone.now()
    for found in form.looked_through.found:
        try:
            added = keeping.add(
                organization=organization,
                address=found.address,
                told=form.told(),
                by=cast(User, request.user),
                at=now,
            )
        except keeping.Refused:
            messages.warning(request, _needs_own_word(found.label))
        else:
            _tell_added(request, added, found.label)
    return _back(organization)


@require_http_methods(["GET", "HEAD", "POST"])
@for_representatives
def account(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """One account: what it is for, whether it is still theirs."""
    listing = get_object_or_404(listings_of(organization), pk=pk)
    if request.method != "POST":
        return _account(request, organization, listing, DescriptionForm(listing=listing))
    if request.POST.get("do") == "describe":
        return _describe(request, organization, listing)
    try:
        _say(request, listing, str(request.POST.get("do")), timezone.now())
    except keeping.Refused:
        messages.warning(request, _needs_own_word(listing.account.label))
    return _back(organization)


@require_POST
@for_representatives
def suggestion(request: HttpRequest, organization: Organization, pk: int) -> HttpResponse:
    """An account that the organization's site names: theirs, or not; or undo what was said."""
    found = get_object_or_404(organization.suggestions, pk=pk)
    by, now = cast(User, request.user), timezone.now()
    try:
        match request.POST.get("do"):
            case "add":
                _tell_added(request, suggestions.accept(suggestion=found, by=by, at=now), found.label)
            case "dismiss":
                suggestions.dismiss(suggestion=found, by=by, at=now)
                messages.success(request, _("%(account)s is not suggested again.") % {"account": found.label})
            case "undo":
                suggestions.reopen(suggestion=found, by=by, at=now)
                messages.success(request, _("Undone: %(account)s waits again.") % {"account": found.label})
    except keeping.Refused as refused:
        is_late = str(refused) == "too late"
        messages.warning(
            request, _("That can no longer be undone.") if is_late else _needs_own_word(found.label)
        )
    return _back(organization)


def numbers(data: QueryDict, name: str) -> list[int]:
    """The ids that a form sends, without what is none."""
    given = data.getlist(name)[:1_000]
    return [int(one) for one in given if one.isascii() and one.isdigit() and len(one) < 19]


def _describe(request: HttpRequest, organization: Organization, listing: Listing) -> HttpResponse:
    form = DescriptionForm(request.POST, listing=listing)
    if not form.is_valid():
        return _account(request, organization, listing, form, status=422)
    keeping.describe(listing=listing, told=form.told(), by=cast(User, request.user), at=timezone.now())
    messages.success(request, _("Saved: %(account)s.") % {"account": listing.account.label})
    return _back(organization)


def _say(request: HttpRequest, listing: Listing, what: str, now: datetime) -> None:
    by, name = cast(User, request.user), {"account": listing.account.label}
    match what:
        case "ours":
            added = keeping.settle(listing=listing, by=by, at=now)
            if added.submission:
                _tell_added(request, added, listing.account.label)
            else:
                messages.success(request, _("Noted: %(account)s is yours.") % name)
        case "not-ours":
            keeping.let_go(listing=listing, by=by, at=now)
            messages.success(
                request,
                _("Noted: %(account)s is no longer yours. You can undo it below.") % name,
            )
        case "after-all":
            keeping.keep_after_all(listing=listing, by=by, at=now)
            messages.success(request, _("Undone: %(account)s is yours.") % name)
        case "take-back":
            keeping.take_back(listing=listing, by=by, at=now)
            messages.success(request, _("Undone: %(account)s was taken out.") % name)


def _tell_added(request: HttpRequest, added: keeping.Added, label: str) -> None:
    if added.submission:
        words = _(
            "%(account)s is official for another organization, or its name is very much like one that is. A moderator"
            " looks at it first, and we write to you."
        )
        messages.warning(request, words % {"account": label})
    else:
        words = _("Listed: %(account)s. We look at your site and at the account with the next round.")
        messages.success(request, words % {"account": label})


def _needs_own_word(label: str) -> str:
    return _("%(account)s needs a closer look first: see “Please look at these” below.") % {"account": label}


def _desk(
    request: HttpRequest, organization: Organization, *, warning: str = "", status: int = 200
) -> HttpResponse:
    now = timezone.now()
    listings = list(listings_of(organization))
    waiting = organization.suggestions.filter(state=Suggestion.State.OPEN)
    context = {
        "organization": organization,
        "trail": _trail(organization),
        "desk": desk_of(listings, at=now),
        "suggestions": suggested(waiting.order_by("platform", "key")),
        "decided": decided_lately(organization, listings, at=now),
        "asking": of_line(organization),
        "children": organization.children.current().order_by("sort_name", "pk")[:MOST_CHILDREN],
        "warning": warning,
    }
    return render(request, "directory/keeping/desk.html", context, status=status)


def _adding(
    request: HttpRequest, organization: Organization, form: AddForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "organization": organization,
        "trail": _trail(organization, _("Add an account")),
        "form": form,
        "unread": form.looked_through.unread,
        "platforms": _OPEN_PLATFORMS,
    }
    return render(request, "directory/keeping/new.html", context, status=status)


def _account(
    request: HttpRequest,
    organization: Organization,
    listing: Listing,
    form: DescriptionForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "organization": organization,
        "trail": _trail(organization, listing.account.label),
        "listing": listing,
        "platform": PLATFORMS[listing.account.platform],
        "form": form,
    }
    form.auto_id = f"account-{listing.pk}-%s"  # several may be open on one page
    whole = "directory/keeping/account.html"
    template = f"{whole}#form" if "HX-Request" in request.headers else whole
    return render(request, template, context, status=status)


def _trail(organization: Organization, here: str = "") -> list[tuple[str, str]]:
    desk_address = reverse("directory:keep", args=[organization.slug])
    trail = [(organization.name, organization.get_absolute_url()), (_("Your accounts"), desk_address)]
    return [*trail, (here, "")] if here else [trail[0], (trail[1][0], "")]


def _back(organization: Organization) -> HttpResponse:
    return redirect("directory:keep", organization.slug)
