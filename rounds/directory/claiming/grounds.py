"""What the database knows about an organization's domain, and about whom it proves."""

from collections.abc import Iterable

from rounds.directory.checking.scope import Place
from rounds.directory.claiming.domains import Ground, ground_of, why_not
from rounds.directory.models import Representative
from rounds.directory.registered import registrable
from rounds.directory.speaking import DEEPEST
from rounds.organizations.matching.addresses import host_of
from rounds.organizations.models import Organization, Status
from rounds.users.addresses import verified_addresses
from rounds.users.models import User


def ground_for(organization: Organization) -> Ground:
    """What its website proves, considering all organizations on the same domain."""
    host = host_of(organization.website)
    domain = registrable(host) or host
    places = {organization.pk: Place(organization.pk, organization.website, organization.parent_id)}
    if domain:
        there = Organization.objects.filter(status=Status.ACTIVE, website__icontains=domain)
        places |= _places(there.exclude(pk=organization.pk).values_list("pk", "website", "parent"))
    add_forebears(places)
    return ground_of(organization.pk, places.values())


def proving_address(user: User, ground: Ground) -> str:
    """One of the person's addresses that proves; "" where none does."""
    return next((one for one in verified_addresses(user) if why_not(one, ground) is None), "")


def was_removed(user: User, organization: Organization) -> bool:
    """Whether somebody else ended it the last time; then a proof alone does not bring a person back."""
    past = Representative.objects.filter(user=user, organization=organization).exclude(ended_at=None)
    last = past.order_by("-ended_at", "-pk").first()
    return last is not None and last.ended_by_id != user.pk


def add_forebears(places: dict[int, Place]) -> None:
    """A family may be held together by a member whose website is elsewhere."""
    for _step in range(DEEPEST):
        missing = {place.parent for place in places.values() if place.parent is not None} - set(places)
        if not missing:
            return
        places |= _places(Organization.objects.filter(pk__in=missing).values_list("pk", "website", "parent"))


def _places(rows: Iterable[tuple[int, str, int | None]]) -> dict[int, Place]:
    return {pk: Place(pk, website, parent) for pk, website, parent in rows}
