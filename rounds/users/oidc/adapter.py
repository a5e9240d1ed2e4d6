"""What we ask a provider, and what we believe of its answers."""

from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from requests import RequestException

from rounds.users.oidc import tokens

NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT = 600  # seconds for which a provider's description is believed


class Adapter(OpenIDConnectOAuth2Adapter):
    state: dict[str, Any]  # what we noted when we sent the person there

    @property
    def openid_config(self) -> dict[str, Any]:
        """Raises OAuth2Error where the provider does not describe itself, or as somebody else."""
        server = self.get_provider().server_url
        name = f"users:oidc:{server}"
        if (config := cache.get(name)) is None:
            config = self._described(server)
            cache.set(name, config, KEPT)
        return dict(config)

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **more: Any
    ) -> SocialLogin:
        claims = self._claims(app, more["response"].get("id_token") or "")
        about = self._about_them(token) or claims
        if about.get("sub") != claims["sub"]:
            raise OAuth2Error("The provider answered about somebody else.")
        kept = {
            "sub": claims["sub"],
            "name": about.get("name", ""),
            "email": about.get("email", ""),
            "email_verified": about.get("email_verified") is True,
        }
        return self.get_provider().sociallogin_from_response(request, {"id_token": kept})

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """At the address that is set: the provider knows that one."""
        return settings.PUBLIC_URL + reverse("openid_connect_callback", args=[self.provider_id])

    def _claims(self, app: SocialApp, token: str) -> dict[str, Any]:
        config = self.openid_config
        try:
            return tokens.read(
                token,
                keys=_fetched(config["jwks_uri"]),
                issuer=config["issuer"],
                client_id=app.client_id,
                nonce=self.state["nonce"],
            )
        except tokens.Untrue as fault:
            raise OAuth2Error(str(fault)) from fault

    def _about_them(self, token: SocialToken) -> dict[str, Any]:
        if not (address := self.openid_config.get("userinfo_endpoint")):
            return {}
        return _fetched(address, headers={"Authorization": f"Bearer {token.token}"})

    def _described(self, server: str) -> dict[str, Any]:
        config = _fetched(server)
        base = server.partition("/.well-known/")[0]
        if missing := [name for name in NEEDED if not isinstance(config.get(name), str)]:
            raise OAuth2Error(f"The provider does not say its {', '.join(missing)}.")
        if config["issuer"].rstrip("/") != base.rstrip("/"):
            raise OAuth2Error("The provider describes itself as somebody else.")
        addresses = [config[name] for name in (*NEEDED, "userinfo_endpoint") if name in config]
        if settings.PRODUCTION and not all(address.startswith("https://") for address in addresses):
            raise OAuth2Error("The provider does not speak https.")
        return config


def _fetched(address: str, **more: Any) -> dict[str, Any]:
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, allow_redirects=False, **more)
            answer.raise_for_status()
            told = answer.json()
    except RequestException as fault:
        raise OAuth2Error("The provider does not answer.") from fault
    if not isinstance(told, dict):
        raise OAuth2Error("The provider does not answer in the form that is agreed.")
    return told
