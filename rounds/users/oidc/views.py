from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView, OAuth2View
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from rounds.core.limits import admit
from rounds.users.oidc.adapter import Adapter


class _CallbackView(OAuth2CallbackView):
    adapter: Adapter

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, HttpResponse | None]:
        """The adapter needs what we noted, too: the nonce."""
        state, response = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, response


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Asks by GET, leaves by POST.

    A form of ours may not lead elsewhere, not even by a redirect (form-action), so a page of ours goes on by itself.
    """
    adapter = _adapter(request, provider_id)
    if request.method == "POST" and not admit(request, "oidc", places=20, seconds=60):
        return render(request, "429.html", status=429)
    answer = _answered(OAuth2LoginView, adapter)
    if request.method != "POST" or answer.status_code != 302:
        return answer
    address = answer.headers["Location"]
    page = render(
        request, "socialaccount/leaving.html", {"address": address, "provider": adapter.get_provider()}
    )
    page.headers["Refresh"] = f"0; url={address}"
    return page


@login_not_required
@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _answered(_CallbackView, _adapter(request, provider_id))


def _answered(view: type[OAuth2View], adapter: Adapter) -> HttpResponse:
    """A provider that does not describe itself is a failed sign-in, too, and no fault of ours."""
    try:
        answer: HttpResponse = view.adapter_view(adapter)(adapter.request)
    except OAuth2Error as fault:
        return render_authentication_error(adapter.request, adapter.get_provider(), exception=fault)
    return answer


def _adapter(request: HttpRequest, provider_id: str) -> Adapter:
    adapter = Adapter(request, provider_id)
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return adapter
