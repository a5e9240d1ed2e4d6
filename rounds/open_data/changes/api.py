"""What changed, for programs that follow the List."""

from datetime import date, datetime
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from rounds.core.api import Problem
from rounds.core.api.problems import invalid
from rounds.core.limits import Meter
from rounds.directory.api.answers import Answer, answer
from rounds.directory.api.kept import kept_under
from rounds.directory.api.metering import metered
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.directory.views.days import Day
from rounds.open_data.api.asked import COUNTRY, REGION
from rounds.open_data.changes.asked import Asked
from rounds.open_data.changes.published import published
from rounds.open_data.changes.reading import MOST, PAGE, end, since
from rounds.open_data.models import ChangeLog, LoggedChange
from rounds.organizations.models import OrganizationType

router = Router(tags=["Changes"])
KIND = Literal[tuple(LoggedChange.Kind.values)]  # type: ignore[valid-type]
PROOF = Literal[tuple(Proof.values)]  # type: ignore[valid-type]
SLUG = r"^[-a-zA-Z0-9_]*$"
MOST_VALUES = 20


class Wanted(Schema):
    """Several values of one filter are alternatives."""

    since: str | None = Field(
        None,
        max_length=40,
        description=(
            "A cursor from `cursor`, or a day or moment (UTC): whatever came after it, oldest first. Without it the"
            " newest changes, and a cursor to go on from."
        ),
        examples=["2026-05-03"],
    )
    kind: list[KIND] = Field([], max_length=MOST_VALUES, description="What happened.")  # type: ignore[valid-type]
    country: list[COUNTRY] = Field([], max_length=MOST_VALUES, description="ISO 3166-1 alpha-2.")
    region: list[REGION] = Field([], max_length=MOST_VALUES, description="ISO 3166-2.")
    type: list[Literal[tuple(OrganizationType.values)]] = Field(  # type: ignore[valid-type]
        [], max_length=MOST_VALUES, description="What kind of organization."
    )
    platform: list[Literal[tuple(PLATFORMS)]] = Field(  # type: ignore[valid-type]
        [], max_length=MOST_VALUES, description="Changes about accounts on this platform."
    )
    organization: str = Field("", max_length=120, pattern=SLUG, description="One organization alone.")
    list: str = Field("", max_length=80, pattern=SLUG, description="A sub-list.")
    limit: int = Field(PAGE, ge=1, le=MOST, description="How many at once.")


class OrganizationNamed(Schema):
    """Whom it is about, as it is now, or as it was when it was removed."""

    slug: str = Field(description="Its name in addresses.")
    name: str = Field(description="Its name.")
    type: str = Field(description="What kind of organization; may be empty where it was removed.")
    country: str = Field(description="ISO 3166-1 alpha-2; may be empty where it was removed.")
    region: str = Field(description="ISO 3166-2; empty where unknown.")
    url: str = Field(description="The address of its page; empty where it was removed.")


class AccountSaid(Schema):
    """What the List said of an account."""

    handle: str = Field(description="Its name on the platform.")
    address: str = Field(description="Its canonical address.")
    purpose: str = Field(description="What it is for; empty where unknown.")
    language: str = Field(description="BCP 47; empty where nobody told.")
    audience: str = Field(description="Whom it is for.")


class AccountChanged(AccountSaid):
    """The account, as the List said it from then on."""

    id: int = Field(description="Our number of the account.")
    platform: str = Field(description="Where it is.")
    permanent_id: str = Field(description="What the platform calls it for ever; empty where unknown.")
    before: AccountSaid | None = Field(
        description="As the List said it until then; null where it said nothing."
    )
    ended_reason: str = Field(description="Why it was taken out; else empty.")


class ProofChanged(Schema):
    old: PROOF | None = Field(description="Until then; null for a new account.")  # type: ignore[valid-type]
    new: PROOF = Field(description="From then on.")  # type: ignore[valid-type]


class FactChanged(Schema):
    field: str = Field(description="Which fact of the organization.")
    old: str = Field(description="Until then; empty where there was none.")
    new: str = Field(description="From then on; empty where there is none.")
    source: str = Field(description="The register that says so, or person.")
    as_of: date = Field(description="The day of which the source tells.")


class ChangeOut(Schema):
    """One change."""

    cursor: str = Field(description="Its number in the log.")
    kind: KIND = Field(description="What happened.")  # type: ignore[valid-type]
    happened_at: datetime = Field(description="When the List began to say so.")
    logged_at: datetime = Field(description="When it came into the log: the log's own order is by this.")
    organization: OrganizationNamed
    account: AccountChanged | None = Field(description="Null where no account is concerned.")
    proof: ProofChanged | None = Field(description="Null where the proof is not concerned.")
    fact: FactChanged | None = Field(description="Null where no fact of the organization is concerned.")
    summary: str = Field(description="In a sentence.")


class ChangesOut(Answer):
    logged_at: datetime | None = Field(description="Up to when changes are in the log.")
    cursor: str = Field(description="How far you have read now. Give it as `since` the next time.")
    has_more: bool = Field(description="Whether there is more to read at once.")
    next: str = Field(description="The address to ask next, now or later.")
    changes: list[ChangeOut]


@router.get(
    "/changes", response={200: ChangesOut, 404: Problem}, operation_id="changes", summary="What changed"
)
@decorate_view(kept_under(end), metered(Meter("api-changes")))
def changes(request: HttpRequest, wanted: Query[Wanted]) -> HttpResponse:
    """What changed in the List, in an order that can be followed from any point: no change is lost or told twice.

    An organization that was removed takes its changes with it; a change of kind `removed` says so. Filters by platform
    or sub-list find every such change, because nobody knows any more where the organization was.

    A page may be short or empty although `has_more` says that there is more: so rare filters cost no more than others.
    """
    asked = Asked(
        tuple(wanted.kind),
        tuple(wanted.country),
        tuple(wanted.region),
        tuple(wanted.type),
        tuple(wanted.platform),
        wanted.organization,
        wanted.list,
    )
    try:
        told = since(asked, wanted.since, wanted.limit)
    except ValueError as wrong:
        raise invalid("since", str(wrong)) from None
    cursor = str(told.cursor)
    query = asked.encoded(since=cursor, limit=str(wanted.limit))
    log = ChangeLog.objects.filter(pk=1).first()
    body = {
        "logged_at": log.logged_at if log else None,
        "cursor": cursor,
        "has_more": told.has_more,
        "next": f"{settings.PUBLIC_URL}{request.path}?{query}",
        "changes": published(told.lines),
    }
    return answer(body, Day(None, timezone.now()))
