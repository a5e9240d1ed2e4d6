"""The form of a name to search and compare by."""

from __future__ import annotations

import re
import unicodedata

# One word for another in the folded form. No value may be a key: folding twice must equal folding once.
_WORDS = {
    "assn": "association",
    "assoc": "association",
    "behav": "behavioral",
    "behavioural": "behavioral",
    "bros": "brothers",
    "centre": "center",
    "chld": "childrens",
    "chldrn": "childrens",
    "chldrns": "childrens",
    "clin": "clinic",
    "cmty": "community",
    "cnt": "center",
    "cnter": "center",
    "cntr": "center",
    "cnty": "county",
    "comm": "community",
    "comm'ty": "community",
    "commun": "community",
    "cty": "county",
    "ctr": "center",
    "ctrs": "centers",
    "dept": "department",
    "dist": "district",
    "fdn": "foundation",
    "fndn": "foundation",
    "ft": "fort",
    "gen": "general",
    "genl": "general",
    "gvt": "government",
    "hlth": "health",
    "hlthcare": "healthcare",
    "hosp": "hospital",
    "hospita": "hospital",
    "hosps": "hospitals",
    "hsp": "hospital",
    "hsptl": "hospital",
    "inst": "institute",
    "intl": "international",
    "med": "medical",
    "mem": "memorial",
    "meml": "memorial",
    "mdl": "medical",
    "mnt": "mount",
    "mntl": "mental",
    "mt": "mount",
    "mtn": "mountain",
    "mun": "municipal",
    "muni": "municipal",
    "natl": "national",
    "ortho": "orthopedic",
    "orthopaedic": "orthopedic",
    "orthopaedics": "orthopedics",
    "paediatric": "pediatric",
    "paediatrics": "pediatrics",
    "presb": "presbyterian",
    "psych": "psychiatric",
    "reg": "regional",
    "regl": "regional",
    "rehab": "rehabilitation",
    "rgnl": "regional",
    "sainte": "saint",
    "spec": "specialty",
    "st": "saint",
    "ste": "saint",
    "sts": "saints",
    "surg": "surgical",
    "svc": "service",
    "svcs": "services",
    "sys": "system",
    "syst": "system",
    "twp": "township",
    "univ": "university",
    "vamc": "va medical center",
}
_PAIRS = {("health", "care"): "healthcare", ("health", "cares"): "healthcares"}
_LETTERS = dict(zip("æðđħıłøœþŋ", ("ae", "d", "d", "h", "i", "l", "o", "oe", "th", "n"), strict=True))
MOST_KEPT = 10_000  # characters; there are a million, and strangers type them
_APOSTROPHES = frozenset("'’‘ʼʻ`´′＇ʾʿ")
_MARKS_THAT_SPELL_NOTHING = re.compile("[\u0300-\u036f\u0483-\u0489\u0640\u064b-\u065f\u0670\u0591-\u05c7]")


def fold(text: str) -> str:
    """The form to search and compare by: small letters, no accents or punctuation, abbreviations written out.

    Any script; marks that spell (Indic vowel signs, Japanese voicing) stay. Folding twice changes nothing.
    """
    plain = text.lower() if text.isascii() else _without_accents(text)
    words = plain.translate(_TABLE).split()
    if len(words) > 1:
        words = _joined(words)
    return " ".join([_WORDS.get(word, word) for word in words])


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", _MARKS_THAT_SPELL_NOTHING.sub("", folded))


def _joined(words: list[str]) -> list[str]:
    """ "d w mcmillan" is "dw mcmillan", and "health care" is "healthcare"."""
    found: list[str] = []
    run = ""  # single letters not yet handed on
    for word in words:
        if len(word) == 1 and "a" <= word <= "z":
            run += word
            continue
        if run:
            found.append(run)
            run = ""
        if found and (pair := _PAIRS.get((found[-1], word))):
            found[-1] = pair
        else:
            found.append(word)
    return [*found, run] if run else found


class _Table(dict[int, str]):
    """What becomes of a character, worked out when first met: itself, nothing, a space or other letters."""

    def __missing__(self, code: int) -> str:
        found = _folded_character(chr(code))
        if len(self) < MOST_KEPT:
            self[code] = found
        return found


def _folded_character(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    if character == "&":
        return " and "
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LMN" else " "


_TABLE = _Table()
