"""What kind of organization a name tells of, for registers that do not say. First rule that fits."""

from __future__ import annotations

import re

from rounds.organizations.names import fold

# Patterns over folded names.
_KINDS: dict[str, tuple[str, ...]] = {
    "public-health-agency": (
        r"\bministry of health",
        r"\bdepartment of (public )?health",
        r"\bpublic health (agency|department|institute|england)",
        r"\bcenters? for disease control",
        r"\bhealth (authority|protection agency)\b",
        r"\bministerio de salud",
        r"\bsecretaria de salud",
        r"\bministero della salute",
    ),
    "medical-school": (
        r"\b(medical|dental|nursing) (school|college)\b",
        r"\b(school|college|faculty) of (medicine|nursing|dentistry)",
        r"\bmedical university$",
    ),
    "hospital": (
        r"hospital|hopita|ospedal|klinikum|krankenhaus|spital\b|ziekenhuis|\binfirmary\b|\bsanatorium\b",
        r"sjukhus|sykehus|sygehus|sairaala|szpital|nemocnic|bolnica|bolnisnica|korhaz|hastane",
        r"nosokomei|νοσοκομει|больниц|госпитал|лікарн|病院|医院|醫院|병원|의료원|医療センター",
        r"مستشفى|بیمارستان|בית חולים|โรงพยาบาล|अस्पताल|হাসপাতাল|benh vien|rumah sakit",
        r"\bmedical centers?\b|\bcentro hospitalar|\bpoliclinico\b|\bmedisch centrum\b",
    ),
    "professional-association": (
        r"\b(american|european|canadian|british|international|national) (college|academy|society) of\b",
        r"\b(medical|nurses|dental|nursing) (association|society)\b",
        r"\broyal college\b",
    ),
    "payer": (r"\b(health|medical) (insurance|plan|plans)\b", r"\bblue cross\b", r"\bkrankenkasse\b"),
    "health-system": (
        r"\bhealth(care)? (systems?|network|board|services?|trust|group|partners|region|district)\b",
        r"\bnhs (foundation )?trust\b|\bhealth and social care trust|\bhospitals trust",
        r"^[a-z]+ health(care)?$",
        r"\bazienda (sanitaria|usl|ulss)|\bagence regionale de sante|\bgroupe hospitalier",
    ),
    "clinic": (
        r"clini[ck]|clinique|poliklini[ck]|klinik\b|\bdental\b|\bsurgery center|\bpractice\b",
        r"診療所|クリニック|诊所",
    ),
    "nonprofit": (r"\bfoundation\b|\bfundacio|\bfondation\b|\bfondazione\b|\bstiftung\b|\bstichting\b",),
}
_PATTERNS = {kind: re.compile("|".join(patterns)) for kind, patterns in _KINDS.items()}


def kind_of(*names: str) -> str:
    """One of record.TYPES, read off the names; "other" where they do not tell."""
    folded = [fold(name) for name in names]
    told = (kind for kind, pattern in _PATTERNS.items() if any(map(pattern.search, folded)))
    return next(told, "other")
