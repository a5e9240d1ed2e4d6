"""The facts beside the accounts, each with its source and date."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rounds.core.countries import country_name, region_name
from rounds.directory.profile.evidence import written
from rounds.organizations.models import (
    Identifier,
    Name,
    Organization,
    Ownership,
    Register,
    Scheme,
    Status,
)
from rounds.organizations.precedence import PERSON

_LINKS = {
    Scheme.ROR: "https://ror.org/{}",
    Scheme.WIKIDATA: "https://www.wikidata.org/wiki/{}",
    Scheme.ISNI: "https://isni.org/isni/{}",
}


class Fact(NamedTuple):
    label: str
    value: str
    url: str
    source: str  # who says so and as of when


def facts_of(
    organization: Organization, identifiers: Iterable[Identifier], registers: Mapping[str, Register]
) -> list[Fact]:
    street = ", ".join(filter(None, (organization.street, organization.city)))
    region = f"{region_name(organization.region)} {organization.postal_code}".strip()
    address = ", ".join(filter(None, (street, region, country_name(organization.country))))
    rows = [
        (_("Address"), address, "", "street" if organization.street else "city"),
        (_("Website"), written(organization.website), organization.website, "website"),
        (_("Phone"), organization.phone, "", "phone"),
        (_("Beds"), f"{organization.beds:,}" if organization.beds else "", "", "beds"),
        (
            _("Ownership"),
            str(Ownership(organization.ownership).label) if organization.ownership else "",
            "",
            "ownership",
        ),
    ]
    facts = [
        Fact(label, value, url, _source(organization, field, registers))
        for label, value, url, field in rows
        if value
    ]
    for identifier in identifiers:
        link = _LINKS.get(Scheme(identifier.scheme), "").format(identifier.value)
        known = registers.get(identifier.source)
        facts.append(
            Fact(str(identifier.get_scheme_display()), identifier.value, link, known.name if known else "")
        )
    return facts


def _source(organization: Organization, field: str, registers: Mapping[str, Register]) -> str:
    said = organization.provenance.get(field)
    if not said:
        return ""
    day = date_format(date.fromisoformat(said["as_of"]), "DATE_FORMAT")
    if said["source"] == PERSON:
        return _("checked by a moderator, %(day)s") % {"day": day}
    register = registers.get(said["source"])
    return f"{register.name if register else said['source']}, {day}"


def names_of(names: Iterable[Name]) -> dict[str, list[Name]]:
    """The other names by their kind, the former ones first."""
    grouped: defaultdict[str, list[Name]] = defaultdict(list)
    for name in sorted(names, key=lambda name: name.kind != Name.Kind.FORMER):
        grouped[str(name.get_kind_display())].append(name)
    return dict(grouped)


def closed_of(organization: Organization, registers: Mapping[str, Register]) -> str:
    """Since when it is closed, and who says so."""
    if organization.status != Status.CLOSED:
        return ""
    register = registers.get(organization.provenance.get("status", {}).get("source", ""))
    day = date_format(organization.status_on, "DATE_FORMAT") if organization.status_on else ""
    if register and day:
        return _("According to %(register)s, as of %(day)s.") % {"register": register.name, "day": day}
    if register:
        return _("According to %(register)s.") % {"register": register.name}
    return _("Since %(day)s.") % {"day": day} if day else ""
