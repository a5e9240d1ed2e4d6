"""What an answer holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings

from rounds.directory.models import Evidence
from rounds.directory.moderation.look_alikes import Why
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import OFFICIAL, Proof
from rounds.directory.verifying.asked import Asked
from rounds.organizations.models import Organization

NOT_LISTED, NO_ADDRESS = "not-listed", "not-an-address"
STATUSES = (*Proof.values, NOT_LISTED, NO_ADDRESS)
AGAINST = frozenset({Proof.DISPUTED.value, Proof.RELEASED.value})


class Named(NamedTuple):
    """An organization, as it was called at the time that is asked about."""

    name: str
    slug: str
    country: str
    type: str
    path: str

    @property
    def url(self) -> str:
        return f"{settings.PUBLIC_URL}{self.path}"


def named(organization: Organization) -> Named:
    return Named(
        organization.name,
        organization.slug,
        organization.country,
        organization.type,
        organization.get_absolute_url(),
    )


@dataclass(frozen=True, slots=True)
class Owner:
    """What the List says of the account for one organization."""

    organization: Named
    listing: int
    status: str
    since: datetime
    listed_since: datetime
    purpose: str
    language: str
    expires_at: datetime | None
    last_seen: date | None
    evidence: tuple[Evidence, ...]  # newest first


class Alike(NamedTuple):
    """A listed account that the one asked about could be mistaken for."""

    address: str
    handle: str
    status: str
    organization: Named
    until: datetime | None
    why: Why = Why.ONE_LETTER


class Impersonated(NamedTuple):
    """An organization that the account was found to pretend to be."""

    organization: Named
    since: datetime


class Renamed(NamedTuple):
    """The account that had the name; `until` is when it was last known under it."""

    address: str
    handle: str
    until: datetime
    owners: tuple[Owner, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    asked: Asked
    status: str
    address: str = ""
    platform: str = ""
    handle: str = ""
    permanent_id: str = ""
    owners: tuple[Owner, ...] = ()  # strongest first
    alike: tuple[Alike, ...] = ()
    impersonates: tuple[Impersonated, ...] = ()
    renamed: Renamed | None = None
    moment: datetime | None = None  # the end of the past day that was asked about

    @property
    def is_official(self) -> bool:
        return self.status in OFFICIAL

    @property
    def is_contested(self) -> bool:
        """Whether something speaks against it for one organization, whatever it is for another."""
        return bool(self.impersonates) or any(owner.status in AGAINST for owner in self.owners)

    @property
    def platform_name(self) -> str:
        return PLATFORMS[self.platform].name if self.platform else ""

    @property
    def expires_at(self) -> datetime | None:
        """From then on it may be another answer."""
        renamed = self.renamed.owners if self.renamed else ()
        ends = [owner.expires_at for owner in (*self.owners, *renamed)] + [one.until for one in self.alike]
        return min((end for end in ends if end), default=None)
