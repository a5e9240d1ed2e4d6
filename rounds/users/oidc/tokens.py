"""The check of an ID token (OpenID Connect Core 1.0, 3.1.3.7). No Django, no network."""

from collections.abc import Mapping
from secrets import compare_digest
from typing import Any

import jwt

# Signed with a key that only the provider has. "none", and the HS family that knows our secret, are not among them.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 60  # seconds that clocks may differ


class Untrue(Exception):
    """The token does not prove what it says."""


def read(token: str, *, keys: Mapping[str, Any], issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The token's claims. `keys`: the provider's JSON Web Key Set. Raises Untrue."""
    try:
        header = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(keys, header.get("kid")),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as fault:
        raise Untrue(str(fault)) from fault
    if not compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
        raise Untrue("It is about another sign-in.")
    if claims.get("azp", client_id) != client_id or (
        isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    ):
        raise Untrue("It is for somebody else, too.")
    return claims


def _key(keys: Mapping[str, Any], kid: str | None) -> Any:
    """The key that the token names; one that names none is signed with the only one."""
    known = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in known if key.key_id == kid] if kid else known
    if len(fitting) != 1:
        raise Untrue("It is signed with a key that is not the provider's.")
    return fitting[0].key
