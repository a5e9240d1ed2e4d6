"""Any text in letters that the font of our PDF files has. Other scripts are written in Latin letters."""

import unicodedata
from functools import cache
from pathlib import Path

from anyascii import anyascii

HERE = Path(__file__).parent
LONGEST = 90  # letters of a name


def printable(text: str, longest: int = LONGEST) -> str:
    """One line. A letter that the font has not becomes what it sounds like; what steers the line is left out."""
    composed = unicodedata.normalize("NFC", text)
    written = " ".join("".join(map(_letter, composed)).split())
    return written if len(written) <= longest else f"{written[: longest - 1].rstrip()}…"


def _letter(letter: str) -> str:
    if letter in covered():
        return letter
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if kind in ("Cf", "Mn", "Cs", "Co", "Cn"):
        return ""
    return "".join(one for one in anyascii(letter) if one in covered())


@cache
def covered() -> frozenset[str]:
    """Every letter of both weights, made with them."""
    return frozenset((HERE / "fonts" / "letters.txt").read_text(encoding="utf-8").rstrip("\n"))
