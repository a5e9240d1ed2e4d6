"""Free addresses for new organizations: the name; if that is taken with city, with region, with a number."""

from collections.abc import Iterable, Sequence

from django.utils.text import slugify

from rounds.organizations.models import Organization
from rounds.organizations.names import fold

LONGEST = 110
_NUMBERS = range(2, 40)


def give_slugs(organizations: Sequence[Organization]) -> None:
    """Set a slug on each, different from all in the database and from one another."""
    wanted = [list(dict.fromkeys(_plain(organization))) for organization in organizations]
    taken = _taken(slug for slugs in wanted for slug in slugs)
    left: list[tuple[Organization, str]] = []
    for organization, slugs in zip(organizations, wanted, strict=True):
        free = next((slug for slug in slugs if slug not in taken), "")
        organization.slug = free
        taken.add(free)
        if not free:
            left.append((organization, slugs[-1]))
    if left:
        _number(left, taken)


def _number(left: list[tuple[Organization, str]], taken: set[str]) -> None:
    taken |= _taken(f"{slug}-{number}" for _, slug in left for number in _NUMBERS)
    for organization, slug in left:
        number = 2
        while f"{slug}-{number}" in taken:
            number += 1
        if number not in _NUMBERS:  # more namesakes than were looked up
            taken |= set(
                Organization.objects.filter(slug__startswith=f"{slug}-").values_list("slug", flat=True)
            )
            while f"{slug}-{number}" in taken:
                number += 1
        organization.slug = f"{slug}-{number}"
        taken.add(organization.slug)


def _plain(organization: Organization) -> Iterable[str]:
    name = slugify(organization.name) or slugify(fold(organization.name))
    name = name[:80].strip("-") or f"{organization.type}-{organization.country.lower()}"
    region = organization.region.partition("-")[2]
    yield name
    yield slugify(f"{name} {organization.city}")[:LONGEST].strip("-")
    yield slugify(f"{name} {organization.city} {region}")[:LONGEST].strip("-")


def _taken(slugs: Iterable[str]) -> set[str]:
    return set(Organization.objects.filter(slug__in=set(slugs)).values_list("slug", flat=True))
