"""The List at one moment, as sets of organizations: what the grid's rarer filters and every figure are counted from.

Positions are those of the timeline. Of organizations only the current ones count, of accounts those that were theirs.
"""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property
from itertools import compress
from threading import Lock
from typing import Any

from django.utils import timezone

from rounds.directory.as_of import last_instant
from rounds.directory.grid import bits
from rounds.directory.grid.bands import band_of_accounts
from rounds.directory.grid.timeline import OPEN, Edition, Timeline
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH, Proof
from rounds.organizations import versions
from rounds.organizations.models import Status

KEPT = 12  # moments that are remembered, in each process: each takes about 50 bytes for each account
PATIENCE = 5  # seconds that a request waits while another one reads
OWN, PARENT, CLOSED, NONE = "own", "parent", "closed", "none"  # how an organization is covered
PROOFS = tuple(STRENGTH)
KINDS = len(PROOFS)
_RELEASED, _STALE = STRENGTH[Proof.RELEASED], STRENGTH[Proof.STALE]


class Busy(Exception):
    """Whoever asks has asked for too many days, or another one is being read."""


class Census:
    """`moment`: the end of a past day; None: now. `now`: the clock on the page."""

    def __init__(self, timeline: Timeline, now: datetime, moment: datetime | None) -> None:
        self.timeline, self.now, self.moment = timeline, now, moment
        self.size = timeline.size
        self._day = now.date().toordinal()
        self._moved = self._facts_then()
        self.current = self._current()
        self.statements = array("l", self._statements())
        self.answers: OrderedDict[Any, Any] = OrderedDict()  # what was counted, by question
        self._sets: dict[str, dict[str, int]] = {}

    # Facts of organizations

    def facts(self, fact: str) -> dict[str, int]:
        """Each value of country, region, type, ownership or beds, with the current organizations that had it."""
        if fact == "place":
            return self._kept("place", self.timeline.place_sets, self._places_moved)
        return self._kept(fact, self.timeline.sets[fact], lambda: self._moved_of(fact))

    def editions(self) -> list[Edition]:
        """Those that had been read to their end, oldest first."""
        return [one for one in self.timeline.editions if one.read_at < (self.moment or self.now)]

    @cached_property
    def parents(self) -> dict[int, int]:
        parents = dict(self.timeline.parents)
        for (at, fact), old in self._moved.items():
            if fact == "parent":
                parents.pop(at, None)
                if old.isdigit() and int(old) in self.timeline.position:
                    parents[at] = self.timeline.position[int(old)]
        return parents

    # Accounts

    @cached_property
    def proofs(self) -> bytearray:
        """By statement, what was shown of its proof: its place in `PROOFS`. What has lapsed is out of date."""
        shown = bytearray(self.timeline.proofs)
        for lapses_at, number in self.timeline.lapses:
            if lapses_at > self.now:
                break
            shown[number] = _STALE
        return shown

    @cached_property
    def owners(self) -> array:
        """Whose each of `statements` is."""
        return array("l", map(self.timeline.owners.__getitem__, self.statements))

    @cached_property
    def platforms(self) -> bytes:
        """The bit of the platform that each of `statements` is about."""
        return bytes(map(self.timeline.platforms.__getitem__, self.statements))

    @cached_property
    def marks(self) -> array:
        """Platform and proof of each of `statements` in one number: the platform's bit times `KINDS`, and the proof."""
        proofs = map(self.proofs.__getitem__, self.statements)
        pairs = zip(self.platforms, proofs, strict=True)
        return array("H", [platform * KINDS + proof for platform, proof in pairs])

    @cached_property
    def shared(self) -> list[list[tuple[int, int]]]:
        """Of each account that is listed for more than one organization: owner and mark of each of its statements."""
        if not self.timeline.shared:
            return []
        place = {number: at for at, number in enumerate(self.statements)}
        told = (
            [(self.owners[place[number]], self.marks[place[number]]) for number in numbers if number in place]
            for numbers in self.timeline.shared
        )
        return [one for one in told if len(one) > 1]

    @cached_property
    def on_open(self) -> bytes:
        """Whether each of `statements` is about an account on a platform that had not closed: 1 or 0."""
        return self.platforms.translate(bytes(bit not in self.closed_bits for bit in range(256)))

    @cached_property
    def closed_bits(self) -> frozenset[int]:
        day = self.now.date()
        return frozenset(one.bit for one in PLATFORMS.values() if one.closed_on and one.closed_on <= day)

    @cached_property
    def by_platform(self) -> dict[str, int]:
        """The current organizations with an account there, by platform."""
        return {slug: self._by_bit[one.bit] for slug, one in PLATFORMS.items() if one.bit in self._by_bit}

    @cached_property
    def by_proof(self) -> dict[str, int]:
        """The current organizations by the strongest status among all their accounts, as the List shows them."""
        counted, found = 0, {}
        for place, proof in enumerate(PROOFS):
            found[proof] = self._by_shown.get(place, 0) & ~counted
            counted |= found[proof]
        return found

    @cached_property
    def _by_bit(self) -> dict[int, int]:
        return self._tabled(self.platforms)

    @cached_property
    def _by_shown(self) -> dict[int, int]:
        return self._tabled(bytes(map(self.proofs.__getitem__, self.statements)))

    def _tabled(self, values: bytes) -> dict[int, int]:
        """The owners of the statements that have a value, by value. In one pass: there may be many statements."""
        tables = {value: bytearray(self.size) for value in set(values)}
        for owner, value in zip(self.owners, values, strict=True):
            tables[value][owner] = 1
        return {value: bits.from_table(table) for value, table in tables.items()}

    @cached_property
    def coverage(self) -> dict[str, int]:
        """Four parts of the current organizations that add up to all of them.

        OWN: an account on an open platform; else PARENT: some organization that it is part of has one; else CLOSED:
        accounts on platforms that have closed; else NONE.
        """
        own = bits.union(
            of for slug, of in self.by_platform.items() if PLATFORMS[slug].bit not in self.closed_bits
        )
        held = bits.union(self.by_platform.values())
        parent = self._under(own) & ~own
        closed = held & ~own & ~parent
        return {OWN: own, PARENT: parent, CLOSED: closed, NONE: self.current & ~(own | parent | closed)}

    @cached_property
    def accounts_of(self) -> Counter[int]:
        """How many accounts on open platforms each organization has."""
        return Counter(compress(self.owners, self.on_open))

    @cached_property
    def seen_on(self) -> array:
        """When an account of each organization on an open platform was last seen, as an ordinal; 0 if never."""
        seen = array("l", bytes(self.size * array("l").itemsize))
        days = map(self.timeline.seen_on.__getitem__, self.statements)
        for owner, day in compress(zip(self.owners, days, strict=True), self.on_open):
            if day > seen[owner]:
                seen[owner] = day
        return seen

    @cached_property
    def by_accounts(self) -> dict[str, int]:
        """The current organizations by how many accounts on open platforms they have, in bands."""
        places: dict[int, list[int]] = {}
        for at, accounts in self.accounts_of.items():
            places.setdefault(accounts, []).append(at)
        bands: dict[str, int] = {}
        for accounts, of in places.items():
            band = band_of_accounts(accounts)
            bands[band] = bands.get(band, 0) | self._set(of)
        return bands

    # Sets

    def find(self, facet: str, value: str) -> int:
        """The current organizations that a filter of the grid leaves; none where the value is not known."""
        if facet == "register":
            return next((one.organizations & self.current for one in self.editions() if one.slug == value), 0)
        named = {
            "platform": lambda: self.by_platform,
            "proof": lambda: self.by_proof,
            "coverage": lambda: self.coverage,
            "accounts": lambda: self.by_accounts,
        }
        return (named[facet]() if facet in named else self.facts(facet)).get(value, 0)

    def ids_in(self, one: int) -> Iterator[int]:
        return map(self.timeline.ids.__getitem__, bits.positions_in(one))

    def set_of_ids(self, ids: Iterable[int]) -> int:
        known = self.timeline.position
        return bits.set_of((known[pk] for pk in ids if pk in known), self.size) & self.current

    # How it is worked out

    def _facts_then(self) -> dict[tuple[int, str], str]:
        """(organization, fact) of what has changed since, and what it was. The first change since has the last word."""
        if self.moment is None:
            return {}
        then: dict[tuple[int, str], str] = {}
        for change in self.timeline.changes:
            if change.day <= self._day:
                break
            then[change.organization, change.fact] = change.old
        return then

    def _current(self) -> int:
        there = self.timeline.everything
        if self.moment is not None:
            there = bits.from_table(bytes(map(self._day.__ge__, self.timeline.created_on)))
        line = self.timeline
        active = _changed(line.sets["status"], line.facts["status"], self._moved_of("status"), self.size)
        return there & active.get(Status.ACTIVE, 0)

    def _statements(self) -> list[int]:
        """The numbers of what was said of accounts that were theirs, of organizations that were current."""
        line, inside = self.timeline, bits.table(self.current, self.size)
        day = OPEN - 1 if self.moment is None else self._day  # now: whatever has begun and not ended
        told = zip(line.begin_on, line.end_on, line.owners, line.proofs, strict=True)
        return [
            number
            for number, (begun, ended, owner, proof) in enumerate(told)
            if begun <= day < ended and proof != _RELEASED and inside[owner]
        ]

    def _kept(self, fact: str, today: dict[str, int], moved: Callable[[], dict[int, str]]) -> dict[str, int]:
        if fact not in self._sets:
            column = self.timeline.places if fact == "place" else self.timeline.facts[fact]
            then = _changed(today, column, moved(), self.size)
            self._sets[fact] = {value: here for value, of in then.items() if (here := of & self.current)}
        return self._sets[fact]

    def _moved_of(self, fact: str) -> dict[int, str]:
        return {at: old for (at, name), old in self._moved.items() if name == fact}

    def _places_moved(self) -> dict[int, str]:
        moved: dict[int, str] = {}
        for at, fact in self._moved:
            if fact in ("country", "region"):
                country, region = (
                    self._moved.get((at, name), self.timeline.facts[name][at])
                    for name in ("country", "region")
                )
                moved[at] = region or country
        return moved

    def _under(self, covering: int) -> int:
        """Those that are part, through current organizations alone, of one of these. A circle ends where it begins."""
        inside, covers = bits.table(self.current, self.size), bits.table(covering, self.size)
        found = []
        for at in self.parents:
            seen, step = {at}, self.parents.get(at)
            while inside[at] and step is not None and step not in seen and inside[step]:
                if covers[step]:
                    found.append(at)
                    break
                seen.add(step)
                step = self.parents.get(step)
        return self._set(found)

    def _set(self, places: Iterable[int]) -> int:
        return bits.set_of(places, self.size)


def _changed(sets: dict[str, int], column: list[str], moved: dict[int, str], size: int) -> dict[str, int]:
    """Sets of values, with these positions moved to another value."""
    if not moved:
        return sets
    leaving: dict[str, list[int]] = {}
    joining: dict[str, list[int]] = {}
    for at, value in moved.items():
        leaving.setdefault(column[at], []).append(at)
        joining.setdefault(value, []).append(at)
    then = dict(sets)
    for value, of in leaving.items():
        then[value] &= ~bits.set_of(of, size)
    for value, of in joining.items():
        then[value] = then.get(value, 0) | bits.set_of(of, size)
    return then


_reading, _keeping = Lock(), Lock()
_timeline: Timeline | None = None
_kept: OrderedDict[datetime | None, Census] = OrderedDict()


def census_now(now: datetime | None = None) -> Census:
    return census_at(None, now=now, may_build=lambda: True)


def census_at(
    moment: datetime | None, *, now: datetime | None = None, may_build: Callable[[], bool]
) -> Census:
    """The List now (None), or at the end of a past day. Raises Busy where that is not remembered and may not be built.

    The first after a change reads the timeline, in one scan; all others are worked out from it.
    """
    now = now or timezone.now()
    version = versions.current()
    if kept := _remembered(moment, version, now):
        return kept
    if not may_build() or not _reading.acquire(timeout=PATIENCE if moment else -1):
        raise Busy
    try:
        return _remembered(moment, version, now) or _built(moment, version, now)
    finally:
        _reading.release()


def _remembered(moment: datetime | None, version: int, now: datetime) -> Census | None:
    with _keeping:
        kept = _kept.get(moment)
        if kept is None or kept.timeline is not _timeline or not kept.timeline.is_true_for(version, now):
            return None
        if moment is None and kept.now.date() != now.date():  # platforms close on a day
            return None
        _kept.move_to_end(moment)
        return kept


def _built(moment: datetime | None, version: int, now: datetime) -> Census:
    global _timeline
    if _timeline is None or not _timeline.is_true_for(version, now):
        read = Timeline(version, now)
        with _keeping:
            _timeline = read
            _kept.clear()
    made = Census(_timeline, last_instant(moment) if moment else now, moment)
    with _keeping:
        _kept[moment] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made
