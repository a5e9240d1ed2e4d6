"""Passkeys, authenticator apps and recovery codes, as the library meets them here."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import urlsplit

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rounds.users.models import User
from rounds.users.signing_in.devices import device_name

_KNOWN = "_has_second_factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "unverified_email": _("Confirm your e-mail addresses first, or remove those that are not yours."),
        "incorrect_code": _("That did not fit. Try once more."),
    }

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text: str) -> str:
        """Who reads the database cannot make codes from it."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        return device_name(context.request.headers.get("User-Agent", ""))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to a host name: ours, or on a machine for trying out the one it was asked under."""
        public = urlsplit(settings.PUBLIC_URL)
        asked = urlsplit(f"//{context.request.get_host()}").hostname
        host = public.hostname if public.scheme == "https" else asked
        return {"id": host or "", "name": settings.WAGTAIL_SITE_NAME}


def has_second_factor(user: User) -> bool:
    """Recovery codes alone are none: they stand in for one."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def is_to_set_one_up(user: User) -> bool:
    """Whether the powers that the person has as staff wait for it. Asked once for each page, as permissions are."""
    if not settings.STAFF_NEED_MFA:
        return False
    if not hasattr(user, _KNOWN):
        setattr(user, _KNOWN, has_second_factor(user))
    return not getattr(user, _KNOWN)


def _cipher() -> MultiFernet:
    """With the secret that is set now, and those before it, which still open what they closed."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return urlsafe_b64encode(sha256(f"rounds.users.second_factors:{secret}".encode()).digest())
