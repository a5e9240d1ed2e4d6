"""What answers look like. What it says here stands in the OpenAPI document and on the page about the API."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from ninja import Schema
from pydantic import Field

from rounds.directory.api.answers import Answer, Page
from rounds.directory.models import Purpose
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Direction, Kind, Outcome, Proof
from rounds.organizations.models import Name, OrganizationType, Ownership, Scheme, Status

if TYPE_CHECKING:  # mypy takes only what is written out
    Proven = str
    TypeOf = str
    Owned = str
    SchemeOf = str
    NameKind = str
    StateOf = str
    PlatformOf = str
    PurposeOf = str
    KindOf = str
    DirectionOf = str
    OutcomeOf = str
else:
    Proven = Literal[tuple(Proof.values)]
    TypeOf = Literal[tuple(OrganizationType.values)]
    Owned = Literal[("", *Ownership.values)]
    SchemeOf = Literal[tuple(Scheme.values)]
    NameKind = Literal[tuple(Name.Kind.values)]
    StateOf = Literal[tuple(Status.values)]
    PlatformOf = Literal[tuple(PLATFORMS)]
    PurposeOf = Literal[tuple(Purpose.values)]
    KindOf = Literal[tuple(Kind.values)]
    DirectionOf = Literal[tuple(Direction.values)]
    OutcomeOf = Literal[tuple(Outcome.values)]


class IdentifierOut(Schema):
    scheme: SchemeOf = Field(description="Who hands it out.")
    value: str


class NameOut(Schema):
    """A name other than the one shown."""

    kind: NameKind
    text: str
    language: str = Field(description="BCP 47; empty where not told.")


class RelatedOut(Schema):
    """Another organization."""

    slug: str
    name: str
    address: str = Field(description="Its page.")


class NamedOut(RelatedOut):
    type: TypeOf
    country: str = Field(description="ISO 3166-1 alpha-2.")


class SaidOut(Schema):
    """What the List says of an account for one organization."""

    listing: int = Field(description="The pair of organization and account, by which evidence is asked for.")
    purpose: PurposeOf = Field(description="What the account is for.")
    audience: str = Field(description="Whom it is for; empty where not told.")
    language: str = Field(description="BCP 47; empty where not told.")
    proof: Proven = Field(description="The status of proof now, or at the end of the day that was asked for.")
    is_official: bool = Field(description="Whether `proof` is one of the three official ones.")
    proof_until: datetime | None = Field(
        description="From then on it is out of date unless it is proven again. null: nothing runs out, or it is"
        " about a past day."
    )
    last_seen: date | None = Field(description="When something last spoke for it.")
    listed_on: date = Field(description="Since when the List has it.")


class AccountNamesOut(Schema):
    id: int = Field(description="The account. One that serves two organizations has one id.")
    platform: PlatformOf = Field(description="One of `/api/v1/platforms`.")
    handle: str = Field(description="Its name there, which can change hands; may be empty.")
    permanent_id: str = Field(description="What the platform calls it for ever; empty where not known.")
    address: str = Field(description="The one form of its address that we keep.")


class ListedAccountOut(SaidOut, AccountNamesOut):
    """An account with what the List says of it for the organization in which it stands."""


class OrganizationRow(Schema):
    """A health organization with its accounts."""

    slug: str = Field(description="Its name in addresses. It stays.")
    address: str = Field(description="Its page.")
    name: str
    type: TypeOf
    country: str = Field(description="ISO 3166-1 alpha-2.")
    region: str = Field(description="ISO 3166-2: US-MN; empty where not known.")
    city: str
    street: str
    postal_code: str
    phone: str = Field(description="The number that registers publish.")
    website: str
    beds: int | None
    ownership: Owned
    parent: RelatedOut | None = Field(description="What it is part of.")
    identifiers: list[IdentifierOut]
    proof: Proven | None = Field(description="The strongest proof among its accounts; null without any.")
    accounts: list[ListedAccountOut] = Field(
        description="Those that are theirs, by platform. What is no longer theirs is not among them."
    )


class SourceOut(Schema):
    """Where a field comes from."""

    field: str
    source: str = Field(description="A register's slug, or person: somebody of ours checked it.")
    as_of: date


class EndedOut(Schema):
    """An account that has left the List."""

    platform: PlatformOf
    handle: str
    ended_on: date
    reason: str


class WholeOrganization(OrganizationRow):
    """Everything that its page shows."""

    latitude: float | None
    longitude: float | None
    status: StateOf = Field(
        description="active, closed, merged into another, or withdrawn: entered by mistake."
    )
    status_on: date | None
    merged_into: RelatedOut | None = Field(description="Ask for this one instead.")
    names: list[NameOut]
    children: list[RelatedOut] = Field(description="What is part of it, by name; at most 200.")
    released: list[ListedAccountOut] = Field(
        description="No longer theirs: whoever uses these now does not speak for the organization."
    )
    ended: list[EndedOut]
    sources: list[SourceOut]


class OrganizationAnswer(Answer):
    organization: WholeOrganization


class OrganizationsPage(Page):
    guessed: bool = Field(description="Nothing has the words of `q`; these are the most alike.")
    items: list[OrganizationRow]


class SaidForOut(SaidOut):
    organization: NamedOut


class AccountOut(AccountNamesOut):
    """An account with what the List says of it, for each organization."""

    listings: list[SaidForOut]


class AccountsPage(Page):
    items: list[AccountOut]


class FormerNameOut(Schema):
    """A name under which the same permanent id was seen before."""

    handle: str
    last_seen_at: datetime


class WholeAccountOut(AccountOut):
    platform_closed_on: date | None = Field(description="When the platform closed down.")
    formerly: list[FormerNameOut]


class AccountAnswer(Answer):
    account: WholeAccountOut


class EvidenceRow(Schema):
    """One observation about the pair of organization and account. Added, never changed."""

    id: int
    account: int
    listing: int
    organization: str = Field(description="Its slug.")
    kind: KindOf = Field(description="What was seen, or who said it.")
    direction: DirectionOf = Field(description="Who speaks. Never a name: who said it is not shown.")
    outcome: OutcomeOf
    observed_at: datetime = Field(description="When it was so.")
    recorded_at: datetime = Field(description="When we learned it.")
    expires_at: datetime | None = Field(description="From then on it proves nothing.")
    named_by: str | None = Field(description="The register that names the account, by its slug.")
    source_url: str = Field(description="Where anybody can look; empty where there is no such place.")
    detail: str
    sentence: str = Field(description="The same in a sentence for people.")


class EvidencePage(Page):
    items: list[EvidenceRow]


class SubListOut(Schema):
    """A named part of the List."""

    slug: str
    name: str
    description: str
    address: str = Field(description="Its page.")
    rule: str = Field(description="The question that makes it up; empty where people picked its members.")
    listed: int = Field(description="Organizations in it with an account in the List.")
    organizations: int = Field(description="All organizations in it.")


class SubListsAnswer(Answer):
    items: list[SubListOut]


class RegisterOut(Schema):
    """One edition of an outside list that we read."""

    slug: str
    family: str = Field(description="Editions of one register have one family.")
    name: str
    publisher: str
    as_of: date
    license: str
    license_url: str
    attribution: str
    url: str


class RegistersAnswer(Answer):
    items: list[RegisterOut]


class PlatformOut(Schema):
    slug: PlatformOf
    name: str
    closed_on: date | None = Field(description="When it closed down; its accounts stay in the history.")
    organizations: int = Field(description="How many organizations of the List have an account there.")


class PlatformsAnswer(Answer):
    items: list[PlatformOut]
