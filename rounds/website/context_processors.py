"""What every page knows about the site. The session is asked only where the visitor brings its cookie."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest

from rounds.website import navigation

MESSAGES_COOKIE = "messages"


def site(request: HttpRequest) -> dict[str, object]:
    """`shell`, whose parts are worked out only where a template shows them: a fragment shows none."""
    return {
        "shell": {
            "navigation": partial(_navigation, request),
            "footer": partial(_footer, request),
            "canonical": settings.PUBLIC_URL + request.path,
            "has_messages": has_session(request) or MESSAGES_COOKIE in request.COOKIES,
        }
    }


def has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _is_signed_in(request: HttpRequest) -> bool:
    return has_session(request) and request.user.is_authenticated


def _footer(request: HttpRequest) -> list[navigation.Item]:
    return navigation.footer(request, **_who(request))


def _navigation(request: HttpRequest) -> list[navigation.Item]:
    return navigation.header(request, **_who(request))


def _who(request: HttpRequest) -> dict[str, bool]:
    signed_in = _is_signed_in(request)
    is_staff = signed_in and request.user.has_perm("wagtailadmin.access_admin")
    return {"signed_in": signed_in, "is_staff": is_staff}
