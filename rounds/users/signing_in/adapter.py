"""How the sign-in library meets ours: its mails go through the outbox, its limits see the visitors we see."""

from time import time
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rounds.core.limits import visitor
from rounds.mail.actions import put
from rounds.users.models import User
from rounds.users.signing_in.devices import device_name
from rounds.users.signing_in.way_back import WAY_BACK


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

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """What somebody needs to tell their own doing from a stranger's: when, and on what. No network address."""
        to = email or EmailAddress.objects.get_primary_email(user)
        if to:
            agent = self.request.headers.get("User-Agent", "")
            seen = {"happened_at": timezone.now(), "device": device_name(agent)}
            self.send_mail(template_prefix, to, seen | (context or {}))

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
        make_password(self.request.POST.get("password1") or None)
        super().send_account_already_exists_mail(email)

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        if user.closed_at:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **more)

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """After an address was added and confirmed."""
        return self.request.session.pop(WAY_BACK, None) or reverse("account_email")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("sign_in_overview")

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not of whoever came in a moment ago: they have just shown who they are.

        The library asks nothing of people who have neither password nor second step; we send them a code.
        """
        if not super().is_reauthentication_required(app=app, **more) or self._came_in_lately():
            return False
        if not get_reauthentication_flows(self.request.user):
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        by_code = {"id": "code", "description": _("Use a code by e-mail"), "url": reverse("sign_in_again")}
        return super().get_reauthentication_methods(user) or [by_code]

    def get_client_ip(self, request: HttpRequest) -> str:
        """For the limits alone, which need to tell visitors apart and not to know them."""
        return visitor(request)

    def _came_in_lately(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return bool(records) and time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Guesses count for whoever guesses: else five wrong passwords from anywhere would lock a moderator out."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{visitor(request)}"
