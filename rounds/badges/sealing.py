"""Private keys, sealed: what lies in the database is of no use without a secret that does not lie there."""

import os
from base64 import b64decode, b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Shut(Exception):
    """None of our secrets opens it."""


def seal(key: Ed25519PrivateKey, *, public: str) -> str:
    """`public`: bound to it, so that no sealed key can be put in the place of another."""
    nonce = os.urandom(12)
    return b64encode(
        nonce + _cipher(_secrets()[0]).encrypt(nonce, key.private_bytes_raw(), public.encode())
    ).decode()


def open_sealed(sealed: str, *, public: str) -> Ed25519PrivateKey:
    """Raises Shut."""
    data = b64decode(sealed)
    for secret in _secrets():
        try:
            opened = _cipher(secret).decrypt(data[:12], data[12:], public.encode())
            return Ed25519PrivateKey.from_private_bytes(opened)
        except InvalidTag:
            continue
    raise Shut


def _secrets() -> list[str]:
    """The one that seals comes first; those of before still open."""
    return [one for one in (settings.BADGE_KEY, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS) if one]


@lru_cache(maxsize=8)
def _cipher(secret: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"rounds.badges.sealing").derive(secret.encode()))
