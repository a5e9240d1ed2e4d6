"""What two people type who mean the same. Pure."""

import re
import unicodedata

_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "−": "-"})


def folded(text: str, *, is_case_kept: bool = False) -> str:
    """Without accents, needless spaces and what stands around it (a period, quotation marks); case as asked for.

    "#" and what else has a meaning at the beginning stays.
    """
    spread = unicodedata.normalize("NFKD", text.translate(_MARKS))
    bare = "".join(character for character in spread if not unicodedata.combining(character))
    tidy = re.sub(r"\s+", " ", unicodedata.normalize("NFC", bare)).strip(" .,;:!?\"'")
    return tidy if is_case_kept else unicodedata.normalize("NFC", tidy.casefold())
