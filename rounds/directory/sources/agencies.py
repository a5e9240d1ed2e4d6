"""Names under which the US federal health agencies and their programs speak, and whose they are. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str  # of the organization
    type: str
    purpose: str  # "main" where it speaks for itself, "department" where a program of it does
    website: str = ""
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class _Agency:
    name: str
    website: str
    own: str  # what its own names look like
    programs: str = ""  # what the names of its programs look like


_AGENCIES = (
    _Agency(
        "Centers for Disease Control and Prevention",
        "https://www.cdc.gov/",
        r"cdc|centers for disease control( and prevention)?",
        r"cdc['’]?s? .+|parents are the key.*|heads up.*",
    ),
    _Agency(
        "National Institute for Occupational Safety and Health",
        "https://www.cdc.gov/niosh/",
        r"(niosh )?(national )?institute for occupation(al)? safety and health",
        r"(niosh )?health hazard evaluation program",
    ),
    _Agency(
        "National Institutes of Health",
        "https://www.nih.gov/",
        r"(the )?national institutes of health( \(nih\))?",
        r"nih (record|news in health|research matters|common fund|loan repayment programs|rheumatology.*)"
        r"|research matters|intramural research program at the national institutes of health.*",
    ),
    _Agency(
        "National Cancer Institute",
        "https://www.cancer.gov/",
        r"(the )?national cancer institute|instituto nacional del cáncer.*",
        r"(the )?nci .+|nci['’]s .+|(the )?national cancer institute['’ -].+",
    ),
    _Agency(
        "National Library of Medicine",
        "https://www.nlm.nih.gov/",
        r"national library of medicine( \(nlm\))?",
        r"nlm .+|exhibition program at the national library of medicine|women['’]s health resources"
        r"|medlineplus.*",
    ),
    _Agency(
        "National Institute of Diabetes and Digestive and Kidney Diseases",
        "https://www.niddk.nih.gov/",
        r"national institute of diabetes and digestive and kidney diseases( \(niddk\))?",
        r"national (diabetes|kidney disease) education program.*|diversity summer research training program.*"
        r"|short term research experience for underrepresented.*",
    ),
    _Agency(
        "National Heart, Lung, and Blood Institute",
        "https://www.nhlbi.nih.gov/",
        r"national heart, lung,? and blood institute( \(nhlbi\))?",
        r"chronic obstructive pulmonary disease \(copd\) learn more.*|the heart truth|we can.*",
    ),
    _Agency(
        "NIH Clinical Center",
        "https://clinicalcenter.nih.gov/",
        r"(the )?nih clinical center",
        r"nih clinical center['’].+|nih cc .+",
    ),
    _Agency(
        "Food and Drug Administration",
        "https://www.fda.gov/",
        r"(u\.s\. )?food and drug administration|administración de alimentos y medicamentos.*",
        r"fda .+",
    ),
    _Agency(
        "Department of Health and Human Services",
        "https://www.hhs.gov/",
        r"(u\.s\. department of )?health and human services",
        r"hhs .+|healthcare\.gov|young adult coverage|aids\.gov|phe\.gov.*|girlshealth\.gov|best bones forever",
    ),
    _Agency(
        "Health Resources and Services Administration",
        "https://www.hrsa.gov/",
        r"health resources and services( administration)?( \(hrsa\))?",
    ),
    _Agency(
        "Agency for Healthcare Research and Quality",
        "https://www.ahrq.gov/",
        r"(agency for )?healthcare research and quality( \(ahrq\))?",
    ),
    _Agency(
        "Centers for Medicare and Medicaid Services",
        "https://www.cms.gov/",
        r"centers for medicare and medicaid( services)?",
        r"medicare",
    ),
    _Agency(
        "Substance Abuse and Mental Health Services Administration",
        "https://www.samhsa.gov/",
        r"(the )?substance abuse and mental health services administration( \(samhsa\))?",
    ),
    _Agency(
        "Indian Health Service",
        "https://www.ihs.gov/",
        r"indian health service",
        r"indian health service[ -]+(division|dental|health professions|scholarship).*",
    ),
    _Agency(
        "Veterans Health Administration", "https://www.va.gov/health/", r"veterans health administration.*"
    ),
    _Agency(
        "Department of Veterans Affairs",
        "https://www.va.gov/",
        r"veterans affairs|(u\.s\. )?department of veterans affairs",
        r"va careers|va['’]s .+|.+ - u\.?s\.? dept\. of veterans affairs"
        r"|research & development - us department of veterans affairs"
        r"|u\.s\. department of veterans affairs center for .+",
    ),
    _Agency(
        "U.S. Public Health Service Commissioned Corps",
        "https://www.usphs.gov/",
        r"u\.s\. public health service commissioned corps",
        r"usphs-hso|u\.s\. public health service (nurses|pharmacists)",
    ),
)
_TYPES = (
    (r"university", "medical-school"),
    (r"hospital|medical center|medical treatment|health care center", "hospital"),
    (r"ambulatory care|healthcare center", "clinic"),
    (
        r"\bva healthcare\b|health ?care system|health system|area indian health|area indian|network",
        "health-system",
    ),
    (r"clinics?\b|indian health|service unit", "clinic"),
)


_INITIALS = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)\s*$")


def speaker(page_name: str) -> Speaker:
    """Whose page it is, by its name."""
    name = " ".join(page_name.split())
    for agency in _AGENCIES:
        for pattern, purpose in ((agency.own, "main"), (agency.programs, "department")):
            if pattern and re.fullmatch(pattern, name, re.IGNORECASE):
                return Speaker(agency.name, "public-health-agency", purpose, agency.website)
    type = next(
        (type for words, type in _TYPES if re.search(words, name, re.IGNORECASE)), "public-health-agency"
    )
    initials = _INITIALS.search(name)
    name = name[: initials.start()].strip(" ,-") if initials else name
    return Speaker(name, type, "main", acronym=initials[1] if initials else "")
