"""The page of a result that begins behind a place.

The place is what the last row stood at: the value it was put in order by, its folded name and its id. So rows may come,
go and move while somebody reads, and every row that stays where it is comes exactly once. By relevance nothing can be
put in order that way (a rank depends on all others), so there the place names the rows that have been shown: a ranked
result is never longer than a thousand.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from rounds.core.api.paging import Place, lost
from rounds.directory.as_of import values_at
from rounds.directory.grid import bits
from rounds.directory.grid.index import Index, Result
from rounds.organizations.models import Organization
from rounds.organizations.names import fold

PROBES = 200  # names looked up at once: three questions find a place among eight million
_SHOWN = "shown"


class Part(NamedTuple):
    ids: list[int]
    place: Place | None  # behind which the next one begins; None: this is the last


def part_of(result: Result, place: Sequence[Any] | None, limit: int, moment: datetime | None) -> Part:
    """Raises Refused where the place is none of this order."""
    if place is not None and place[:1] != [_SHOWN]:
        return _behind(result, _key_of(place), limit, moment)
    if place is None and result.ranked is None:
        return _part(result, _in_order(result, 0), limit, moment)
    shown = _unpacked(place[1]) if place else set()
    ids = [*islice((pk for pk in result if pk not in shown), limit + 1)]
    if len(ids) <= limit:
        return Part(ids, None)
    return Part(ids[:limit], [_SHOWN, _packed({*shown, *ids[:limit]})])


def _behind(result: Result, key: "_Key", limit: int, moment: datetime | None) -> Part:
    index = result.index
    at = _position_behind(index, key, moment)
    order = result.order
    if order in index.orders:
        column = index.columns[order]
        at = bisect_left(index.orders[order], (-key.value, at), key=lambda here: (-column[here], here))
    return _part(result, _in_order(result, at), limit, moment)


def _part(result: Result, positions: Iterator[int], limit: int, moment: datetime | None) -> Part:
    index = result.index
    found = [*islice(positions, limit + 1)]
    ids = [index.ids[at] for at in found[:limit]]
    if len(found) <= limit:
        return Part(ids, None)
    last = ids[-1]
    value = index.columns[result.order][found[limit - 1]] if result.order in index.columns else 0
    return Part(ids, [value, _names([last], moment)[last], last])


def _in_order(result: Result, start: int) -> Iterator[int]:
    """The positions of a result, from the place `start` of its order on."""
    index = result.index
    if result.order not in index.orders:
        return (start + at for at in bits.positions_in(result.found >> start))
    held = result.found.to_bytes(index.size // 8 + 1, "little")
    order = islice(index.orders[result.order], start, None)
    return (at for at in order if held[at >> 3] >> (at & 7) & 1)


class _Key(NamedTuple):
    value: float
    name: str
    pk: int


def _key_of(place: Sequence[Any]) -> _Key:
    match place:
        case [int() | float() as value, str() as name, int() as pk]:
            return _Key(value, name, pk)
    raise lost()


def _position_behind(index: Index, key: _Key, moment: datetime | None) -> int:
    """How many organizations stand before it by name, itself among them."""
    at = index.position.get(key.pk)
    if at is not None and _names([key.pk], moment).get(key.pk) == key.name:
        return at + 1
    return _searched(index, key, moment)


def _searched(index: Index, key: _Key, moment: datetime | None) -> int:
    """The same where it has gone or is called otherwise now: some names at a time are looked up."""
    low, high = 0, index.size
    while low < high:
        probes = range(low, high, max(1, (high - low) // PROBES))
        names = _names([index.ids[at] for at in probes], moment)
        before = sum((names.get(pk, ""), pk) <= (key.name, key.pk) for pk in (index.ids[at] for at in probes))
        low, high = (
            probes[before - 1] + 1 if before else low,
            probes[before] if before < len(probes) else high,
        )
    return low


def _names(ids: Sequence[int], moment: datetime | None) -> dict[int, str]:
    """As the index puts them in order."""
    before = values_at(moment, ("name",), ids) if moment else {}
    names = dict(Organization.objects.filter(pk__in=ids).values_list("pk", "sort_name"))
    return names | {pk: fold(of["name"])[:300] for pk, of in before.items() if pk in names}


def _packed(ids: Iterable[int]) -> str:
    """Rising, each as the distance from the one before."""
    last, parts = 0, []
    for pk in sorted(ids):
        parts.append(f"{pk - last:x}")
        last = pk
    return ".".join(parts)


def _unpacked(text: Any) -> set[int]:
    at, found = 0, set()
    for part in str(text).split("."):
        at += int(part, 16)
        found.add(at)
    return found
