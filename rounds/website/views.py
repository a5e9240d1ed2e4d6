"""The home page, the pages about this site, and what a browser asks of every site."""

from datetime import timedelta
from email.utils import parseaddr
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseServerError,
    JsonResponse,
)
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rounds.core.api import broken
from rounds.core.logs import current_request_id
from rounds.core.uploads import TooLarge
from rounds.directory.actions.submissions import KEPT_UNCONFIRMED
from rounds.organizations.models import Register
from rounds.users.actions.closing import MAY_BE_TAKEN_BACK
from rounds.users.leaving import fates
from rounds.users.models import User
from rounds.website import front
from rounds.website.models import Home
from rounds.website.overview import overview

SECURITY_TXT_HOLDS_FOR = timedelta(days=180)


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """The root of the site; without one (an administrator may have taken it away), its words of the beginning."""
    page = Home.objects.live().filter(sites_rooted_here__is_default_site=True).first()
    return front.answer(request, page or Home())


@require_safe
@login_required
@never_cache
def me(request: HttpRequest) -> HttpResponse:
    """Everything about oneself begins here."""
    user = cast(User, request.user)
    return render(request, "website/me.html", {"mine": overview(user, timezone.now())})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "website/about.html", {"contact": _bare(settings.DEFAULT_FROM_EMAIL)})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "website/accessibility.html", {"contact": _bare(settings.DEFAULT_FROM_EMAIL)})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "contact": _bare(settings.DEFAULT_FROM_EMAIL),
        "days": KEPT_UNCONFIRMED.days,
        "minutes": MAY_BE_TAKEN_BACK.seconds // 60,
        "fates": fates.everybodys(),
    }
    return render(request, "website/privacy.html", context)


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    registers = Register.objects.order_by("name", "-as_of")
    return render(request, "website/data.html", {"registers": registers})


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    content = {
        "name": "Rounds",
        "short_name": "Rounds",
        "description": _("The official social media accounts of hospitals and health organizations."),
        "start_url": "/",
        "display": "browser",
        "background_color": "#fdfcf8",
        "theme_color": "#14523a",
        "icons": [
            {"src": static("core/favicon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("core/icon-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("core/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    hidden = ("/office/", "/people/", "/me/", "/submissions/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in hidden), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell about a weakness."""
    lines = [
        f"Contact: mailto:{_bare(settings.DEFAULT_FROM_EMAIL)}",
        f"Expires: {timezone.now() + SECURITY_TXT_HOLDS_FOR:%Y-%m-%dT00:00:00Z}",
        f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
        "Preferred-Languages: en",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _bare(address: str) -> str:
    """ "a@b.org" of "Rounds <a@b.org>"."""
    return parseaddr(address)[1]


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, TooLarge):
        return render(request, "413.html", {"limit": exception.limit}, status=413)
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Without the request, so that what broke the page (the database, a session) cannot break this one."""
    if request.path.startswith("/api/v1/"):
        return broken(request)
    return HttpResponseServerError(render_to_string("500.html", {"request_id": current_request_id.get()}))
