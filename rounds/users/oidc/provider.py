from typing import Any

from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.crypto import get_random_string

from rounds.users.oidc.adapter import Adapter


class Provider(OpenIDConnectProvider):
    oauth2_adapter_class = Adapter
    pkce_enabled_default = True

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **more: Any,
    ) -> HttpResponseRedirect:
        """Asks for what we ask, and nothing that the address of our page adds. The token brings the nonce back."""
        nonce = get_random_string(32)
        asked = {"scope": self.get_scope(), "auth_params": {**self.get_auth_params(), "nonce": nonce}}
        return super().redirect(request, process, next_url, data, **(more | asked), nonce=nonce)


provider_classes = [Provider]
