"""Pages in the language that somebody chose, whatever their browser asks for."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def in_their_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    if not is_a_choice():
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponse:
        # Whoever brings no session is not asked who they are: such a page may be kept for all.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return middleware


def is_a_choice() -> bool:
    return len(settings.LANGUAGES) > 1
