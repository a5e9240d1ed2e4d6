"""Conditional answers: a page of the List that has not changed since is not made again."""

import hashlib
import time
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.db.models import Min
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers

from rounds.directory.models import Listing
from rounds.organizations import versions

# A new release may draw the same data differently. Without a named release every start counts as one.
RELEASE = settings.RELEASE or str(time.time())
SHARED_FOR = 10  # seconds a proxy may keep a page without asking
PERSONAL = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
VARIES = ("HX-Request", "HX-Boosted", "Accept-Language")


View = Callable[..., HttpResponseBase]

_everywhere: dict[str, Callable[[], str]] = {}


def enter(name: str, state: Callable[[], str]) -> None:
    """For what every page shows, as the menu: `state` is asked for each page, and must cost nothing."""
    _everywhere[name] = state


def versioned(view: View, *more: Callable[[], str]) -> View:
    """For pages that depend on the data version, the day, what has lapsed and the address, where nobody is signed in.

    Whoever is signed in, or has a message waiting, gets a page of their own. `more`: what else the page depends on.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if PERSONAL & request.COOKIES.keys():
            response = view(request, *args, **kwargs)
            patch_cache_control(response, private=True, no_cache=True)
            return response
        tag = tag_of(request, *(one() for one in more))
        if tag in request.headers.get("If-None-Match", "").split(", "):
            response = HttpResponseNotModified()
        else:
            response = view(request, *args, **kwargs)
        if response.status_code in (200, 304) and may_be_kept(response):
            response.headers["ETag"] = tag
            patch_cache_control(response, public=True, max_age=0, s_maxage=SHARED_FOR, must_revalidate=True)
            patch_vary_headers(response, [*VARIES, "Cookie"])
        return response

    return answer


def kept(request: HttpRequest, view: View, *state: Callable[[], str]) -> HttpResponseBase:
    """What everybody sees may be kept for a moment, as by `versioned`; what a signed-in person sees stays nowhere."""
    response = versioned(view, *state)(request)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
    return response


def may_be_kept(response: HttpResponseBase) -> bool:
    """Not where the view says that the same address may have another answer at any moment."""
    return "no-store" not in response.headers.get("Cache-Control", "")


def tag_of(request: HttpRequest, *more: str) -> str:
    """Changes with whatever an answer about the List depends on."""
    now = timezone.now()
    version = versions.current()
    parts = (
        RELEASE,
        str(version),
        now.date().isoformat(),
        _next_lapse(version, now),
        request.get_full_path(),
        *(request.headers.get(name, "") for name in VARIES),
        *(state() for state in _everywhere.values()),
        *more,
    )
    return f'W/"{hashlib.blake2b("|".join(parts).encode(), digest_size=12).hexdigest()}"'


class _Lapse(NamedTuple):
    version: int
    at: datetime | None  # None: nothing that is shown now ever lapses


_known: _Lapse | None = None


def _next_lapse(version: int, now: datetime) -> str:
    """When the next proof lapses: from then on the page is another, whether or not the clock has run.

    One query for a data version, and one after each lapse; version 0 is before anything that could be remembered.
    """
    global _known
    known = _known
    if known is None or known.version != version or not version or (known.at and known.at <= now):
        coming = Listing.objects.current().filter(proof_until__gt=now)
        known = _known = _Lapse(version, coming.aggregate(at=Min("proof_until"))["at"])
    return known.at.isoformat() if known.at else ""
