"""All the ways in that one person has, for the page that shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from rounds.users.models import User


@dataclass(frozen=True, slots=True)
class WaysIn:
    addresses: list[EmailAddress]  # the main one first
    has_password: bool
    passkeys: list[Authenticator]
    app: Authenticator | None
    recovery_codes_left: int | None  # None where there is no second step
    connections: list[SocialAccount]
    sessions: list[UserSession]  # those that last, the newest first

    @property
    def has_second_step(self) -> bool:
        return bool(self.passkeys or self.app)


def ways_in(user: User, at: datetime) -> WaysIn:
    """In five queries, however many there are."""
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    codes = _of_type(factors, Authenticator.Type.RECOVERY_CODES)
    return WaysIn(
        addresses=list(EmailAddress.objects.filter(user=user).order_by("-primary", "email")),
        has_password=user.has_usable_password(),
        passkeys=_of_type(factors, Authenticator.Type.WEBAUTHN),
        app=next(iter(_of_type(factors, Authenticator.Type.TOTP)), None),
        recovery_codes_left=len(codes[0].wrap().get_unused_codes()) if codes else None,
        connections=list(SocialAccount.objects.filter(user=user).order_by("provider", "pk")),
        sessions=_lasting(list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "pk")), at),
    )


def _lasting(sessions: list[UserSession], at: datetime) -> list[UserSession]:
    keys = [session.session_key for session in sessions]
    lasting = Session.objects.filter(session_key__in=keys, expire_date__gt=at)
    known = set(lasting.values_list("session_key", flat=True))
    return [session for session in sessions if session.session_key in known]


def _of_type(factors: list[Authenticator], kind: Any) -> list[Authenticator]:
    return [factor for factor in factors if factor.type == kind]
