"""What an organization's page shows, gathered in a constant number of queries."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from rounds.core.countries import country_name, region_name
from rounds.directory.models import Evidence, Listing
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.proof import Proof
from rounds.organizations.models import Change, Organization, Ownership, Register, Scheme, Status

MOST_CHILDREN = 200
MOST_HISTORY = 100
_LINKS = {
    Scheme.ROR: "https://ror.org/{}",
    Scheme.WIKIDATA: "https://www.wikidata.org/wiki/{}",
    Scheme.ISNI: "https://isni.org/isni/{}",
}


class Why(NamedTuple):
    sentence: str
    url: str


class ShownAccount(NamedTuple):
    listing: Listing
    label: str
    proof: str
    proof_label: str
    language: str
    why: list[Why]
    others: int  # how many more organizations it is listed for


class PlatformAccounts(NamedTuple):
    platform: Platform
    accounts: list[ShownAccount]


class Fact(NamedTuple):
    label: str
    value: str
    url: str
    source: str  # who says so and as of when


class Happening(NamedTuple):
    on: date
    text: str
    source: str


def accounts_of(listings: list[Listing], now: datetime, others: dict[int, int]) -> list[PlatformAccounts]:
    grouped: defaultdict[str, list[ShownAccount]] = defaultdict(list)
    for listing in listings:
        grouped[listing.account.platform].append(_shown(listing, now, others.get(listing.account_id, 0)))
    return sorted(
        (PlatformAccounts(PLATFORMS[slug], accounts) for slug, accounts in grouped.items()),
        key=lambda group: (group.platform.closed_on is not None, group.platform.bit),
    )


def _shown(listing: Listing, now: datetime, others: int) -> ShownAccount:
    expired = listing.proof_until and listing.proof_until <= now
    proof = Proof.STALE if expired else Proof(listing.proof)
    account = listing.account
    return ShownAccount(
        listing,
        account.handle or account.native_id,
        proof.value,
        str(proof.label),
        _language_name(listing.language),
        [_why(one) for one in listing.evidence.all()],
        others,
    )


def _why(evidence: Evidence) -> Why:
    day = date_format(evidence.observed_at, "DATE_FORMAT")
    match evidence.kind:
        case Evidence.Kind.REGISTER:
            name = evidence.register.name if evidence.register else ""
            sentence = _("Named by %(register)s, as of %(day)s") % {"register": name, "day": day}
        case Evidence.Kind.ATTESTATION:
            until = date_format(evidence.expires_at, "DATE_FORMAT") if evidence.expires_at else ""
            sentence = _(
                "A representative with an e-mail address at the organization's own site said so on %(day)s;"
                " it counts until %(until)s"
            ) % {"day": day, "until": until}
        case _:
            sentence = _("Sent in by a reader, looked at by a moderator and published on %(day)s") % {
                "day": day
            }
    return Why(sentence, evidence.source_url or (evidence.register.url if evidence.register else ""))


def facts_of(organization: Organization, registers: dict[str, Register]) -> list[Fact]:
    """The facts beside the accounts, each with its source and date."""
    street = ", ".join(filter(None, (organization.street, organization.city)))
    region = f"{region_name(organization.region)} {organization.postal_code}".strip()
    address = ", ".join(filter(None, (street, region, country_name(organization.country))))
    rows = [
        (_("Address"), address, "", "street" if organization.street else "city"),
        (_("Website"), organization.website, organization.website, "website"),
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
    for identifier in organization.identifiers.all():
        link = _LINKS.get(Scheme(identifier.scheme), "").format(identifier.value)
        known = registers.get(identifier.source)
        facts.append(
            Fact(str(identifier.get_scheme_display()), identifier.value, link, known.name if known else "")
        )
    return facts


def _source(organization: Organization, field: str, registers: dict[str, Register]) -> str:
    said = organization.provenance.get(field)
    if not said:
        return ""
    day = date_format(date.fromisoformat(said["as_of"]), "DATE_FORMAT")
    if said["source"] == "person":
        return _("checked by a moderator, %(day)s") % {"day": day}
    register = registers.get(said["source"])
    return f"{register.name if register else said['source']}, {day}"


def history_of(
    organization: Organization, changes: list[Change], listings: list[Listing], registers: dict[str, Register]
) -> list[Happening]:
    """What happened, newest first."""
    happenings = [
        Happening(change.as_of, _change_text(change), _register_name(change.source, registers))
        for change in changes
    ]
    for listing in listings:
        account = f"{PLATFORMS[listing.account.platform].name} {listing.account.handle or listing.account.native_id}"
        happenings.append(
            Happening(listing.listed_at.date(), _("Listed: %(account)s") % {"account": account}, "")
        )
        if listing.ended_at:
            text = _("Taken out: %(account)s. %(reason)s") % {
                "account": account,
                "reason": listing.ended_reason,
            }
            happenings.append(Happening(listing.ended_at.date(), text, ""))
    return sorted(happenings, key=lambda one: one.on, reverse=True)[:MOST_HISTORY]


def _change_text(change: Change) -> str:
    if change.field == "name":
        return _("Renamed from “%(old)s” to “%(new)s”") % {"old": change.old, "new": change.new}
    if change.field == "status":
        return str(Status(change.new).label) if change.new in Status.values else change.new
    field = _FIELD_LABELS.get(change.field, change.field)
    if not change.old:
        return _("%(field)s added: %(new)s") % {"field": field, "new": change.new}
    return _("%(field)s changed from “%(old)s” to “%(new)s”") % {
        "field": field,
        "old": change.old,
        "new": change.new,
    }


def _register_name(source: str, registers: dict[str, Register]) -> str:
    return registers[source].name if source in registers else ""


def _language_name(code: str) -> str:
    if not code:
        return ""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


_FIELD_LABELS = {
    "street": gettext_lazy("Street"),
    "city": gettext_lazy("City"),
    "region": gettext_lazy("Region"),
    "postal_code": gettext_lazy("Postal code"),
    "phone": gettext_lazy("Phone"),
    "website": gettext_lazy("Website"),
    "beds": gettext_lazy("Beds"),
    "ownership": gettext_lazy("Ownership"),
    "type": gettext_lazy("Type"),
    "coordinates": gettext_lazy("Coordinates"),
    "parent": gettext_lazy("Part of"),
}
