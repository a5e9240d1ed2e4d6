"""The back office opens to whoever has a second way to show who they are: a password can be guessed, and read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from rounds.users.signing_in.second_factors import is_to_set_one_up

OFFICE = "/office/"
ENTER = "wagtailadmin.access_admin"


def with_a_second_step(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(OFFICE) and _is_to_set_one_up(request):
            return redirect(f"{reverse('sign_in_overview')}?for=office")
        return get_response(request)

    return middleware


def _is_to_set_one_up(request: HttpRequest) -> bool:
    user = request.user
    return bool(
        settings.STAFF_NEED_MFA and user.is_authenticated and user.has_perm(ENTER) and is_to_set_one_up(user)
    )
