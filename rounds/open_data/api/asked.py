"""The grid's question as parameters. Pydantic says what cannot be meant; the grid's own `read` reads the rest.

Every filter that the grid knows is a parameter here, also one that this page has no words for yet.
"""

from dataclasses import fields
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from ninja import Schema
from pydantic import Field, StringConstraints, create_model

from rounds.core.api.paging import LONGEST, MOST, PAGE
from rounds.directory.grid.bands import ACCOUNTS, BEDS
from rounds.directory.grid.census import CLOSED, NONE, OWN, PARENT
from rounds.directory.grid.index import LONGER_AGO, UNKNOWN, WITHIN_A_YEAR, WITHIN_FIVE_YEARS
from rounds.directory.grid.queries import LONGEST_VALUE, MOST_VALUES, SORTS, Query
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.organizations.models import OrganizationType, Ownership

COUNTRY = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
REGION = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]
SLUG = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
_ANY = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_VALUE)]


class Filter(NamedTuple):
    kind: Any  # of one value
    description: str
    example: str


FILTERS = {
    "country": Filter(COUNTRY, "ISO 3166-1 alpha-2.", "US"),
    "region": Filter(REGION, "ISO 3166-2, a state or a region.", "US-MN"),
    "type": Filter(Literal[tuple(OrganizationType.values)], "What kind of organization.", "hospital"),
    "platform": Filter(Literal[tuple(PLATFORMS)], "With an account there.", "youtube"),
    "proof": Filter(Literal[tuple(Proof.values)], "The strongest proof among its accounts.", "official-site"),
    "seen": Filter(
        Literal[WITHIN_A_YEAR, WITHIN_FIVE_YEARS, LONGER_AGO, UNKNOWN],
        "When one of its accounts was last seen.",
        WITHIN_A_YEAR,
    ),
    "register": Filter(SLUG, "In this edition of a register.", "cms-2026-06"),
    "place": Filter(_ANY, "A state or region, or a country for what is in no known one.", "US-MN"),
    "ownership": Filter(Literal[(*Ownership.values, UNKNOWN)], "Who owns it.", "nonprofit"),
    "beds": Filter(Literal[(*(name for name, _most in BEDS), UNKNOWN)], "How many beds it has.", "100-199"),
    "coverage": Filter(
        Literal[OWN, PARENT, CLOSED, NONE],
        "`own` has an account, `parent` only what it is part of, `closed` only where the platform is gone.",
        OWN,
    ),
    "accounts": Filter(Literal[tuple(name for name, _most in ACCOUNTS)], "How many accounts it has.", "4-5"),
}
_NO_WORDS = Filter(_ANY, "A filter of the grid.", "")


class _Paged(Schema):
    q: str = Field(
        "", max_length=200, description="Words of a name, a place or an identifier.", examples=["mayo"]
    )
    scope: Literal["listed", "register"] = Field(
        "listed", description="`register`: also organizations without an account."
    )
    sort: Literal[("", *SORTS)] = Field(  # type: ignore[valid-type]
        "",
        description="`seen` (the default) was last seen, `relevance` (the default with `q`) the best match."
        " `name` is best for reading it all.",
        examples=["name"],
    )
    as_of: str = Field(
        "",
        description="What the List said at the end of a past day (UTC). Left out: now.",
        examples=["2026-05-03"],
        json_schema_extra={"pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
    )
    limit: int = Field(PAGE, ge=1, le=MOST, description="How many at once.", examples=[PAGE])
    cursor: str = Field(
        "",
        max_length=LONGEST,
        description="Where the page begins: as it stands in `next`, and with the same question.",
    )


def _parameter(name: str) -> tuple[str, Any]:
    known = FILTERS.get(name, _NO_WORDS)
    field: Any = Field(
        default_factory=list,
        alias=name,
        max_length=MOST_VALUES,
        description=f"{known.description} Give it several times for any of several.",
        examples=[[known.example]] if known.example else None,
    )
    # Named otherwise here, because Pydantic's models have a `register` of their own.
    return f"of_{name}", (list.__class_getitem__(known.kind), field)


if TYPE_CHECKING:
    Asked = _Paged
else:
    Asked = create_model(
        "Asked",
        __base__=_Paged,
        **dict(_parameter(field.name) for field in fields(Query) if field.default == ()),
    )
