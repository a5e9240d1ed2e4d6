"""What a person asks of the grid, as it stands in the address. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Protocol, get_args
from urllib.parse import urlencode

Facet = Literal[
    "country", "region", "type", "platform", "proof", "seen",
    "register", "place", "beds", "ownership", "coverage", "accounts",
]  # fmt: skip
ALL: tuple[Facet, ...] = get_args(Facet)
FACETS, QUIET = (
    ALL[:6],
    ALL[6:],
)  # what the grid offers; what figures lead to, offered only where it is chosen
SORTS = ("name", "accounts", "seen", "newest", "relevance")
MOST_VALUES = 20  # of one filter
LONGEST_VALUE = 40


class Parameters(Protocol):
    """The part of Django's QueryDict that is needed here."""

    def getlist(self, key: str, /) -> Sequence[Any]: ...


@dataclass(frozen=True, slots=True)
class Query:
    """`scope` "listed" is the List; "register" also shows organizations without an account. `as_of`: a past day."""

    q: str = ""
    scope: str = "listed"
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    platform: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    register: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    beds: tuple[str, ...] = ()
    ownership: tuple[str, ...] = ()
    coverage: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    sort: str = ""
    as_of: str = ""

    @property
    def order(self) -> str:
        return self.sort or default_order(self.q)

    def toggled(self, facet: Facet, value: str) -> "Query":
        """The same question with one value of a filter put in, or taken out where it was in."""
        chosen: tuple[str, ...] = getattr(self, facet)
        changed = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        changes: dict[str, tuple[str, ...]] = {facet: changed}
        if facet == "country":  # regions of a country that is no longer chosen mean nothing
            changes["region"] = tuple(r for r in self.region if r.partition("-")[0] in changed)
        return replace(self, **changes)  # type: ignore[arg-type]

    def encoded(self, **more: str) -> str:
        """The question as a query string, in one order, without what is default."""
        pairs: list[tuple[str, str]] = []
        for name, default in _FIELDS:
            value = getattr(self, name)
            if isinstance(value, tuple):
                pairs += [(name, one) for one in value]
            elif value != default:
                pairs.append((name, value))
        return urlencode([*pairs, *more.items()])


_FIELDS = tuple((field.name, field.default) for field in fields(Query))


def read(parameters: Parameters) -> Query:
    """The question in an address. What cannot be meant is left out; an unknown value stays and finds nothing."""
    scope = "register" if _last(parameters, "scope") == "register" else "listed"
    sort = _last(parameters, "sort")
    q = " ".join(_last(parameters, "q").replace("\0", " ").split())[:200]
    chosen: Mapping[str, tuple[str, ...]] = {
        facet: tuple(dict.fromkeys(v[:LONGEST_VALUE] for v in parameters.getlist(facet)[:MOST_VALUES] if v))
        for facet in ALL
    }
    if sort not in SORTS or sort == default_order(q) or sort == "relevance":
        sort = ""
    as_of = _last(parameters, "as_of").strip()[:LONGEST_VALUE]
    return Query(q=q, scope=scope, sort=sort, as_of=as_of, **chosen)


def default_order(q: str) -> str:
    """Who searches wants the best match; who looks around wants what was seen last, the fullest first."""
    return "relevance" if q else "seen"


def _last(parameters: Parameters, key: str) -> str:
    values = parameters.getlist(key)
    return values[-1] if values else ""
