"""How the sign-in library meets ours: its mails go through the outbox, its limits see the visitors we see."""

from ipaddress import IPv6Address
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from rounds.core.limits import visitor
from rounds.mail.actions import put


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        here = SimpleNamespace(name=settings.WAGTAIL_SITE_NAME, domain=settings.PUBLIC_URL)
        mail = self.render_mail(template_prefix, email, {"email": email, "current_site": here, **context})
        put(
            key=f"users:{template_prefix.rpartition('/')[2]}:{uuid4().hex}",
            to=email,
            subject=str(mail.subject),
            text=str(mail.body),
            at=timezone.now(),
        )

    def format_email_subject(self, subject: str) -> str:
        return str(subject)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        """At the address that is set, whatever host name the request came with."""
        return settings.PUBLIC_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        url = super().get_reset_password_from_key_url(key)
        return settings.PUBLIC_URL + "/" + url.split("://", 1)[-1].split("/", 1)[-1]

    def send_account_already_exists_mail(self, email: str) -> None:
        """With the work that a new user's password takes: else the time would tell who is registered."""
        make_password(email)
        super().send_account_already_exists_mail(email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Tells visitors apart without knowing them: what hides their address, in the shape of one.

        PostgreSQL takes nothing else where the library keeps the list of sessions.
        """
        return str(IPv6Address(int(visitor(request), 16)))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Guesses count for whoever guesses: else five wrong passwords from anywhere would lock a moderator out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{visitor(request)}"
