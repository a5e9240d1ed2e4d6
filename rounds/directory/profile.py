"""What an organization's page shows, gathered in a constant number of queries."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from rounds.core.countries import country_name, region_name
from rounds.directory.models import Evidence, Listing
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.proof import Proof, shown
from rounds.organizations.models import (
    Change,
    Organization,
    OrganizationType,
    Ownership,
    Register,
    Scheme,
    Status,
)
from rounds.organizations.precedence import PERSON

MOST_CHILDREN = 200
MOST_HISTORY = 100
_GREAT_FIELDS = ("name", "status", "parent")  # each has a line of its own in the history
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


class EndedAccount(NamedTuple):
    platform_name: str
    label: str
    until: datetime
    reason: str


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
    parts: list[str]  # what stands under the line, if several things are told in one


def accounts_of(listings: list[Listing], now: datetime, others: dict[int, int]) -> list[PlatformAccounts]:
    grouped: defaultdict[str, list[ShownAccount]] = defaultdict(list)
    for listing in listings:
        grouped[listing.account.platform].append(_shown(listing, now, others.get(listing.account_id, 0)))
    return sorted(
        (PlatformAccounts(PLATFORMS[slug], accounts) for slug, accounts in grouped.items()),
        key=lambda group: (group.platform.closed_on is not None, group.platform.bit),
    )


def _shown(listing: Listing, now: datetime, others: int) -> ShownAccount:
    proof = Proof(shown(listing.proof, listing.proof_until, now))
    account = listing.account
    return ShownAccount(
        listing,
        account.label,
        proof.value,
        str(proof.label),
        _language_name(listing.language),
        [_why(one) for one in listing.evidence.all()],
        others,
    )


def ended_of(listings: list[Listing]) -> list[EndedAccount]:
    return [
        EndedAccount(
            PLATFORMS[account.platform].name,
            account.exact_name,
            listing.ended_at,
            listing.ended_reason,
        )
        for listing in listings
        if listing.ended_at and (account := listing.account)
    ]


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
        (_("Website"), _site(organization.website), organization.website, "website"),
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


def _site(address: str) -> str:
    """An address as people write it."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/") or address


def _source(organization: Organization, field: str, registers: dict[str, Register]) -> str:
    said = organization.provenance.get(field)
    if not said:
        return ""
    day = date_format(date.fromisoformat(said["as_of"]), "DATE_FORMAT")
    if said["source"] == PERSON:
        return _("checked by a moderator, %(day)s") % {"day": day}
    register = registers.get(said["source"])
    return f"{register.name if register else said['source']}, {day}"


def history_of(
    organization: Organization, changes: list[Change], listings: list[Listing], registers: dict[str, Register]
) -> list[Happening]:
    """What happened, newest first. Small facts of one source and day are one line, and so are accounts of one day."""
    happenings: list[Happening] = []
    small: defaultdict[tuple[date, str], list[str]] = defaultdict(list)
    for change in changes:
        text = _change_text(organization, change)
        if change.field in _GREAT_FIELDS:
            happenings.append(Happening(change.as_of, text, _register_name(change.source, registers), []))
        else:
            small[change.as_of, _register_name(change.source, registers)].append(text)
    for (on, source), facts in small.items():
        words = ngettext("%(n)s fact updated", "%(n)s facts updated", len(facts)) % {"n": len(facts)}
        happenings.append(_together(on, words, source, facts))
    listed: defaultdict[date, list[str]] = defaultdict(list)
    for listing in listings:
        account = _account_name(listing)
        listed[listing.listed_at.date()].append(account)
        if listing.ended_at:
            text = _("Taken out: %(account)s. %(reason)s") % {
                "account": account,
                "reason": listing.ended_reason,
            }
            happenings.append(Happening(listing.ended_at.date(), text, "", []))
    for on, accounts in listed.items():
        words = ngettext("%(n)s account listed", "%(n)s accounts listed", len(accounts)) % {
            "n": len(accounts)
        }
        texts = accounts if len(accounts) > 1 else [_("Listed: %(account)s") % {"account": accounts[0]}]
        happenings.append(_together(on, words, "", texts))
    return sorted(happenings, key=lambda one: one.on, reverse=True)[:MOST_HISTORY]


def _together(on: date, words: str, source: str, texts: list[str]) -> Happening:
    """Several under one line; one alone speaks for itself."""
    return Happening(on, words, source, texts) if len(texts) > 1 else Happening(on, texts[0], source, [])


def _account_name(listing: Listing) -> str:
    account = listing.account
    return f"{PLATFORMS[account.platform].name} {account.exact_name}"


def _change_text(organization: Organization, change: Change) -> str:
    match change.field:
        case "name":
            return _("Renamed from “%(old)s” to “%(new)s”") % {"old": change.old, "new": change.new}
        case "status" if change.new == Status.MERGED and organization.merged_into:
            return _("Merged into %(name)s") % {"name": organization.merged_into.name}
        case "status":
            return str(Status(change.new).label) if change.new in Status.values else change.new
        case "parent" if organization.parent and change.new == str(organization.parent.pk):
            return _("Part of %(name)s") % {"name": organization.parent.name}
        case "parent":  # the record has the number of an organization, which says nothing to a reader
            return _("What it is part of changed")
        case "coordinates":
            return _("Place on the map corrected") if change.old else _("Place on the map added")
    field = _FIELD_LABELS.get(change.field, change.field)
    old, new = _in_words(change.field, change.old), _in_words(change.field, change.new)
    if not new:
        return _("%(field)s taken out: %(old)s") % {"field": field, "old": old}
    if not old:
        return _("%(field)s added: %(new)s") % {"field": field, "new": new}
    return _("%(field)s changed from “%(old)s” to “%(new)s”") % {"field": field, "old": old, "new": new}


def _in_words(field: str, value: str) -> str:
    if field == "region":
        return region_name(value)
    choices: dict[str, type[TextChoices]] = {"ownership": Ownership, "type": OrganizationType}
    if field in choices and value in choices[field].values:
        return str(choices[field](value).label)
    return value


def _register_name(source: str, registers: dict[str, Register]) -> str:
    return registers[source].name if source in registers else ""


def _language_name(code: str) -> str:
    if not code:
        return ""
    try:
        return str(get_language_info(code)["name_translated"])
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
    "identifier": gettext_lazy("Identifier"),
    "other name": gettext_lazy("Other name"),
}
