"""Accounts as keys: whose account an address or a handle is, for a whole batch in one query."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from rounds.directory.models import Listing
from rounds.directory.platforms import Address, Kind, parse
from rounds.directory.proof import OFFICIAL, Proof, shown
from rounds.organizations.models import Organization, Status
from rounds.reconciliation.properties import compared_as
from rounds.reconciliation.reading import Query

Account = tuple[str, str]  # platform and key
MOST_NAMED = 12  # accounts of one query that are looked at


class Owner(NamedTuple):
    """Whose an account is. Official: proven, and the proof has not expired."""

    organization: Organization
    is_official: bool


def accounts_in(query: Query) -> set[Account]:
    """The accounts that a query names: in a platform's column, or where a website should stand."""
    named = [
        (value.text, one.platform)
        for pid, values in query.properties
        if (one := compared_as(pid)) and (one.platform or one.id == "website")
        for value in values
    ]
    read = (_account(text, platform) for text, platform in named[:MOST_NAMED])
    return {account for account in read if account}


def owners_of(accounts: Collection[Account], at: datetime) -> dict[Account, list[Owner]]:
    """Those for whom each account is listed now, in the order of their ids. One query, or none.

    What was listed for an organization that was merged into another is the other's.
    """
    if not accounts:
        return {}
    owners: defaultdict[Account, list[Owner]] = defaultdict(list)
    listings = Listing.objects.theirs().exclude(proof=Proof.DISPUTED).filter(_any_of(accounts))
    for listing in listings.select_related("organization__merged_into", "account").order_by(
        "organization_id"
    ):
        organization = listing.organization.merged_into or listing.organization
        proof = shown(listing.proof, listing.proof_until, at)
        if organization.status == Status.ACTIVE:
            account = (listing.account.platform, listing.account.key)
            owners[account].append(Owner(organization, proof in OFFICIAL))
    return owners


def _account(text: str, platform: str) -> Account | None:
    read = parse(text, platform)
    if not isinstance(read, Address):
        return None
    account = read if read.kind == Kind.ACCOUNT else read.owner
    if account is None or (platform and account.platform != platform):
        return None
    return account.platform, account.key


def _any_of(accounts: Iterable[Account]) -> Q:
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for platform, key in accounts:
        keys[platform].add(key)
    return reduce(or_, (Q(account__platform=slug, account__key__in=of) for slug, of in keys.items()))
