"""Whether an account is somebody else's already, as far as the List knows."""

from datetime import datetime

from django.db.models import Q, QuerySet

from rounds.directory.models import Impostor, Listing
from rounds.directory.moderation import look_alikes
from rounds.directory.platforms import Address
from rounds.directory.proof import OFFICIAL, Proof, shown
from rounds.directory.speaking import line_of
from rounds.organizations.models import Organization


def belongs_to_others(organization: Organization, address: Address, *, at: datetime) -> bool:
    """Whether it is or was official for another family of organizations, or could be mistaken for one that is.

    What is disputed, out of date or let go elsewhere may have been taken by whoever lists it now; so may what
    somebody was found to pretend with.
    """
    elsewhere = list(listed_as(address).exclude(organization=organization).select_related("organization"))
    concerned = [one for one in elsewhere if shown(one.proof, one.proof_until, at) != Proof.REPORTED]
    if address.handle:
        mistakable = _mistakable(organization, address)
        concerned += [one for one in mistakable if shown(one.proof, one.proof_until, at) in OFFICIAL]
    if any(not are_family(one.organization, organization) for one in concerned):
        return True
    return Impostor.objects.standing().at(address.platform, address.key).exists()


def are_family(one: Organization, other: Organization) -> bool:
    return line_of(one)[-1] == line_of(other)[-1]


def listed_as(address: Address) -> QuerySet[Listing]:
    """Where an account is listed now, under its name or its permanent id."""
    same = Q(account__key=address.key)
    if address.native_id:
        same |= Q(account__native_id=address.native_id)
    return Listing.objects.current().filter(same, account__platform=address.platform)


def _mistakable(organization: Organization, address: Address) -> list[Listing]:
    """Official accounts of others whose names look like this one."""
    official = Listing.objects.current().filter(proof__in=OFFICIAL, account__platform=address.platform)
    official = official.exclude(organization=organization).exclude(account__handle="")
    by_name = {one.casefold(): one for one in official.values_list("account__handle", flat=True)}
    alike = [by_name[seen.text] for seen in look_alikes.find(address.handle, by_name.keys())]
    return list(official.filter(account__handle__in=alike).select_related("organization"))
