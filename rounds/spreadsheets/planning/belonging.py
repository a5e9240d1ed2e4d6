"""What the List knows of many accounts at once: where they are listed, and whose they could be taken for.

The same questions as `rounds.directory.belonging` asks of one account, with a number of queries that does not grow.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from rounds.directory.models import Impostor, Listing
from rounds.directory.platforms import PLATFORMS, Address
from rounds.directory.proof import OFFICIAL, Proof, shown
from rounds.directory.speaking import DEEPEST
from rounds.directory.verifying.names import current_names
from rounds.organizations.models import Organization

Place = tuple[str, str]  # platform, key


class Belonging:
    def __init__(self, addresses: Collection[Address], at: datetime) -> None:
        self.at = at
        self._listings = _listings(addresses)
        names = current_names(at)
        like = {
            (one.platform, one.key): names.like(one.platform, one.handle) for one in addresses if one.handle
        }
        self._like = _official(like, at)
        keys = {one.key for one in addresses}
        self._impostors = set(Impostor.objects.standing().filter(key__in=keys).values_list("platform", "key"))

    def organizations(self) -> set[int]:
        """Whoever has to do with these accounts, for `Families`."""
        found = [one for listings in (*self._listings.values(), *self._like.values()) for one in listings]
        return {one.organization_id for one in found}

    def here(self, address: Address, organization_id: int | None) -> Listing | None:
        listed = self._elsewhere(address)
        return next((one for one in listed if one.organization_id == organization_id), None)

    def warning(self, address: Address, organization_id: int | None, families: "Families") -> str:
        """Why a person should look before it is listed; "" for no reason."""
        if (address.platform, address.key) in self._impostors:
            return _("It was reported and found to pretend to be an organization.")
        for one in self._elsewhere(address):
            proof = shown(one.proof, one.proof_until, self.at)
            if proof != Proof.REPORTED and not families.are_one(one.organization_id, organization_id):
                return _("It is listed for %(name)s: %(proof)s.") % {
                    "name": one.organization.name,
                    "proof": Proof(proof).label,
                }
        for one in self._like.get((address.platform, address.key), ()):
            if not families.are_one(one.organization_id, organization_id):
                return _("Its name is very much like %(handle)s, which is official for %(name)s.") % {
                    "handle": one.account.handle,
                    "name": one.organization.name,
                }
        return ""

    def remark(self, address: Address, organization_id: int | None) -> str:
        """What is worth knowing and no reason to wait."""
        for one in self._elsewhere(address):
            if one.organization_id != organization_id:
                return _("Reported for %(name)s, too.") % {"name": one.organization.name}
        if PLATFORMS[address.platform].closed_on:
            return _("%(platform)s has closed: it is kept for the history.") % {
                "platform": PLATFORMS[address.platform].name
            }
        return ""

    def _elsewhere(self, address: Address) -> list[Listing]:
        by_key = self._listings.get((address.platform, address.key), [])
        return by_key + self._listings.get((address.platform, f"id:{address.native_id}"), [])


class Families:
    """Who is part of the same family. A query for each step up."""

    def __init__(self, organization_ids: Iterable[int]) -> None:
        self._parents: dict[int, int | None] = {}
        wanted = set(organization_ids)
        for _step in range(DEEPEST + 1):
            if not wanted:
                break
            found = Organization.objects.filter(pk__in=wanted).values_list("pk", "parent")
            self._parents |= dict(found)
            wanted = {parent for parent in self._parents.values() if parent} - self._parents.keys()

    def are_one(self, one: int, other: int | None) -> bool:
        return other is not None and self._root(one) == self._root(other)

    def _root(self, pk: int) -> int:
        for _step in range(DEEPEST):
            parent = self._parents.get(pk)
            if parent is None:
                break
            pk = parent
        return pk


def _listings(addresses: Collection[Address]) -> dict[Place, list[Listing]]:
    ids = {one.native_id for one in addresses if one.native_id}
    same = Q(account__key__in={one.key for one in addresses})
    if ids:
        same |= Q(account__native_id__in=ids)
    found: defaultdict[Place, list[Listing]] = defaultdict(list)
    listings = Listing.objects.current().filter(same).select_related("account", "organization")
    for one in listings.order_by("listed_at", "pk"):
        account = one.account
        found[account.platform, account.key].append(one)
        if account.native_id and account.key != account.native_id:
            found[account.platform, f"id:{account.native_id}"].append(one)
    return found


def _official(like: dict[Place, list[int]], at: datetime) -> dict[Place, list[Listing]]:
    pks = {pk for found in like.values() for pk in found}
    by_account: defaultdict[int, list[Listing]] = defaultdict(list)
    listings = Listing.objects.current().filter(account__in=pks, proof__in=OFFICIAL)
    for one in listings.select_related("account", "organization").order_by("pk"):
        if shown(one.proof, one.proof_until, at) in OFFICIAL:
            by_account[one.account_id].append(one)
    return {place: [one for pk in found for one in by_account[pk]] for place, found in like.items()}
