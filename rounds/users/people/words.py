"""Words that people are found by. Pure."""

import re
import unicodedata

LONGEST = 40
_NOT_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Small letters without marks; every script stays."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(one for one in apart if unicodedata.category(one) not in {"Mn", "Cf"})
    return unicodedata.normalize("NFC", plain.replace("'", "").replace("’", ""))


def words_of(text: str) -> list[str]:
    return [word[:LONGEST] for word in _NOT_WORDS.split(fold(text)) if word]


def order_of(name: str) -> str:
    """What a list of people is in order of."""
    return " ".join(words_of(name))[:200]
