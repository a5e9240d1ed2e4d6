"""The whole List through time, in memory: read once for a data version, and any day is worked out from it.

A past day is asked by its end (as_of), so of what began and ended the day is enough. Organizations and what was said of
their accounts are columns; a position in the first is an organization, a position in the second a statement.
"""

import zlib
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

from django.db.models import CharField, Max, Min, QuerySet
from django.db.models.functions import Cast, Substr

from rounds.directory.grid import bits
from rounds.directory.grid.bands import UNKNOWN, band_of_beds
from rounds.directory.models import Statement
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import STRENGTH
from rounds.organizations.models import Change, ImportRun, Organization, Register, RegisterRow
from rounds.organizations.sources import SOURCES

FACTS = ("country", "region", "type", "ownership", "beds", "parent", "status")
OPEN = date.max.toordinal()
OWNER = 5  # the place of the organization in what is read of a statement
COUNTED_BY = 1  # raised when the same history is counted in another way


_Sums = tuple[list[int], list[int]]  # days that something happened on, and the sum up to each


class Past(NamedTuple):
    """What a fact was until it changed on a day."""

    day: int
    organization: int
    fact: str
    old: str


class Edition(NamedTuple):
    """An edition of a register that has been read to its end."""

    slug: str
    family: str
    name: str
    publisher: str
    as_of: date
    read_at: datetime
    rows: int
    rejected: int  # lines that could not be read
    strangers: int  # rows of organizations that no longer exist at all
    organizations: int  # a set of positions

    @property
    def repeated(self) -> int:
        """Rows that describe an organization which another row describes, too."""
        return self.rows - self.strangers - self.organizations.bit_count()


class Timeline:
    """`version`: the data version that it was read under; `now`: when. Days are ordinals, in UTC."""

    def __init__(self, version: int, now: datetime) -> None:
        self.version, self.read_at = version, now
        self.accounts, self.owners, self.seen_on = array("q"), array("q"), array("l")
        self.begin_on, self.end_on = array("l"), array("l")
        self.platforms, self.proofs = bytearray(), bytearray()
        self.lapses: list[tuple[datetime, int]] = []
        self.ids, self.created_on = array("q"), array("l")
        self.facts: dict[str, list[str]] = {fact: [] for fact in FACTS}
        self._read_organizations()
        self.size = len(self.ids)
        self.position = {pk: at for at, pk in enumerate(self.ids)}
        self._read_statements()
        self.everything = bits.everything(self.size)
        self.parents = {at: self.position[int(pk)] for at, pk in enumerate(self.facts["parent"]) if pk}
        self.changes = list(self._changes())
        self.editions = _editions(self.position)

    def is_true_for(self, version: int, now: datetime) -> bool:
        """Until something changes, or a proof lapses that may have been renewed since: renewing changes no version.

        Version 0 is before the first change that an action made: nothing is known about it.
        """
        return self.version == version != 0 and self.read_at <= now < self._until

    @cached_property
    def _until(self) -> datetime:
        last = datetime.max.replace(tzinfo=UTC)
        return next((at for at, _number in self.lapses if at > self.read_at), last)

    def _read_statements(self) -> None:
        """Those of organizations that came since these were read are left to the next version, which they have made."""
        days = _Days()
        known = (one for one in _statements() if one[OWNER] in self.position)
        for number, (begun, ended, proof, lapses_at, seen_on, owner, account, platform) in enumerate(known):
            self.begin_on.append(days[begun])
            self.end_on.append(days[ended] if ended else OPEN)
            self.proofs.append(STRENGTH[proof])
            self.platforms.append(_BITS[platform])
            self.accounts.append(account)
            self.owners.append(self.position[owner])
            self.seen_on.append(days[seen_on] if seen_on else 0)
            if lapses_at and not ended:
                self.lapses.append((lapses_at, number))
        self.lapses.sort()

    def _read_organizations(self) -> None:
        days = _Days()
        columns = [self.facts[fact] for fact in FACTS]
        bands: dict[int | None, str] = _Bands()
        for pk, created, country, region, type_, ownership, beds, parent, status in _organizations():
            self.ids.append(pk)
            self.created_on.append(days[created])
            told = (country, region, type_, ownership or UNKNOWN, bands[beds], str(parent or ""), status)
            for column, value in zip(columns, told, strict=True):
                column.append(value)

    def _changes(self) -> Iterator[Past]:
        """Newest first, so that of several since a day the first one has the last word."""
        days = _Days()
        read = Change.objects.filter(field__in=FACTS).order_by("-happened_at", "-pk")
        for pk, fact, old, day in read.values_list(
            "organization_id", "field", "old", _day("happened_at")
        ).iterator(chunk_size=5_000):
            if fact == "beds":
                old = band_of_beds(int(old) if old.isdigit() else None)
            if fact == "ownership":
                old = old or UNKNOWN
            if pk in self.position:
                yield Past(days[day], self.position[pk], fact, old)

    @cached_property
    def sets(self) -> dict[str, dict[str, int]]:
        """Of each fact and each of its values: the organizations that have it today."""
        return {
            fact: self.group(enumerate(column)) for fact, column in self.facts.items() if fact != "parent"
        }

    @cached_property
    def places(self) -> list[str]:
        """The state or region, "US-MN"; the country where none is known."""
        return [
            region or country
            for country, region in zip(self.facts["country"], self.facts["region"], strict=True)
        ]

    @cached_property
    def place_sets(self) -> dict[str, int]:
        return self.group(enumerate(self.places))

    @cached_property
    def shared(self) -> list[list[int]]:
        """The statements of each account that was ever listed for more than one organization."""
        owner_of: dict[int, int] = {}
        several = {
            account
            for account, owner in zip(self.accounts, self.owners, strict=True)
            if owner_of.setdefault(account, owner) != owner
        }
        statements: defaultdict[int, list[int]] = defaultdict(list)
        for number, account in enumerate(self.accounts) if several else ():
            if account in several:
                statements[account].append(number)
        return list(statements.values())

    def fingerprint(self, day: date) -> str:
        """Differs when anything that a past day is worked out from has changed: for copies of what was counted.

        Nothing that happens today changes a day that is over; what does is an act that is dated back, a register that
        is read again, a correction by hand, a platform whose closing we learn of, and another way to count.
        """
        on = day.toordinal()
        begun, ended = self._sums
        editions = [
            (one.slug, one.rows, one.rejected, one.organizations.bit_count())
            for one in self.editions
            if one.read_at.date() <= day
        ]
        closed = sorted(one.slug for one in PLATFORMS.values() if one.closed_on and one.closed_on <= day)
        told = (
            COUNTED_BY,
            _up_to(begun, on),
            _up_to(ended, on),
            _up_to(self._organization_sums, on),
            _up_to(self._change_sums, on),
            editions,
            closed,
        )
        return blake2b(repr(told).encode(), digest_size=16).hexdigest()

    @cached_property
    def _sums(self) -> tuple[_Sums, _Sums]:
        """Of what began and of what ended."""
        told = zip(self.begin_on, self.end_on, self.owners, self.accounts, self.proofs, strict=True)
        begun: defaultdict[int, int] = defaultdict(int)
        ended: defaultdict[int, int] = defaultdict(int)
        for begin_on, end_on, owner, account, proof in told:
            mark = hash((self.ids[owner], account, proof))
            begun[begin_on] += mark
            if end_on != OPEN:
                ended[end_on] += mark
        return _running(begun), _running(ended)

    @cached_property
    def _organization_sums(self) -> _Sums:
        sums: defaultdict[int, int] = defaultdict(int)
        for pk, day in zip(self.ids, self.created_on, strict=True):
            sums[day] += hash((pk,))
        return _running(sums)

    @cached_property
    def _change_sums(self) -> _Sums:
        sums: defaultdict[int, int] = defaultdict(int)
        for change in self.changes:
            sums[change.day] += zlib.crc32(f"{change.organization} {change.fact} {change.old}".encode())
        return _running(sums)

    def group(self, pairs: Iterable[tuple[int, str]]) -> dict[str, int]:
        grouped: defaultdict[str, list[int]] = defaultdict(list)
        for at, value in pairs:
            grouped[value].append(at)
        return {value: bits.set_of(of, self.size) for value, of in grouped.items()}


def _running(sums: Mapping[int, int]) -> _Sums:
    days = sorted(sums)
    return days, list(accumulate(sums[day] for day in days))


def _up_to(sums: _Sums, day: int) -> int:
    at = bisect_right(sums[0], day)
    return sums[1][at - 1] if at else 0


class _Days(dict[str, int]):
    """ "2026-05-03" to its ordinal; of a hundred thousand lines most name a day that another one names."""

    def __missing__(self, text: str) -> int:
        self[text] = day = date.fromisoformat(text).toordinal()
        return day


class _Bands(dict[int | None, str]):
    def __missing__(self, beds: int | None) -> str:
        self[beds] = band = band_of_beds(beds)
        return band


_BITS = {slug: platform.bit for slug, platform in PLATFORMS.items()}


def _day(field: str) -> Substr:
    """The day of a time, in UTC as all of ours are, made by the database: Python would take four times as long."""
    return Substr(Cast(field, CharField()), 1, 10)


def _statements() -> Iterator[tuple]:
    return (
        Statement.objects.order_by("pk")
        .values_list(
            _day("from_at"),
            _day("until_at"),
            "proof",
            "listing__proof_until",
            Cast("listing__seen_on", CharField()),
            "listing__organization_id",
            "listing__account_id",
            "listing__account__platform",
        )
        .iterator(chunk_size=5_000)
    )


def _organizations() -> Iterator[tuple]:
    read = ("country", "region", "type", "ownership", "beds", "parent_id", "status")
    return (
        Organization.objects.order_by("pk")
        .values_list("pk", _day("created_at"), *read)
        .iterator(chunk_size=5_000)
    )


def _editions(position: Mapping[int, int]) -> list[Edition]:
    """Editions of registers of organizations, oldest first. Lists of accounts are no denominator of anything."""
    read_at = _finished().annotate(at=Min("finished_at"))
    when = dict(read_at.values_list("register_id", "at"))
    rejected = dict(
        ImportRun.objects.filter(pk__in=_finished().annotate(last=Max("pk")).values("last")).values_list(
            "register_id", "rejected"
        )
    )
    named: defaultdict[int, list[int]] = defaultdict(list)
    rows = RegisterRow.objects.filter(register__in=when).values_list("register_id", "organization_id")
    for register, organization in rows.iterator(chunk_size=5_000):
        named[register].append(organization)
    made = []
    for one in Register.objects.filter(pk__in=when, slug__in=SOURCES).order_by("as_of", "pk"):
        places = [position[pk] for pk in named[one.pk] if pk in position]
        made.append(
            Edition(
                one.slug,
                one.family,
                one.name,
                one.publisher,
                one.as_of,
                when[one.pk],
                len(named[one.pk]),
                rejected[one.pk],
                len(named[one.pk]) - len(places),
                bits.set_of(places, len(position)),
            )
        )
    return made


def _finished() -> QuerySet:
    return ImportRun.objects.filter(state=ImportRun.State.FINISHED).order_by().values("register_id")
