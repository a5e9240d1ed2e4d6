"""Old addresses lead to where a page is now, for whoever may know that there is one."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.db.models import F
from django.http import (
    HttpRequest,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from rounds.core.zones import open_to

NOT_OURS = ("/api/", "/office/", "/static/", "/pictures/", "/documents/")
LONGEST = 255  # letters of an address that an editor can write down


def to_where_it_is_now(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """A middleware: where nothing stands at an address, look whether something stood there. One query."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        if request.path.startswith(NOT_OURS) or len(request.path) > LONGEST or "\0" in request.path:
            return response
        found = _found(request)
        if found is None or not (url := _target(found, request)):
            return response
        return HttpResponsePermanentRedirect(url) if found.is_permanent else HttpResponseRedirect(url)

    return answer


def _found(request: HttpRequest) -> Redirect | None:
    """One with the question that was asked comes before one without."""
    try:
        full = Redirect.normalise_path(request.get_full_path())
        plain = Redirect.normalise_path(request.path)
    except ValueError:
        return None  # "//[": to who splits addresses, a host that there cannot be
    told = Redirect.objects.filter(old_path__in={full, plain}).select_related("redirect_page")
    rows = sorted(told.order_by(F("site").desc(nulls_last=True), "pk"), key=lambda one: one.old_path != full)
    return rows[0] if rows else None


def _target(redirect: Redirect, request: HttpRequest) -> str:
    """ "" where the page is down, or not for the reader to know of: then there is no such address either."""
    if redirect.redirect_page_id is None:
        return _safe(redirect.redirect_link)
    page = redirect.redirect_page.specific
    is_over = page.expire_at is not None and page.expire_at <= timezone.now()
    if not page.live or is_over:
        return ""
    if hasattr(page, "is_known_in") and not page.is_known_in(open_to(request.user)):
        return ""
    return redirect.link or ""


def _safe(link: str) -> str:
    return link if urlsplit(link).scheme in ("", "http", "https") else ""
