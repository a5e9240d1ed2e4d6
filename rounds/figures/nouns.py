"""What is counted, by its type, as a noun that agrees with its number."""

from django.utils.translation import ngettext_lazy

from rounds.organizations.models import OrganizationType as Type

_NOUNS = {
    Type.HOSPITAL: ngettext_lazy("hospital", "hospitals", "n"),
    Type.HEALTH_SYSTEM: ngettext_lazy("health system", "health systems", "n"),
    Type.CLINIC: ngettext_lazy("clinic", "clinics", "n"),
    Type.MEDICAL_SCHOOL: ngettext_lazy("medical school", "medical schools", "n"),
    Type.PUBLIC_HEALTH_AGENCY: ngettext_lazy("public health agency", "public health agencies", "n"),
    Type.PROFESSIONAL_ASSOCIATION: ngettext_lazy(
        "professional association", "professional associations", "n"
    ),
    Type.PATIENT_ORGANIZATION: ngettext_lazy("patient organization", "patient organizations", "n"),
    Type.NONPROFIT: ngettext_lazy("nonprofit", "nonprofits", "n"),
    Type.PAYER: ngettext_lazy("payer", "payers", "n"),
    Type.PUBLISHER: ngettext_lazy("publisher", "publishers", "n"),
}
_ANY = ngettext_lazy("organization", "organizations", "n")


def noun(type_: str, count: int) -> str:
    """ "hospitals" for ("hospital", 2); "organization" where the type has no word of its own, or there are several."""
    return str(_NOUNS.get(type_, _ANY) % {"n": count})  # type: ignore[call-overload]
