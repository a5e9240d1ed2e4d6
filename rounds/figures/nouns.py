"""What is counted, in a word: one of a type, several of it."""

from django.utils.translation import ngettext_lazy

from rounds.organizations.models import OrganizationType

_NOUNS = {
    OrganizationType.HOSPITAL: ngettext_lazy("hospital", "hospitals", "n"),
    OrganizationType.HEALTH_SYSTEM: ngettext_lazy("health system", "health systems", "n"),
    OrganizationType.CLINIC: ngettext_lazy("clinic", "clinics", "n"),
    OrganizationType.MEDICAL_SCHOOL: ngettext_lazy("medical school", "medical schools", "n"),
    OrganizationType.PUBLIC_HEALTH_AGENCY: ngettext_lazy(
        "public health agency", "public health agencies", "n"
    ),
    OrganizationType.PROFESSIONAL_ASSOCIATION: ngettext_lazy(
        "professional association", "professional associations", "n"
    ),
    OrganizationType.PATIENT_ORGANIZATION: ngettext_lazy(
        "patient organization", "patient organizations", "n"
    ),
    OrganizationType.NONPROFIT: ngettext_lazy("nonprofit", "nonprofits", "n"),
    OrganizationType.PAYER: ngettext_lazy("payer", "payers", "n"),
    OrganizationType.PUBLISHER: ngettext_lazy("publisher", "publishers", "n"),
    OrganizationType.OTHER: ngettext_lazy("other health organization", "other health organizations", "n"),
}
_ORGANIZATIONS = ngettext_lazy("organization", "organizations", "n")


def noun(type_: str, count: int) -> str:
    """ "public health agencies" of "public-health-agency"; organizations where it is no one type ("")."""
    is_type = type_ in OrganizationType.values
    return str((_NOUNS[OrganizationType(type_)] if is_type else _ORGANIZATIONS) % {"n": count})
