from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin.views import account

from rounds.users.office.forms import OwnNameForm


class _OwnName(account.NameEmailSettingsPanel):
    form_class = OwnNameForm


class AccountView(account.AccountView):
    """One's own settings, with the name that our users have."""

    def get_panels(self) -> list[Any]:
        first, *others = super().get_panels()
        return [_OwnName(first.request, first.user, first.profile), *others]


def sign_in(request: HttpRequest) -> HttpResponse:
    """There is one sign-in, with its limits. Who has signed in and comes here may not enter."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(
        request.GET.get("next") or reverse("wagtailadmin_home"), reverse("account_login")
    )
