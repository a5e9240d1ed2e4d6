"""Values that others wrote: typed, bounded and clean, or not taken at all. Pure; nothing here raises but Nonsense."""

import json
import re
import unicodedata
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

LONGEST_NAME = 200  # as wide as the columns that keep handles and ids
LONGEST_ADDRESS = 2_000
MOST_FOLLOWERS = 10**11  # more than there are people: what is above is nobody's count
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_WEB = re.compile(r"https?://[^\s<>\"'`\\|{}^]+", re.IGNORECASE)
_AFTER = ".,;:!?)]…"


class Nonsense(Exception):
    """No answer to what was asked."""


def json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise Nonsense from None
    if not isinstance(value, dict):
        raise Nonsense
    return value


def dicts(value: object, most: int = 100) -> list[dict[str, Any]]:
    """The objects of a list; of a single object, a list of it."""
    values = value[:most] if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]


def strings(value: object, most: int = 100) -> list[str]:
    values = value[:most] if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def name(value: object) -> str:
    """A handle or an id. Never cut, for half a name may be somebody else's: "" for what is too long or unclean."""
    fits = isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and _is_clean(value)
    return str(value) if fits else ""


def address(value: object) -> str:
    """A web address with a host; "" for anything else."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ADDRESS or not _is_clean(value):
        return ""
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    return value if is_web else ""


def addresses_in(text: object, most: int = 10) -> list[str]:
    """The web addresses that a text spells out."""
    found = _WEB.findall(text[:5_000]) if isinstance(text, str) else []
    return [one for each in found[:most] if (one := address(each.rstrip(_AFTER)))]


def count(value: object) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_FOLLOWERS
    return value if isinstance(value, int) and is_count else None


def moment(value: object, *, before: datetime) -> datetime | None:
    """ISO 8601 or RFC 822; without a zone it is UTC. What is not past yet, or was before the web, is a mistake."""
    if not isinstance(value, str) or len(value) > 100:
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            told = read(value.strip())
            told = (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return told if EARLIEST <= told <= before else None
    return None


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def _is_clean(text: str) -> bool:
    """No white space, no control or invisible characters, no half of a pair."""
    return not any(unicodedata.category(character)[0] in "CZ" for character in text)
