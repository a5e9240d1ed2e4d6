"""The shelf as sets of resources, in the memory of a process, made anew when it has changed (docs/decisions/0005).

It knows of every resource that is published. Whoever asks says what is open to them, and is told of nothing else,
neither by a count nor by a filter's value.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from rounds.content.kinds import Audience
from rounds.content.library.asked import FACETS, Facet, Question
from rounds.content.library.formats import format_of
from rounds.core.zones import ADVERTISED, Zone
from rounds.directory.grid import bits

if TYPE_CHECKING:
    from rounds.content.models import Library

OPEN = "1"  # the one value of the filter "what I can read whole"


class Result(NamedTuple):
    """`ids`: in the order that was asked for. `counts`: for each filter's value, what it would show with the others."""

    ids: list[int]
    counts: dict[Facet, dict[str, int]]


class Index:
    """Positions are those of the newest first."""

    def __init__(self, library: "Library") -> None:
        rows = list(_rows(library))
        self.size = len(rows)
        self.ids = [row["pk"] for row in rows]
        self.places = {pk: place for place, pk in enumerate(self.ids)}
        self.by_title = sorted(range(self.size), key=lambda place: (rows[place]["title"].casefold(), place))
        self.zones = self._sets((row["zone"], place) for place, row in enumerate(rows))
        self.samples = bits.set_of((place for place, row in enumerate(rows) if row["is_sample"]), self.size)
        self.sets: dict[Facet, dict[str, int]] = {
            "kind": self._sets((row["kind"], place) for place, row in enumerate(rows)),
            "audience": self._sets(_audiences(rows)),
            "topic": self._sets(self._placed(_topics(library))),
            "format": self._sets(self._placed(_formats(library))),
            "language": self._sets((row["language"], place) for place, row in enumerate(rows)),
            "license": self._sets((row["license"], place) for place, row in enumerate(rows)),
        }

    def ask(self, question: Question, zones: frozenset[str], found: Sequence[int] | None = None) -> Result:
        """`zones`: what is open to whoever asks. `found`: what their words find, the best first; None: no words."""
        known = bits.union(self.zones.get(zone, 0) for zone in {*ADVERTISED, *zones})
        if found is not None:
            known &= bits.set_of((self.places[pk] for pk in found if pk in self.places), self.size)
        sets = self.sets | {"open": {OPEN: self._open_in(zones)}}
        narrowed = {facet: self._narrowed(sets[facet], question.chosen(facet)) for facet in FACETS}
        counts = {
            facet: _counted(sets[facet], self._all_but(facet, known, narrowed), question.chosen(facet))
            for facet in FACETS
        }
        return Result(self._in_order(self._all_but(None, known, narrowed), question.order, found), counts)

    def values(self, facet: Facet, pk: int) -> list[str]:
        """Those of one resource."""
        place = self.places[pk]
        return sorted(one for one, held in self.sets[facet].items() if held >> place & 1)

    def _open_in(self, zones: frozenset[str]) -> int:
        whole = bits.union(self.zones.get(zone, 0) for zone in zones)
        return whole | self.samples if Zone.GUEST in zones else whole

    def _narrowed(self, values: dict[str, int], chosen: tuple[str, ...]) -> int:
        return bits.union(values.get(one, 0) for one in chosen) if chosen else bits.everything(self.size)

    def _all_but(self, facet: Facet | None, known: int, narrowed: dict[Facet, int]) -> int:
        for name, held in narrowed.items():
            if name != facet:
                known &= held
        return known

    def _in_order(self, held: int, order: str, found: Sequence[int] | None) -> list[int]:
        if order == "relevance" and found is not None:
            return [pk for pk in found if pk in self.places and held >> self.places[pk] & 1]
        places: Iterable[int] = (
            bits.in_order(held, self.by_title) if order == "title" else bits.positions_in(held)
        )
        return [self.ids[place] for place in places]

    def _placed(self, pairs: Iterable[tuple[str, int]]) -> Iterable[tuple[str, int]]:
        return ((value, self.places[pk]) for value, pk in pairs if pk in self.places)

    def _sets(self, pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
        held: defaultdict[str, set[int]] = defaultdict(set)
        for value, place in pairs:
            held[value].add(place)
        return {value: bits.set_of(places, self.size) for value, places in held.items() if value}


_kept: dict[int, tuple[str, Index]] = {}
_making = Lock()


def index_of(library: "Library", state: str) -> Index:
    """`state`: changes with whatever is published or taken away, as of `shelves.state`."""
    kept = _kept.get(library.pk)
    if kept is None or kept[0] != state:
        with _making:
            kept = _kept.get(library.pk)
            if kept is None or kept[0] != state:
                kept = _kept[library.pk] = state, Index(library)
    return kept[1]


def _counted(values: dict[str, int], held: int, chosen: tuple[str, ...]) -> dict[str, int]:
    counts = {value: count for value, one in values.items() if (count := (one & held).bit_count())}
    return counts | {value: 0 for value in chosen if value not in counts}


def _rows(library: "Library") -> Iterable[dict[str, Any]]:
    ticked = [f"for_{one}" for one in Audience.values]
    return (
        library.shelf()
        .order_by("-first_published_at", "-pk")
        .values("pk", "title", "zone", "is_sample", "kind", "language", "license", *ticked)
    )


def _audiences(rows: list[dict[str, Any]]) -> Iterable[tuple[str, int]]:
    """What is for everybody is for each of them."""
    for place, row in enumerate(rows):
        ticked = [one for one in Audience.values if row[f"for_{one}"]]
        yield from ((one, place) for one in ticked or Audience.values)


def _topics(library: "Library") -> Iterable[tuple[str, int]]:
    return library.shelf().filter(topics__isnull=False).values_list("topics__slug", "pk").order_by()


def _formats(library: "Library") -> Iterable[tuple[str, int]]:
    """Of the newest edition's files."""
    carried = library.shelf().filter(files__document__isnull=False, files__edition=None)
    return (
        (format_of(name), pk) for name, pk in carried.values_list("files__document__file", "pk").order_by()
    )
