"""What the small window in somebody else's page shows of an organization."""

from datetime import datetime
from typing import NamedTuple

from rounds.directory.models import Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH, Proof, shown
from rounds.organizations.models import Identifier, Organization, OrganizationType, Status
from rounds.reconciliation import entities

MOST_ACCOUNTS = 3  # as many as there is room for
MOST_IDENTIFIERS = 3
_FIRST = {"ccn": "CCN", "ror": "ROR", "wikidata": "Wikidata", "ods": "ODS", "npi": "NPI"}


class AccountLine(NamedTuple):
    platform: str
    platform_name: str
    label: str
    proof: str
    proof_label: str


class Preview(NamedTuple):
    name: str
    address: str
    type: str
    place: str
    closed: str  # "" of an organization that is open
    parent: str
    identifiers: str
    accounts: list[AccountLine]
    more: int  # accounts for which there is no room


def preview_of(id: str, at: datetime) -> Preview | None:
    """None where no organization has the id. Four queries."""
    one = entities.by_id([id], Organization.objects.select_related("parent")).get(id)
    return _preview(one, at) if one else None


def _preview(one: Organization, at: datetime) -> Preview:
    listings = Listing.objects.theirs().filter(organization=one).select_related("account")
    accounts = sorted(
        (_line(listing, at) for listing in listings),
        key=lambda line: (STRENGTH[line.proof], PLATFORMS[line.platform].bit),
    )
    return Preview(
        name=one.name,
        address=f"{entities.space()}{one.slug}/",
        type=str(OrganizationType(one.type).label),
        place=one.place,
        closed="" if one.status == Status.ACTIVE else str(Status(one.status).label),
        parent=one.parent.name if one.parent else "",
        identifiers=_identifiers(one),
        accounts=accounts[:MOST_ACCOUNTS],
        more=len(accounts[MOST_ACCOUNTS:]),
    )


def _line(listing: Listing, at: datetime) -> AccountLine:
    account = listing.account
    proof = Proof(shown(listing.proof, listing.proof_until, at))
    platform = PLATFORMS[account.platform]
    return AccountLine(platform.slug, platform.name, account.label, proof.value, str(proof.label))


def _identifiers(one: Organization) -> str:
    """ "CCN 240010 · ROR 02qp3tb03": those that people look things up by, in short."""
    held = Identifier.objects.filter(organization=one, scheme__in=_FIRST)
    told = sorted(held, key=lambda identifier: (list(_FIRST).index(identifier.scheme), identifier.pk))
    return " · ".join(f"{_FIRST[each.scheme]} {each.value}" for each in told[:MOST_IDENTIFIERS])
