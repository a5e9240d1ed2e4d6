"""What somebody asks of the library, as it stands in the address. Pure."""

from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args
from urllib.parse import urlencode

from rounds.directory.grid.queries import Parameters

Facet = Literal["kind", "audience", "topic", "open", "format", "language", "license"]
FACETS: tuple[Facet, ...] = get_args(Facet)
SORTS = ("relevance", "newest", "title")
MOST_LETTERS = 100  # of a search
MOST_VALUES = 20  # of one filter
LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Question:
    q: str = ""
    kind: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    license: tuple[str, ...] = ()
    sort: str = ""

    @property
    def order(self) -> str:
        return self.sort or default_order(self.q)

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def toggled(self, facet: Facet, value: str) -> "Question":
        """The same question with one value of a filter put in, or taken out where it was in."""
        before = self.chosen(facet)
        after = tuple(one for one in before if one != value) if value in before else (*before, value)
        changed: dict[str, Any] = {facet: after}
        return replace(self, **changed)

    def encoded(self, **more: str) -> str:
        """The question as a query string, in one order, without what is default."""
        pairs: list[tuple[str, str]] = []
        for name in _NAMES:
            value = getattr(self, name)
            if isinstance(value, tuple):
                pairs += [(name, one) for one in value]
            elif value:
                pairs.append((name, value))
        return urlencode([*pairs, *more.items()])


_NAMES = tuple(field.name for field in fields(Question))


def read(parameters: Parameters) -> Question:
    """The question in an address. What cannot be meant is left out; an unknown value stays and finds nothing."""
    q = _clean(_last(parameters, "q"))[:MOST_LETTERS].strip()
    sort = _last(parameters, "sort")
    if sort not in SORTS or sort == default_order(q) or sort == "relevance":
        sort = ""
    chosen: dict[str, tuple[str, ...]] = {facet: _values(parameters, facet) for facet in FACETS}
    return Question(q=q, sort=sort, **chosen)


def default_order(q: str) -> str:
    return "relevance" if q else "newest"


def _values(parameters: Parameters, facet: Facet) -> tuple[str, ...]:
    cleaned = (_clean(value)[:LONGEST_VALUE] for value in parameters.getlist(facet)[:MOST_VALUES])
    return tuple(dict.fromkeys(value for value in cleaned if value))


def _clean(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _last(parameters: Parameters, key: str) -> str:
    values = parameters.getlist(key)
    return values[-1] if values else ""
