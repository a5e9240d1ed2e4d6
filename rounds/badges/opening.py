"""What strangers bring to be looked at: a PNG or a JSON file, read without believing anything of it. Pure."""

import json
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from rounds.badges import baking

MOST_FILE = 2 * 1024 * 1024  # bytes of what is brought
DEEPEST = 16  # how far objects and lists are nested; ours reach 6
MOST_VALUES = 2_000


class Unreadable(ValueError):
    """`why`: one of the words below."""

    NEITHER = "neither"  # a PNG nor JSON
    BROKEN_PICTURE = "broken picture"
    BARE_PICTURE = "bare picture"  # nothing is baked into it
    TOO_LARGE = "too large"
    TOO_MUCH = "too much"  # too deep, or too many values
    BROKEN_JSON = "broken JSON"
    TOKEN = "token"  # noqa: S105 - a JSON Web Token, as others sign badges

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def opened(content: bytes) -> dict[str, Any]:
    """The credential that is in it. Raises Unreadable."""
    if len(content) > MOST_FILE:
        raise Unreadable(Unreadable.TOO_LARGE)
    text = _of_picture(content) if content.startswith(baking.SIGNATURE) else _of_text(content)
    return document(text)


def document(text: str) -> dict[str, Any]:
    """Raises Unreadable."""
    if len(text) > baking.MOST_TEXT:
        raise Unreadable(Unreadable.TOO_LARGE)
    if text.count(".") == 2 and text.lstrip().startswith("eyJ"):
        raise Unreadable(Unreadable.TOKEN)
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_float)
        json.dumps(found, ensure_ascii=False).encode()  # half a letter is none
    except RecursionError as fault:
        raise Unreadable(Unreadable.TOO_MUCH) from fault
    except ValueError as fault:  # not JSON, a number of thousands of digits, a name twice
        raise Unreadable(Unreadable.BROKEN_JSON) from fault
    if not isinstance(found, dict):
        raise Unreadable(Unreadable.BROKEN_JSON)
    _measure(found)
    return found


def fingerprint(found: dict[str, Any]) -> str:
    """The same for the same values, however they are spaced and ordered."""
    written = json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


def _of_picture(content: bytes) -> str:
    try:
        text = baking.read(content)
    except baking.NotAPicture as fault:
        raise Unreadable(Unreadable.BROKEN_PICTURE) from fault
    except baking.TooLarge as fault:
        raise Unreadable(Unreadable.TOO_LARGE) from fault
    if text is None:
        raise Unreadable(Unreadable.BARE_PICTURE)
    return text


def _of_text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Unreadable(Unreadable.NEITHER) from fault


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a name that comes twice one reader takes the first, another the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(text[:20])
    return number


def _measure(found: Any) -> None:
    waiting, values = [(found, 1)], 0
    while waiting:
        one, depth = waiting.pop()
        inside: Callable[[], Any] | None = getattr(one, "values", None)
        parts = list(inside()) if inside else one if isinstance(one, list) else []
        values += len(parts)
        if depth > DEEPEST or values > MOST_VALUES:
            raise Unreadable(Unreadable.TOO_MUCH)
        waiting += [(part, depth + 1) for part in parts if isinstance(part, dict | list)]
