"""Accounts, for programs."""

from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field, StringConstraints

from rounds.core.api import Refused
from rounds.core.api.paging import LONGEST, MOST, PAGE, cursor_of, next_address, place_of
from rounds.directory.api.answers import READING, answer, page
from rounds.directory.api.days import AsOf, day_of
from rounds.directory.grid.queries import MOST_VALUES
from rounds.directory.models import Account, Handle, Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.directory.views.days import Day
from rounds.open_data.api.asked import FILTERS
from rounds.open_data.api.listings import SAID, Told, names_of, said_of, told
from rounds.open_data.api.owners import owners_of
from rounds.open_data.api.shapes import AccountAnswer, AccountsPage

router = Router(tags=["Accounts"])

MOST_ID = 2**63 - 1
AccountId = Annotated[int, Path(ge=1, le=MOST_ID, description="The account.")]
OrganizationSlug = Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,120}$")]


class AskedAccounts(Schema):
    platform: list[FILTERS["platform"].kind] = Field(  # type: ignore[valid-type]
        [], max_length=MOST_VALUES, description="The platform.", examples=[["youtube"]]
    )
    proof: list[FILTERS["proof"].kind] = Field(  # type: ignore[valid-type]
        [],
        max_length=MOST_VALUES,
        description="The status of proof. What is no longer theirs is only found with `released`.",
        examples=[["official-mutual", "official-site"]],
    )
    organization: list[OrganizationSlug] = Field(
        [], max_length=MOST_VALUES, description="Of these organizations, by slug.", examples=[["mayo-clinic"]]
    )
    country: list[FILTERS["country"].kind] = Field(  # type: ignore[valid-type]
        [], max_length=MOST_VALUES, description="Of organizations there, ISO 3166-1.", examples=[["US"]]
    )
    region: list[FILTERS["region"].kind] = Field(  # type: ignore[valid-type]
        [], max_length=MOST_VALUES, description="Of organizations there, ISO 3166-2.", examples=[["US-MN"]]
    )
    type: list[FILTERS["type"].kind] = Field(  # type: ignore[valid-type]
        [], max_length=MOST_VALUES, description="Of such organizations.", examples=[["hospital"]]
    )
    limit: int = Field(PAGE, ge=1, le=MOST, description="How many at once.", examples=[PAGE])
    cursor: str = Field(
        "",
        max_length=LONGEST,
        description="Where the page begins: as it stands in `next`, and with the same question.",
    )


@router.get(
    "/accounts",
    response={200: AccountsPage},
    operation_id="accounts",
    summary="Accounts with whom they are for",
)
@decorate_view(*READING)
def accounts(request: HttpRequest, asked: Query[AskedAccounts]) -> HttpResponse:
    """Each account once, with every organization that it is listed for; in the order in which they came to us."""
    day = day_of("")
    place = place_of(request, asked.cursor, [int])
    found = _listings(asked, day).filter(account__gt=place[0] if place else 0).order_by("account_id")
    ids = list(found.values_list("account_id", flat=True).distinct()[: asked.limit + 1])
    rows = _rows(ids[: asked.limit], day)
    cursor = cursor_of(request, [ids[asked.limit - 1]]) if len(ids) > asked.limit else ""
    return page(rows, day, next=next_address(request, cursor) if cursor else "")


@router.get(
    "/accounts/{int:id}", response={200: AccountAnswer}, operation_id="account", summary="One account"
)
@decorate_view(*READING)
def account(request: HttpRequest, id: AccountId, as_of: AsOf = "") -> HttpResponse:
    """With what the List says of it for each organization, also where it is no longer theirs."""
    day = day_of(as_of)
    rows = _rows([id], day)
    if not rows:
        raise Refused("not-found", _("There is no such account in the List."))
    closed_on = PLATFORMS[str(rows[0]["platform"])].closed_on
    more = {"platform_closed_on": closed_on, "formerly": _formerly(id, day)}
    return answer({"account": {**rows[0], **more}}, day)


def _listings(asked: AskedAccounts, day: Day) -> QuerySet[Listing]:
    """Those by which an account is found."""
    listings = (
        Listing.objects.current().filter(SAID) if asked.proof else Listing.objects.theirs().filter(SAID)
    )
    fields = {
        "account__platform": asked.platform,
        "organization__slug": asked.organization,
        "organization__country": asked.country,
        "organization__region": asked.region,
        "organization__type": asked.type,
    }
    chosen: dict[str, Any] = {f"{field}__in": values for field, values in fields.items() if values}
    listings = listings.filter(**chosen)
    return listings.filter(_proven(asked.proof, day)) if asked.proof else listings


def _proven(wanted: list[str], day: Day) -> Q:
    """As it is shown: what has run out is out of date, whether or not the clock has run."""
    over = Q(proof_until__lte=day.now)
    found = Q(proof__in=wanted) & ~over
    return found | over if Proof.STALE in wanted else found


def _rows(ids: list[int], day: Day) -> list[dict[str, object]]:
    """In the order of the ids, as `shapes.AccountOut`. What is said of an account for nobody is not among them."""
    of: dict[int, list[Told]] = {}
    for one in told(day, account__in=ids):
        of.setdefault(one.account, []).append(one)
    owners = owners_of({one.organization for said in of.values() for one in said}, day)
    return [
        {
            **names_of(said[0]),
            "listings": [{**said_of(one), "organization": owners[one.organization]} for one in said],
        }
        for pk in ids
        if (said := of.get(pk))
    ]


def _formerly(id: int, day: Day) -> list[dict[str, object]]:
    """A name that passed to another id is no name of this one."""
    one = Account.objects.get(pk=id)
    names = Handle.objects.filter(account=one, native_id=one.native_id, last_seen_at__lte=day.now)
    return [
        {"handle": name.handle, "last_seen_at": name.last_seen_at}
        for name in names.order_by("-last_seen_at", "-pk")
        if name.handle.casefold() != one.handle.casefold()
    ]
