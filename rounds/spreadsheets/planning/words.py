"""Words in cells to the values that we keep. Pure. "" where a word says nothing that we know."""

import re

from django.conf.locale import LANG_INFO

from rounds.directory.models.listings import Purpose
from rounds.organizations.models import OrganizationType, Ownership
from rounds.organizations.names import fold
from rounds.organizations.sources.kinds import kind_of

# What stands in a cell in which nothing stands.
_NOTHING = frozenset(
    [
        "n/a",
        "na",
        "n.a.",
        "none",
        "no",
        "nil",
        "null",
        "nan",
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "?",
        "??",
        "tbd",
        "tba",
        "unknown",
        "not available",
        "not applicable",
        "no account",
        "not found",
        "keine",
        "keins",
        "k.a.",
        "aucun",
        "aucune",
        "néant",
        "ninguno",
        "ninguna",
        "no tiene",
        "nessuno",
        "nenhum",
        "geen",
        "brak",
        "нет",
        "なし",
        "无",
        "無",
        "없음",
        "x",
        "#n/a",
    ]
)
_OWNERSHIP = (
    (Ownership.NONPROFIT, (
        r"non ?profit|not for profit|voluntary|charit|church|gemeinnutzig|sin fines|but"
        r" non lucratif"
    )),
    (Ownership.PUBLIC, (
        r"public|government|federal|state\b|county|district|tribal|veteran|military|offentlich|municipa"
        r"l"
    )),
    (Ownership.PRIVATE, r"private|proprietary|for profit|investor|physician|privat|privee|privado|corporation"),
)  # fmt: skip
_PURPOSES = (
    (Purpose.NEWS, r"news|media|press|presse|prensa"),
    (Purpose.CAREERS, r"career|job|recruit|karriere|empleo|emploi|stellen"),
    (Purpose.PATIENTS, r"patient|famil"),
    (Purpose.RESEARCH, r"research|education|science|forschung|lehre|investigacion|recherche"),
    (Purpose.FOUNDATION, r"foundation|giving|donat|stiftung|fundacion|fondation"),
    (Purpose.EMERGENCY, r"alert|emergenc|notfall|emergencia|urgence"),
    (Purpose.LEADER, r"leader|ceo|president|spokes"),
    (Purpose.DEPARTMENT, r"department|service|unit|abteilung|departamento|cancer|cardio|pediatric|maternity"),
    (Purpose.MAIN, r"main|primary|official|general|corporate|haupt|principal"),
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", re.IGNORECASE)


def is_nothing(text: str) -> bool:
    return text.casefold().strip() in _NOTHING or not text.strip()


def type_of(text: str) -> str:
    """ "hospital" for "Hospital", "General acute care hospital" and "Krankenhaus"."""
    plain = fold(text)
    for value, label in OrganizationType.choices:
        if plain in (fold(value), fold(str(label))):
            return str(value)
    kind = kind_of(text)
    if kind == "other" and re.search(
        r"acute care|critical access|rehabilitation|psychiatric|long term care", plain
    ):
        return OrganizationType.HOSPITAL.value
    return "" if kind == "other" else kind


def ownership_of(text: str) -> str:
    plain = fold(text)
    return next((str(value) for value, pattern in _OWNERSHIP if re.search(pattern, plain)), "")


def purpose_of(text: str) -> str:
    plain = fold(text)
    for value, label in Purpose.choices:
        if plain in (fold(value), fold(str(label))):
            return str(value)
    return next((str(value) for value, pattern in _PURPOSES if re.search(pattern, plain)), "")


def language_of(text: str) -> str:
    """A code as it is, or the code of a language by its English name or its own."""
    plain = text.casefold()
    for code, info in LANG_INFO.items():
        if plain in (code, info.get("name", "").casefold(), info.get("name_local", "").casefold()):
            return code
    return text if _LANGUAGE.fullmatch(text) and len(text) <= 5 else ""
