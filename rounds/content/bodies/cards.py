"""Cards of organizations and accounts: what the List says of them now, and nothing that it does not say."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.directory.models import Account, Listing
from rounds.directory.platforms import PLATFORMS, Platform
from rounds.directory.proof import OFFICIAL, STRENGTH, Proof, shown
from rounds.organizations.models import Organization, Status

MOST = 8  # accounts on a card; the organization's page has them all


class Proven(NamedTuple):
    account: Account
    platform: Platform
    proof: str
    proof_label: str


class OrganizationCard(NamedTuple):
    organization: Organization
    note: str
    state: str  # "" for one that is active, else what became of it, in words
    now: Organization | None  # what it was merged into
    proven: list[Proven]
    more: int
    is_linked: bool


class For(NamedTuple):
    """Whom an account speaks for."""

    organization: Organization
    proof: str
    proof_label: str


class AccountCard(NamedTuple):
    account: Account
    platform: Platform
    note: str
    warning: str
    speaks_for: list[For]
    is_linked: bool


def organizations(values: list[Any], request: HttpRequest | None) -> Iterable[OrganizationCard | None]:
    there = [value["organization"] for value in values if value.get("organization")]
    prefetch_related_objects([one for one in there if one.merged_into_id], "merged_into")
    accounts_of = _proven([one.pk for one in there if one.status == Status.ACTIVE])
    for value in values:
        one = value.get("organization")
        if one is None:
            yield None
            continue
        proven = accounts_of[one.pk]
        yield OrganizationCard(
            one,
            value.get("note") or "",
            _state(one),
            one.merged_into if one.merged_into_id else None,
            proven[:MOST],
            max(0, len(proven) - MOST),
            one.status != Status.WITHDRAWN,
        )


def _state(one: Organization) -> str:
    match one.status:
        case Status.WITHDRAWN:
            return _("This was entered by mistake and is no longer in the List.")
        case Status.CLOSED:
            return _("It has closed.")
        case Status.MERGED:
            return _("It is part of another organization now.")
    return ""


def _proven(organizations: list[int]) -> defaultdict[int, list[Proven]]:
    """Of each its accounts that are proven at this moment, the best proof first."""
    found: defaultdict[int, list[Proven]] = defaultdict(list)
    now = timezone.now()
    listings = Listing.objects.theirs().filter(organization__in=organizations).select_related("account")
    for listing in listings if organizations else ():
        proof = shown(listing.proof, listing.proof_until, now)
        platform = PLATFORMS[listing.account.platform]
        if proof in OFFICIAL and platform.closed_on is None:
            found[listing.organization_id].append(
                Proven(listing.account, platform, proof, str(Proof(proof).label))
            )
    for proven in found.values():
        proven.sort(key=lambda one: (STRENGTH[one.proof], one.platform.bit, one.account.pk))
    return found


def accounts(values: list[Any], request: HttpRequest | None) -> Iterable[AccountCard | None]:
    there = [value["account"].pk for value in values if value.get("account")]
    speaks_for = _speaking(there)
    for value in values:
        account = value.get("account")
        if account is None:
            yield None
            continue
        of = speaks_for[account.pk]
        platform = PLATFORMS[account.platform]
        warning = _warning(of, platform)
        yield AccountCard(account, platform, value.get("note") or "", warning, of, not warning)


def _speaking(accounts: list[int]) -> defaultdict[int, list[For]]:
    found: defaultdict[int, list[For]] = defaultdict(list)
    now = timezone.now()
    listings = Listing.objects.current().filter(account__in=accounts).select_related("organization")
    for listing in listings.order_by("organization__sort_name", "pk") if accounts else ():
        proof = shown(listing.proof, listing.proof_until, now)
        found[listing.account_id].append(For(listing.organization, proof, str(Proof(proof).label)))
    return found


def _warning(of: list[For], platform: Platform) -> str:
    """Why it is not linked: a stranger may be behind it."""
    if platform.closed_on is not None:
        return _("This platform has closed.")
    if not of:
        return _(
            "This account is no longer in the List. Whoever uses it now does not speak for anybody in it."
        )
    proofs = {one.proof for one in of}
    if Proof.DISPUTED.value in proofs:
        return _("Disputed: do not rely on this account until it is settled.")
    if proofs == {Proof.RELEASED.value}:
        return _("No longer theirs. Whoever uses it now does not speak for them.")
    return ""
