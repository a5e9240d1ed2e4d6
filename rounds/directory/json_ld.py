"""An organization in the words of schema.org, for search engines and for tools."""

from typing import Any

from rounds.core.countries import region_name
from rounds.directory.profile.accounts import ShownAccount
from rounds.directory.proof import OFFICIAL
from rounds.organizations.models import Organization, OrganizationType, Status

SCHEMA_TYPES = {
    OrganizationType.HOSPITAL: "Hospital",
    OrganizationType.CLINIC: "MedicalClinic",
    OrganizationType.MEDICAL_SCHOOL: "CollegeOrUniversity",
    OrganizationType.PUBLIC_HEALTH_AGENCY: "GovernmentOrganization",
    OrganizationType.NONPROFIT: "NGO",
    OrganizationType.HEALTH_SYSTEM: "MedicalOrganization",
}


def organization_json_ld(
    organization: Organization, accounts: list[ShownAccount], other_names: list[str], address: str
) -> dict[str, Any]:
    """`sameAs` claims identity, so it names only accounts that are proven official now."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES.get(OrganizationType(organization.type), "Organization"),
        "@id": address,
        "url": organization.website or address,
        "name": organization.name,
        "alternateName": other_names,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": organization.street,
            "addressLocality": organization.city,
            "addressRegion": region_name(organization.region),
            "postalCode": organization.postal_code,
            "addressCountry": organization.country,
        },
        "telephone": organization.phone,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value}
            for one in organization.identifiers.all()
        ],
        "sameAs": [shown.listing.account.address for shown in accounts if shown.proof in OFFICIAL]
        if organization.status == Status.ACTIVE
        else [],
    }
    if organization.latitude is not None:
        data["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": organization.latitude,
            "longitude": organization.longitude,
        }
    if organization.parent:
        data["parentOrganization"] = {"@type": "Organization", "name": organization.parent.name}
    return {key: value for key, value in data.items() if value not in ("", [])}
