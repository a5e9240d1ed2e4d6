"""Addresses that editors give. Pure."""

from urllib.parse import urlsplit


def is_safe(url: str) -> bool:
    """Nothing, or a place on the web: never a script, never one that means another host than it seems to."""
    if not url:
        return True
    if any(letter <= " " or letter == "\\" for letter in url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None


def is_https(url: str) -> bool:
    return is_safe(url) and url.lower().startswith("https://")
