"""The link at the foot of a mail with which its reader stops its kind. It needs no sign-in and never expires."""

from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.urls import reverse

_SIGNER = signing.Signer(salt="rounds.mail.unsubscribe")


def url(address: str, topic: str) -> str:
    """For that address and topic alone; RFC 8058 has mail programs post to it."""
    return settings.PUBLIC_URL + reverse("mail:unsubscribe", args=[_SIGNER.sign_object([address, topic])])


def read(token: str) -> tuple[str, str] | None:
    """The address and the topic; None for whatever we did not write."""
    try:
        address, topic = _SIGNER.unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return address, topic


def digest(address: str) -> str:
    """What is kept of an address that refuses, so that its no outlasts everything else about it."""
    return sha256(f"rounds.mail:{address.strip().lower()}".encode()).hexdigest()
