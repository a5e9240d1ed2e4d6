"""The grid's index: the whole List as sets, one for each value of each filter, built once for a data version.

Answers which organizations a question finds, in which order, and how many each filter would leave; exact, because the
sets are thrown away with the data version they were built from. Rows themselves are read from the database.
"""

from array import array
from collections import OrderedDict, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import islice, takewhile
from operator import itemgetter
from threading import Lock
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone

from rounds.directory.grid import bits
from rounds.directory.grid.census import census_at
from rounds.directory.grid.queries import ALL, FACETS, QUIET, Facet, Query
from rounds.directory.models import Listing
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH, shown
from rounds.organizations import search, versions
from rounds.organizations.models import Organization, Status

PAGE = 50
REMEMBERED = 256  # results kept for one data version
WITHIN_A_YEAR, WITHIN_FIVE_YEARS, LONGER_AGO, UNKNOWN = "year", "five-years", "longer", "unknown"


class Slice(NamedTuple):
    """One page of a result."""

    ids: list[int]
    start: int  # how many come before it
    previous: int  # the organization behind which the page before begins; 0: it begins with the first
    has_more: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What a question finds: a set, and the order to read it in. Nothing is put in order before it is read."""

    index: "Index"
    found: int
    order: str
    ranked: tuple[int, ...] | None  # organizations in order of relevance, where that is the order
    counts: dict[Facet, dict[str, int]]  # how many there would be, for each value of each filter
    guessed: bool  # nothing had the words; these are the most alike

    def __len__(self) -> int:
        return self.found.bit_count()

    def __contains__(self, pk: int) -> bool:
        at = self.index.position.get(pk)
        return at is not None and bool(self.found >> at & 1)

    def __iter__(self) -> Iterator[int]:
        """The ids of the organizations, in order."""
        return self._walk(self.found)

    def page(self, after: int) -> Slice:
        """The page behind an organization; where that has left the result, behind the place it would have."""
        passed: deque[int] = deque(maxlen=PAGE + 1)
        start = 0
        ids = iter(self)
        if self._has_place(after):
            ids = self._walk(self.found | 1 << self.index.position[after])
            for pk in takewhile(after.__ne__, ids):
                passed.append(pk)
                start += 1
            if after in self:
                passed.append(after)
                start += 1
        shown = list(islice(ids, PAGE))
        return Slice(shown, start, passed[0] if start > PAGE else 0, start + len(shown) < len(self))

    def _has_place(self, pk: int) -> bool:
        return pk in self if self.ranked is not None else pk in self.index.position

    def _walk(self, found: int) -> Iterator[int]:
        if self.ranked is not None:
            return (pk for pk in self.ranked if pk in self)
        if self.order in self.index.orders:
            positions = bits.in_order(found, self.index.orders[self.order])
        else:
            positions = bits.positions_in(found)
        return map(self.index.ids.__getitem__, positions)


class Line(NamedTuple):
    """One organization as the index reads it; `accounts` and what follows is None where nothing is listed."""

    pk: int
    country: str
    region: str
    type: str
    accounts: int | None
    platforms: int
    proof: str
    proof_until: datetime | None
    seen_on: date | None
    listed_at: datetime | None


class Index:
    """`rows`: as `Line`, by name. `now`: the clock on the page, from which ages and expiry are counted.

    `moment`: the end of the past day that it is about; None: today.
    """

    def __init__(
        self, version: int, now: datetime, rows: Iterable[tuple], moment: datetime | None = None
    ) -> None:
        self.version, self.moment = version, moment
        self.until = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), tzinfo=now.tzinfo)
        self.results: OrderedDict[Query, Result] = OrderedDict()
        self.lock = Lock()
        self.ids = array("q")
        places: dict[str, defaultdict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
        listed_at: list[int] = []
        columns: dict[str, list[float]] = {order: [] for order in ("accounts", "seen", "newest")}
        for at, (pk, country, region, type_, n, platforms, proof, until, seen, listed) in enumerate(rows):
            self.ids.append(pk)
            places["country"][country].append(at)
            places["region"][region].append(at)
            places["type"][type_].append(at)
            columns["accounts"].append(n or 0)
            # By the day; of one day, those with more accounts first.
            columns["seen"].append((seen.toordinal() if seen else 0) + min(n or 0, 999) / 1_000)
            columns["newest"].append(listed.timestamp() if listed else 0)
            if not n:
                continue
            if until and until > now:
                self.until = min(self.until, until)
            places["proof"][shown(proof, until, now)].append(at)
            places["seen"][seen_bucket(seen, now.date())].append(at)
            listed_at.append(at)
            for slug in _platforms_of(platforms):
                places["platform"][slug].append(at)
        self.size = len(self.ids)
        self.position = {pk: at for at, pk in enumerate(self.ids)}
        self.sets = {
            facet: {value: bits.set_of(of, self.size) for value, of in values.items()}
            for facet, values in places.items()
        }
        self.everything = bits.everything(self.size)
        self.listed = bits.set_of(listed_at, self.size)
        self.columns = {order: array("d", column) for order, column in columns.items()}
        self.orders = {order: _falling(column) for order, column in columns.items()}

    def is_true_for(self, version: int, now: datetime) -> bool:
        """Version 0 is before the first change that an action made: nothing is known about it."""
        return self.version == version != 0 and now < self.until

    @cached_property
    def accounts(self) -> int:
        """How many different accounts are listed; one that serves two organizations counts once."""
        listings = Listing.objects.theirs().filter(organization__status=Status.ACTIVE)
        return listings.aggregate(n=Count("account", distinct=True))["n"]

    def result(self, query: Query, within: frozenset[int] | None = None) -> Result:
        """What the question finds. `within`: only these organizations (a curated sub-list)."""
        if within is not None:
            return self._find(query, within)
        with self.lock:
            if query in self.results:
                self.results.move_to_end(query)
                return self.results[query]
        result = self._find(query, None)
        with self.lock:
            self._remember(query, result)
        return result

    def listed_among(self, ids: Iterable[int]) -> int:
        """How many of these organizations have an account in the List."""
        return (self._set_of_ids(ids) & self.listed).bit_count()

    def _remember(self, query: Query, result: Result) -> None:
        self.results[query] = result
        if len(self.results) > REMEMBERED:
            self.results.popitem(last=False)

    def _find(self, query: Query, within: frozenset[int] | None) -> Result:
        base = self.everything if query.scope == "register" else self.listed
        hits = search.find(query.q) if query.q else None
        if within is not None:
            base &= self._set_of_ids(within)
        if hits:
            base &= self._set_of_ids(hits.ids)
        chosen = {
            facet: bits.union(self._set_of_value(facet, value) for value in getattr(query, facet))
            for facet in ALL
            if getattr(query, facet)
        }
        found = base
        for one in chosen.values():
            found &= one
        ranked = tuple(hits.ids) if hits and hits.ranked and query.order == "relevance" else None
        guessed = bool(hits and hits.guessed)
        return Result(self, found, query.order, ranked, self._counts(base, chosen, query), guessed)

    def _counts(self, base: int, chosen: dict[Facet, int], query: Query) -> dict[Facet, dict[str, int]]:
        """For each filter: what each of its values would find, the other filters staying as they are."""
        counts: dict[Facet, dict[str, int]] = {}
        for facet in (*FACETS, *(one for one in QUIET if one in chosen)):
            others = base
            for other, one in chosen.items():
                if other != facet:
                    others &= one
            values = self.sets[facet] if facet in FACETS else self._quiet_sets(facet, getattr(query, facet))
            if facet == "region":  # regions are offered within the chosen countries only
                values = {v: s for v, s in values.items() if v and v.partition("-")[0] in query.country}
            found = {value: (one & others).bit_count() for value, one in values.items()}
            counts[facet] = {v: n for v, n in found.items() if n or v in getattr(query, facet)}
        return counts

    def _quiet_sets(self, facet: Facet, chosen: Iterable[str]) -> dict[str, int]:
        return {value: self._set_of_value(facet, value) for value in chosen}

    def _set_of_value(self, facet: Facet, value: str) -> int:
        """A filter that the grid does not offer is answered by the census, and kept where it finds something."""
        if facet in FACETS:
            return self.sets[facet].get(value, 0)
        known = self.sets.setdefault(facet, {})
        if value not in known:
            census = census_at(self.moment, may_build=lambda: True)
            found = self._set_of_ids(census.ids_in(census.find(facet, value)))
            if not found:
                return 0
            known[value] = found
        return known[value]

    def _set_of_ids(self, ids: Iterable[int]) -> int:
        known = self.position
        return bits.set_of((known[pk] for pk in ids if pk in known), self.size)


def seen_bucket(seen_on: date | None, today: date) -> str:
    if seen_on is None:
        return UNKNOWN
    days = (today - seen_on).days
    if days <= 365:
        return WITHIN_A_YEAR
    return WITHIN_FIVE_YEARS if days <= 5 * 365 + 1 else LONGER_AGO


def _falling(column: list[float]) -> array:
    """The positions, those with the highest value first, by name where values are equal."""
    return array("l", sorted(range(len(column)), key=column.__getitem__, reverse=True))


@lru_cache(maxsize=65_536)
def _platforms_of(held: int) -> tuple[str, ...]:
    return tuple(slug for slug, platform in PLATFORMS.items() if held >> platform.bit & 1)


_lock = Lock()
_kept: Index | None = None


def current_index(now: datetime | None = None) -> Index:
    """The index of the present data version: one small query when nothing changed, one scan when something did."""
    global _kept
    now = now or timezone.now()
    version = versions.current()
    kept = _kept
    if kept and kept.is_true_for(version, now):
        return kept
    with _lock:
        if not (_kept and _kept.is_true_for(version, now)):
            _kept = Index(version, now, _rows(now))
        return _kept


_READ = (
    "sort_name",
    "pk",
    "country",
    "region",
    "type",
    "entry__accounts",
    "entry__platforms",
    "entry__proof",
    "entry__proof_until",
    "entry__seen_on",
    "entry__listed_at",
)


def by_name(rows: Iterable[tuple]) -> Iterator[tuple]:
    """Rows that begin with the folded name and the id, in that order and without the name.

    Put in order here, letter by letter: databases differ, and a past day is put in the same order.
    """
    return (row[1:] for row in sorted(rows, key=_NAME_AND_ID))


_NAME_AND_ID = itemgetter(0, 1)


def _rows(now: datetime) -> Iterator[tuple]:
    expired = _expired(now)
    for row in by_name(Organization.objects.current().values_list(*_READ).iterator(chunk_size=5_000)):
        yield row if row[0] not in expired else (*row[:6], *expired[row[0]], *row[8:])


def _expired(now: datetime) -> dict[int, tuple[str, datetime | None]]:
    """The best proof, and its end, of those whose line has expired before the clock has made it again."""
    lines: defaultdict[int, list[tuple[str, datetime | None]]] = defaultdict(list)
    of = Listing.objects.theirs().filter(organization__entry__proof_until__lte=now)
    for pk, proof, until in of.values_list("organization_id", "proof", "proof_until"):
        lines[pk].append((shown(proof, until, now), until))
    return {
        pk: (
            min((proof for proof, _ in told), key=STRENGTH.__getitem__),
            min((until for _, until in told if until and until > now), default=None),
        )
        for pk, told in lines.items()
    }


def proof_order(value: str) -> int:
    return STRENGTH.get(value, len(STRENGTH))
