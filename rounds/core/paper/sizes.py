"""The paper that a country prints on."""

LETTER = frozenset(
    {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
)  # CLDR


def paper_of(country: str) -> str:
    """ "letter" or "a4", of an ISO 3166 code."""
    return "letter" if country in LETTER else "a4"
