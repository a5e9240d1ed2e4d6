"""Who signs: did:web, https://w3c-ccg.github.io/did-method-web/. The document that names our keys. Pure."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlsplit


def did_of(public_url: str) -> str:
    """ "https://rounds.example.org:8443" is did:web:rounds.example.org%3A8443."""
    return "did:web:" + quote(urlsplit(public_url).netloc.lower(), safe="")


def method_of(did: str, public: str) -> str:
    """The address of a key."""
    return f"{did}#{public}"


def document(did: str, keys: Iterable[str]) -> dict[str, Any]:
    """Keys that sign no more stay in it, so that what they signed goes on being valid."""
    methods = [
        {
            "id": method_of(did, public),
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": public,
        }
        for public in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [one["id"] for one in methods],
    }
