"""Sites that people may sign in by way of: OIDC_PROVIDERS, as the sign-in library takes it."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NEEDED = ("name", "id", "client_id", "secret", "server_url")


def read_providers(told: Any, *, production: bool) -> dict[str, Any]:
    """SOCIALACCOUNT_PROVIDERS. Raise ImproperlyConfigured with what is wrong."""
    if not isinstance(told, list):
        raise ImproperlyConfigured("OIDC_PROVIDERS: write a JSON list of objects")
    faults = [fault for provider in told for fault in _faults(provider, production)]
    ids = [provider.get("id") for provider in told if isinstance(provider, dict)]
    if len(set(ids)) < len(ids):
        faults.append("two have the same id")
    if faults:
        raise ImproperlyConfigured("OIDC_PROVIDERS: " + "; ".join(faults))
    return {"openid_connect": {"APPS": [_app(provider) for provider in told]}} if told else {}


def _faults(provider: Any, production: bool) -> list[str]:
    if not isinstance(provider, dict):
        return ["each is an object"]
    faults = [f"{name} is missing" for name in NEEDED if not isinstance(provider.get(name), str)]
    if not faults and not re.fullmatch(r"[a-z0-9-]{1,40}", provider["id"]):
        faults.append("an id has small letters, digits and hyphens")
    if not faults and production and urlsplit(provider["server_url"]).scheme != "https":
        faults.append("a server_url begins with https://")
    return faults


def _app(provider: dict[str, str]) -> dict[str, Any]:
    return {
        "provider_id": provider["id"],
        "name": provider["name"],
        "client_id": provider["client_id"],
        "secret": provider["secret"],
        "settings": {"server_url": provider["server_url"].rstrip("/")},
    }
