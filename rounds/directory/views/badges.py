"""Badges to embed: what the List says now of an account, or of all the accounts of an organization.

They set no cookie and count nobody. They are kept for five minutes at most, and never beyond the end of a proof.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rounds.directory.badge import badge_svg
from rounds.directory.models import Listing
from rounds.directory.proof import OFFICIAL, Proof, shown
from rounds.organizations.models import Organization, Status

KEPT_FOR = timedelta(minutes=5)
# The picture brings its colors inside itself, and nothing else.
_policy: Callable = csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE]})


class Said(NamedTuple):
    words: str
    is_official: bool
    until: datetime | None  # when it must be said anew


@require_safe
@_policy
def organization_badge(request: HttpRequest, slug: str) -> HttpResponse:
    one, now = _organization(slug), timezone.now()
    return _answer(say_of_organization(list(_listings(one)), now), now)


@require_safe
@_policy
def account_badge(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """`pk`: of the account. What was taken out keeps its badge, which says so."""
    one, now = _organization(slug), timezone.now()
    return _answer(say_of_account(_listings(one).filter(account=pk).first(), now), now)


def say_of_account(listing: Listing | None, now: datetime) -> Said:
    here = {"site": settings.WAGTAIL_SITE_NAME}
    if listing is None:
        return Said(_("Not official: not listed by %(site)s") % here, False, None)
    proof = shown(listing.proof, listing.proof_until, now)
    if proof in OFFICIAL:
        return Said(_official(_("Official"), listing.seen_on), True, listing.proof_until)
    label = str(Proof(proof).label).lower()
    return Said(_("Not official: %(label)s, says %(site)s") % {"label": label, **here}, False, None)


def say_of_organization(listings: Sequence[Listing], now: datetime) -> Said:
    official = [one for one in listings if shown(one.proof, one.proof_until, now) in OFFICIAL]
    if not official:
        here = {"site": settings.WAGTAIL_SITE_NAME}
        return Said(_("No official account is proven, says %(site)s") % here, False, None)
    words = ngettext("%(n)d official account", "%(n)d official accounts", len(official)) % {
        "n": len(official)
    }
    seen_on = max((one.seen_on for one in official if one.seen_on), default=None)
    until = min((one.proof_until for one in official if one.proof_until), default=None)
    return Said(_official(words, seen_on), True, until)


def _official(words: str, seen_on: date | None) -> str:
    day = date_format(seen_on, "DATE_FORMAT") if seen_on else ""
    told = {"words": words, "site": settings.WAGTAIL_SITE_NAME, "day": day}
    if not day:
        return _("%(words)s: listed by %(site)s") % told
    return _("%(words)s: listed by %(site)s, seen %(day)s") % told


def _organization(slug: str) -> Organization:
    return get_object_or_404(Organization, slug=slug)


def _listings(one: Organization) -> QuerySet[Listing]:
    current = Listing.objects.current().filter(organization=one)
    return current.order_by("pk") if one.status == Status.ACTIVE else current.none()


def _answer(said: Said, now: datetime) -> HttpResponse:
    kept = min(KEPT_FOR, said.until - now) if said.until else KEPT_FOR
    response = HttpResponse(badge_svg(said.words, is_official=said.is_official), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={max(0, int(kept.total_seconds()))}"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
