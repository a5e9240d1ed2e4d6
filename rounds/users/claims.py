"""Which professional credentials a text claims. Pure.

"Jane Roe, MD" claims one, "Bethesda, MD" names a place, and "An Do" is a name. A text is read as it looks
(`lettering`), so that dots, case, other alphabets and invisible characters hide nothing. Where an abbreviation is also
a word, an initial or a state, what stands around it decides; in doubt a name claims: nothing else has to be said there.
"""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from rounds.users.credentials.known import known
from rounds.users.lettering import plain

# A word, a state, a unit or another thing as well: what stands around them decides.
_SHORT = frozenset("MD DO PA OD DC ND PT OT RD MS NP RN".split())  # noqa: SIM905
_WORDS = frozenset(
    "ATC AUD BDS CCS CEN CGC CHES CNA CNS CPH CPM CRT EDD EMT LAC LMT LPC MBA MHA MPH MSN MSW NRP OCN PTA SCD".split()  # noqa: SIM905
)
_STATES = frozenset(["MD", "PA", "DC", "ND", "MS"])
_BEHIND_A_NAME = frozenset(
    ["MD", "DO", "RN", "NP", "EMT", "MBA", "MPH", "MSN", "MSW"]
)  # without a comma before it
_DOCTORS = frozenset(
    """MD DO MBBS MBChB BMBS DDS DMD BDS DPM OD DC ND DVM DNP PharmD DPT OTD AuD PsyD DrPH PhD ScD EdD""".split()  # noqa: SIM905
)
# Whoever has the one may say the other.
_ALSO = {
    "NP": frozenset(["FNP", "FNP-C", "FNP-BC", "AGNP", "PNP", "PMHNP", "CRNP", "ARNP"]),
    "FNP": frozenset(["FNP-C", "FNP-BC"]),
    "PA": frozenset(["PA-C"]),
    "SLP": frozenset(["CCC-SLP"]),
    "OT": frozenset(["OTR/L"]),
    "RD": frozenset(["RDN"]),
    "EMT": frozenset(["AEMT"]),
}
_PHRASES = {  # beside what the abbreviations stand for
    "medical doctor": frozenset(["MD", "DO", "MBBS", "MBChB", "BMBS"]),
    "osteopathic physician": frozenset(["DO"]),
    "physician associate": frozenset(["PA", "PA-C"]),
    "occupational therapist registered": frozenset(["OTR/L"]),
    "licensed clinical psychologist": frozenset(["PsyD"]),
}
_NOT_YET = re.compile(
    r"\b(?:aspiring|future|pre|not an?|student|becoming an?|supporting)[ -]$", re.IGNORECASE
)
_ABOUT_THEM = re.compile(
    r"[ -](?:advoca\w+|associations?|careers?|education|educator|engagement|liaisons?|networks?|programs?|recruit\w+"
    r"|relations|residency|schools?|services?|staff\w*|student|students|teams?|training|workforce)\b",
    re.IGNORECASE,
)
_INSTITUTION = re.compile(
    r"\b(?:hospitals?|clinics?|cent(?:er|re)s?|health|healthcare|medical|university|college|system|in|near|from)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s,;/&+|()\-]*(?:\band\b\s*)?", re.IGNORECASE)
_EDGE = re.compile(r"[,;|/()\[\]{}:·•—!?\n\"*+&<>=~]|\.(?=\s|$)|[^\w\s'.,\-@#]|-(?=\s|$)")
_CONNECTS = re.compile(r"\s*(?:@|\b(?:at|with|in|for|from|by|who|turned)\b)", re.IGNORECASE)
_SEPARATOR = r"[.·•∙_\-/ ]{1,3}"
_DOCTOR = re.compile(r"(?<![^\W_])(?:dr|dra|doctor)(?![^\W_])\.?", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:^|[\W_])(?:prof|professor|mr|mrs|ms|mx|sir|hon|rev|univ|priv|med|ask|meet|call me|i am|i'm|your)\.?[\s-]*$",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(r"\s+(?:anderson|congo)\b", re.IGNORECASE)


class Claim(NamedTuple):
    """Where it stands in the text, and the credentials each of which would cover it."""

    start: int
    end: int
    by: frozenset[str]


class _Match(NamedTuple):
    start: int
    end: int
    letters: str  # in capitals


def find(text: str, *, is_name: bool = False) -> list[Claim]:
    """In the order of the text, none overlapping another. `is_name`: the whole text is what a person is called."""
    return list(_find(text, is_name))


@lru_cache(maxsize=4096)
def _find(text: str, is_name: bool) -> tuple[Claim, ...]:
    read = plain(text)
    found: list[Claim] = []
    candidates = [
        *_phrases(read.text, is_name), *_abbreviated(read.text, is_name), *_doctors(read.text, is_name)
    ]  # fmt: skip
    for one in sorted(candidates, key=lambda claim: (claim.start, -claim.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(Claim(read.places[one.start], read.places[one.end - 1] + 1, one.by) for one in found)


def uncovered(text: str, held: Collection[str], *, is_name: bool = False) -> list[Claim]:
    """Those that none of the credentials in `held` covers."""
    return [claim for claim in find(text, is_name=is_name) if not claim.by & set(held)]


def without(text: str, held: Collection[str], *, is_name: bool = False) -> str:
    """The text without what it claims and none of `held` covers."""
    while claims := uncovered(text, held, is_name=is_name):
        for claim in reversed(claims):
            text = f"{text[: claim.start]} {text[claim.end :]}"
    return _tidy(text)


def _tidy(text: str) -> str:
    before = ""
    while text != before:
        before = text
        text = re.sub(r"\s+", " ", text)
        text = re.sub(r"\(\s*\)|\[\s*\]", "", text)
        text = re.sub(r"\s+([,;.])", r"\1", text)
        text = re.sub(r"[,;/|&+\-—]+\s*([,;|])", r"\1", text)
        text = text.strip(" ,;/|&+-—·:")
    return text


def _abbreviated(text: str, is_name: bool) -> Iterator[Claim]:
    matches = [
        _Match(one.start(), one.end(), re.sub(r"[^A-Za-z]", "", one[0]).upper())
        for one in _pattern().finditer(text)
        if not _is_joined(text, one.start(), one.end())
    ]
    for run in _runs(text, matches):
        is_sure = len(run) > 1 and any(_is_sure(one) for one in run)
        for number, one in enumerate(run):
            if is_sure or _is_claim(text, run, number, is_name):
                yield Claim(one.start, one.end, _by_letters()[one.letters])


def _is_claim(text: str, run: list[_Match], number: int, is_name: bool) -> bool:
    one = run[number]
    if _is_sure(one):
        return True
    before, after = text[: run[0].start], text[run[-1].end :]
    if number == 0 and len(run) == 1 and _are_initials(text, one):
        return False
    if not is_name:
        return _is_claim_in_a_sentence(text, run, number, before, after)
    if _is_mixed(text, one) and number == 0 and not before.strip():
        return False  # "Md Rahman", "Do, An"
    if not _ends(after):
        return not before.strip() and one.letters == "RN"
    if number or not before.strip() or _ends_with_edge(before):
        surname_first = len(before.split()) == 1 and _is_mixed(text, one)
        return not (surname_first and one.letters in {"DO", "PA"})
    if _is_strong(text, one):
        return True
    return (one.letters in _BEHIND_A_NAME - {"DO"} or one.letters in _WORDS) and len(before.split()) > 1


def _is_claim_in_a_sentence(text: str, run: list[_Match], number: int, before: str, after: str) -> bool:
    one = run[number]
    if not _is_strong(text, one) and not (_shouts(text) and _ends_with_edge(before)):
        return False
    if number == 0 and one.letters in _STATES and _is_a_place(text[: one.start], text[one.end :]):
        return False
    if not (_ends(after) or _CONNECTS.match(after)):
        return one.letters in {"MD", "RN"} and bool(re.match(r"\s*(?:and|&)\s", after)) and not before.strip()
    if number or not before.strip() or _ends_with_edge(before):
        return True
    words = before.split()
    is_behind_a_name = len(words) > 1 and all(word[:1].isupper() for word in words[-2:])
    return one.letters in _BEHIND_A_NAME and is_behind_a_name and not _INSTITUTION.search(before)


def _is_a_place(before: str, after: str) -> bool:
    """ "Bethesda, MD", "Mercy Hospital, Jackson MS", "MD 20814"."""
    if re.match(r"\s*[0-9]{5}\b", after):
        return True
    segment = re.split(r"[,;|()/—:·•]", before.rstrip(" ,"))[-1].replace(".", "").lower().strip()
    words = segment.split()
    for length in (3, 2, 1):
        if " ".join(words[-length:]) in _towns() and len(words) >= length:
            return len(words) == length or bool(_INSTITUTION.search(segment))
    return False


def _doctors(text: str, is_name: bool) -> Iterator[Claim]:
    for one in _DOCTOR.finditer(text):
        before, after = text[: one.start()], text[one.end() :]
        if _is_joined(text, one.start(), one.end()) or _NAMED_SO.match(after):
            continue
        is_first = not before.strip() or _ends_with_edge(before) or bool(_TITLE.search(before))
        is_spelt_out = one[0].lower().startswith("doctor")
        leads = bool(re.match(r"\s*[^\W\d_]", after)) and not _CONNECTS.match(after)
        is_title = leads and (after.lstrip()[:1].isupper() or one[0][:1].islower() or is_name)
        says_so = bool(
            is_first and (_ends(after) or _CONNECTS.match(after)) and (before.strip() or is_spelt_out)
        )
        if is_name:
            is_street = not leads and bool(before.strip()) and not _ends_with_edge(before)
            claims = not is_street
        else:
            claims = (is_first and is_title and not (is_spelt_out and not _is_called(after))) or says_so
        if claims:
            yield Claim(one.start(), one.end(), _DOCTORS)


def _is_called(after: str) -> bool:
    """Whether what follows is a name: "Doctor Jane Roe", not "Doctor relations"."""
    return bool(re.match(r"\s+[A-Z][\w'.-]*(?:\s+[A-Z]|\s*$|\s*[,|(])", after))


def _phrases(text: str, is_name: bool) -> Iterator[Claim]:
    for one in _phrase_pattern().finditer(text):
        if not is_name and (_NOT_YET.search(text[: one.start()]) or _ABOUT_THEM.match(text[one.end() :])):
            continue
        yield Claim(one.start(), one.end(), _by_phrase()[_words_of(one[0])])


def _runs(text: str, matches: list[_Match]) -> Iterator[list[_Match]]:
    """Those that follow one another with nothing but commas and the like between them."""
    run: list[_Match] = []
    for one in matches:
        if run and not _GAP.fullmatch(text[run[-1].end : one.start]):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _is_sure(one: _Match) -> bool:
    return one.letters not in _SHORT | _WORDS


def _is_joined(text: str, start: int, end: int) -> bool:
    """Part of a longer word or code: "US-MD", "PT-led", "MD's", "@md", "md.example"."""
    if re.match(r"'s\b|\.?@|\.[a-z]{2,}\b", text[end:]) or text[:start].endswith(("@", "#")):
        return True
    if re.search(r"\b[A-Z]{2}-$", text[:start]) and not _ends_with_match(text[: start - 1]):
        return True
    behind = re.match(r"[-/]([^\W_]+)", text[end:])
    return bool(behind) and not _pattern().match(text, end + 1)


def _ends_with_match(text: str) -> bool:
    return any(one.end() == len(text) for one in _pattern().finditer(text))


def _are_initials(text: str, one: _Match) -> bool:
    """ "M.D. Anderson", "D. O. Smith": single letters with dots or blanks before a name."""
    written = text[one.start : one.end].rstrip(". ")
    is_apart = bool(re.search(r"[^A-Za-z]", written))
    follows = re.match(r"\.?\s*([A-Z][\w'-]+)", text[one.end :])
    return bool(
        (is_apart or _NAMED_SO.match(text[one.end :])) and follows and not _pattern().match(follows[1])
    )


def _is_strong(text: str, one: _Match) -> bool:
    """Written as a credential is: in capitals among small letters, or with dots."""
    written = text[one.start : one.end]
    has_dots = bool(re.search(r"[A-Za-z]\.\s?[A-Za-z]", written))
    letters = re.sub(r"[^A-Za-z]", "", written)
    is_exact = letters.isupper() or any(
        letters == re.sub(r"[^A-Za-z]", "", known_one) for known_one in _by_letters()[one.letters]
    )
    return has_dots or (is_exact and not _shouts(text, one))


def _is_mixed(text: str, one: _Match) -> bool:
    """ "Do": written as a name is."""
    return bool(re.fullmatch(r"[A-Z][a-z]+\.?", text[one.start : one.end]))


def _shouts(text: str, one: _Match | None = None) -> bool:
    """All in capitals: then capitals say nothing. One word beside the abbreviation may be initials."""
    rest = text if one is None else text[: one.start] + text[one.end :]
    letters = [character for character in rest if character.isalpha()]
    return len(letters) > 1 and not any(character.islower() for character in letters)


def _ends(after: str) -> bool:
    return not after.strip(" .") or bool(_EDGE.match(after.lstrip()))


def _ends_with_edge(before: str) -> bool:
    last = before.rstrip()[-1:]
    return bool(last) and bool(_EDGE.match(last) or last == "-")


def _words_of(phrase: str) -> str:
    return " ".join(re.findall(r"[a-z]+", phrase.lower()))


@cache
def _pattern() -> re.Pattern[str]:
    """Every abbreviation, longest first: as it is, its letters apart ("M. D."), or its parts ("Pharm. D.")."""
    ways = [way for one in sorted(known(), key=len, reverse=True) for way in _ways_to_write(one)]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ways)})\.?(?![^\W_])", re.IGNORECASE)


def _ways_to_write(abbreviation: str) -> list[str]:
    letters = re.sub(r"[^A-Za-z]", "", abbreviation)
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]*", letters)
    if abbreviation != letters:
        marked = re.sub(r"[^A-Za-z]", lambda one: r"\)" if one[0] == ")" else r"[-/ (]{1,2}", abbreviation)
        return [marked, _SEPARATOR.join(letters)]
    ways = [letters, _SEPARATOR.join(letters)]
    if letters.startswith(("MB", "BM")):
        ways.append(rf"{letters[:2]}[. \-]{{1,2}}{letters[2:]}")
    return [*ways, r"[. \-]{1,2}".join(parts)] if len(parts) > 1 else ways


@cache
def _by_letters() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one in known():
        key = re.sub(r"[^A-Za-z]", "", one).upper()
        found[key] = found.get(key, frozenset()) | {one} | _ALSO.get(one, frozenset())
    return found


@cache
def _by_phrase() -> dict[str, frozenset[str]]:
    found = dict(_PHRASES)
    for one in known().values():
        phrase = _words_of(one.expansion)
        found[phrase] = (
            found.get(phrase, frozenset()) | {one.abbreviation} | _ALSO.get(one.abbreviation, frozenset())
        )
    return found


@cache
def _phrase_pattern() -> re.Pattern[str]:
    phrases = sorted(_by_phrase(), key=len, reverse=True)
    ways = "|".join(r"[\W_]{1,3}".join(phrase.split()) for phrase in phrases)
    return re.compile(rf"(?<![^\W_])(?:{ways})(?![^\W_])", re.IGNORECASE)


@cache
def _towns() -> frozenset[str]:
    """In states whose code is a credential, too."""
    return frozenset((Path(__file__).parent / "data" / "towns.txt").read_text(encoding="utf-8").split("\n"))
