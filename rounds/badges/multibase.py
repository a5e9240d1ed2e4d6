"""Bytes as letters, with a first letter that says which: base58 of Bitcoin ("z"), base64 for addresses ("u"). Pure."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LONGEST = 200  # letters of base58 that are read: a key has 48, a signature 88


class NotMultibase(ValueError):
    """It cannot be read."""


def base58(data: bytes) -> str:
    number, letters = int.from_bytes(data), ""
    while number:
        number, rest = divmod(number, 58)
        letters = _LETTERS[rest] + letters
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + "1" * zeros + letters


def from_base58(text: str) -> bytes:
    """Raises NotMultibase."""
    if not text.startswith("z") or not 1 < len(text) <= LONGEST or set(text[1:]) - set(_LETTERS):
        raise NotMultibase
    letters, number = text[1:], 0
    for letter in letters:
        number = number * 58 + _LETTERS.index(letter)
    zeros = len(letters) - len(letters.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base64url(data: bytes) -> str:
    return "u" + urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """Raises NotMultibase."""
    body = text[1:]
    if not text.startswith("u") or not body.isascii():
        raise NotMultibase
    try:
        return urlsafe_b64decode(body + "=" * (-len(body) % 4))
    except ValueError as fault:
        raise NotMultibase from fault
