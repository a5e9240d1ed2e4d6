"""What is counted, as it stands in an address. Pure.

`register`: the slug of a family ("cms": the edition that was in force on the day), or of one edition ("cms-2026-06"),
or "all" for every organization that we know. The other parts narrow it, each as in the grid.
"""

from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from rounds.directory.grid.queries import LONGEST_VALUE, MOST_VALUES, Facet, Parameters, Query

EVERYTHING = "all"
DEFAULT = "cms"  # the denominator that the List was always held against: the hospitals of the United States
NARROWED_BY: tuple[Facet, ...] = ("country", "region", "type", "beds", "ownership")


@dataclass(frozen=True, slots=True)
class Question:
    register: str = EVERYTHING
    country: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    beds: tuple[str, ...] = ()
    ownership: tuple[str, ...] = ()
    sub_list: str = ""
    as_of: str = ""

    def encoded(self, **more: str) -> str:
        """As a query string in one order, the register always named: so it means the same for ever."""
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            pairs += [(field.name, one) for one in ((value,) if isinstance(value, str) else value) if one]
        return urlencode([*pairs, *more.items()])

    def on(self, as_of: str) -> "Question":
        return replace(self, as_of=as_of)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.sub_list or any(getattr(self, facet) for facet in NARROWED_BY))

    def rows(self, edition: str) -> Query:
        """The grid's question that shows these organizations; `edition`: the slug of the one in force, or ""."""
        narrowed: dict[str, tuple[str, ...]] = {facet: getattr(self, facet) for facet in NARROWED_BY}
        return Query(
            scope="register",
            register=(edition,) if edition else (),
            sort="name",
            as_of=self.as_of,
            **narrowed,  # type: ignore[arg-type]
        )


def read(parameters: Parameters) -> Question:
    """Who asks for nothing is answered about the US register; who narrows without naming one, about everything."""
    narrowed: dict[str, tuple[str, ...]] = {
        facet: tuple(dict.fromkeys(v[:LONGEST_VALUE] for v in parameters.getlist(facet)[:MOST_VALUES] if v))
        for facet in NARROWED_BY
    }
    sub_list = _last(parameters, "sub_list")[:80]
    register = _last(parameters, "register")[:60]
    if not register:
        register = EVERYTHING if sub_list or any(narrowed.values()) else DEFAULT
    as_of = _last(parameters, "as_of")[:LONGEST_VALUE]
    return Question(register=register, sub_list=sub_list, as_of=as_of, **narrowed)


def _last(parameters: Parameters, key: str) -> str:
    values = parameters.getlist(key)
    return str(values[-1]).strip().replace("\0", "") if values else ""
