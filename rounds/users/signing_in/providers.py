"""Signing in by way of another site, an OpenID Connect provider that the installation names."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.http import HttpRequest
from django.urls import reverse

from rounds.users.models import User


class ProviderAdapter(DefaultSocialAccountAdapter):
    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        name = " ".join(str(data.get("name") or "").split())
        user.name = name[: User._meta.get_field("name").max_length]
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("socialaccount_connections")

    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Never: who holds an address at another site is not yet whoever holds it here."""
        return False
