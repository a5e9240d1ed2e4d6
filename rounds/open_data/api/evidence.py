"""Evidence, for programs: what was seen or said of the pair of organization and account. Who said it is not shown."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from rounds.core.api import Refused
from rounds.core.api.paging import LONGEST, MOST, PAGE, cursor_of, next_address, place_of
from rounds.core.limits import Meter
from rounds.directory.api.answers import Cursor, Limit, page
from rounds.directory.api.days import AsOf, day_of
from rounds.directory.api.kept import kept_under
from rounds.directory.api.metering import metered
from rounds.directory.models import Evidence
from rounds.directory.profile.evidence import word_of
from rounds.directory.views.days import Day
from rounds.open_data.api.accounts import MOST_ID, AccountId, OrganizationSlug
from rounds.open_data.api.listings import told
from rounds.open_data.api.shapes import EvidencePage, KindOf, OutcomeOf
from rounds.open_data.public import EVIDENCE, without_mail

router = Router(tags=["Evidence"])
meter = Meter("api-evidence")


def _newest() -> str:
    """What only renews a proof is no new version of the data, but it is evidence."""
    return str(Evidence.objects.order_by("-pk").values_list("pk", flat=True).first() or 0)


READING = (kept_under(_newest), metered(meter))
Id = Annotated[int, Field(ge=1, le=MOST_ID)]


class AskedEvidence(Schema):
    account: Id | None = Field(None, description="About this account, by its id.", examples=[1])
    listing: Id | None = Field(None, description="About this pair of organization and account.", examples=[1])
    organization: OrganizationSlug | None = Field(
        None, description="About the accounts of this organization, by its slug.", examples=["mayo-clinic"]
    )
    kind: KindOf | None = Field(None, description="What was seen, or who said it.", examples=["link"])
    outcome: OutcomeOf | None = Field(None, description="What came out of it.", examples=["confirms"])
    as_of: str = Field(
        "",
        description="Only what we knew at the end of a past day (UTC).",
        examples=["2026-05-03"],
        json_schema_extra={"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
    )
    limit: int = Field(PAGE, ge=1, le=MOST, description="How many at once.", examples=[PAGE])
    cursor: str = Field(
        "",
        max_length=LONGEST,
        description="Where the page begins: as it stands in `next`, and with the same question.",
    )


@router.get(
    "/evidence", response={200: EvidencePage}, operation_id="evidence", summary="What was seen and said"
)
@decorate_view(*READING)
def evidence(request: HttpRequest, asked: Query[AskedEvidence]) -> HttpResponse:
    """The newest first, in the order in which we learned of it."""
    wanted = {
        "listing__account": asked.account,
        "listing": asked.listing,
        "listing__organization__slug": asked.organization,
        "kind": asked.kind,
        "outcome": asked.outcome,
    }
    filters = {field: value for field, value in wanted.items() if value is not None}
    return _page(request, Evidence.objects.filter(**filters), day_of(asked.as_of), asked.limit, asked.cursor)


@router.get(
    "/accounts/{int:id}/evidence",
    response={200: EvidencePage},
    operation_id="account_evidence",
    summary="What was seen and said of an account",
)
@decorate_view(*READING)
def of_account(
    request: HttpRequest, id: AccountId, as_of: AsOf = "", limit: Limit = PAGE, cursor: Cursor = ""
) -> HttpResponse:
    """The newest first, for every organization that it is listed for."""
    day = day_of(as_of)
    if not told(day, account__in=[id]):
        raise Refused("not-found", _("There is no such account in the List."))
    return _page(request, Evidence.objects.filter(listing__account=id), day, limit, cursor)


def _page(request: HttpRequest, found: QuerySet[Evidence], day: Day, limit: int, cursor: str) -> HttpResponse:
    place = place_of(request, cursor, [int])
    behind: dict[str, Any] = {"pk__lt": place[0]} if place else {}
    if day.moment:
        behind["recorded_at__lt"] = day.moment
    shown = (
        found.filter(EVIDENCE, **behind).order_by("-pk").select_related("register", "listing__organization")
    )
    rows = list(shown[: limit + 1])
    is_more = len(rows) > limit
    next_page = next_address(request, cursor_of(request, [rows[limit - 1].pk])) if is_more else ""
    return page([_row(one, day) for one in rows[:limit]], day, next=next_page)


def _row(one: Evidence, day: Day) -> dict[str, object]:
    word = word_of(one, day.now)
    return {
        "id": one.pk,
        "account": one.listing.account_id,
        "listing": one.listing_id,
        "organization": one.listing.organization.slug,
        "kind": one.kind,
        "direction": one.direction.value,
        "outcome": one.outcome,
        "observed_at": one.observed_at,
        "recorded_at": one.recorded_at,
        "expires_at": one.expires_at,
        "named_by": one.register.slug if one.register else None,
        "source_url": word.url,
        "detail": without_mail(one.detail),
        "sentence": without_mail(word.sentence),
    }
