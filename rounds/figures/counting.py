"""Arithmetic over a census: how many of a set of organizations take part, and how. Reads nothing, writes nothing.

Three things are counted and never mixed: organizations with an account of their own, accounts (one that is listed for
two organizations counts once), and organizations covered through one that they are part of. Parts add up to the whole
except by platform, where one organization stands in several lines.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import compress
from statistics import fmean
from typing import NamedTuple

from rounds.directory.grid import bits
from rounds.directory.grid.bands import ACCOUNTS, BEDS, UNKNOWN
from rounds.directory.grid.census import CLOSED, KINDS, NONE, OWN, PARENT, PROOFS, Census
from rounds.directory.platforms import PLATFORMS


class Group(NamedTuple):
    """Some organizations, in four parts that add up to them all."""

    value: str
    organizations: int
    own: int  # with an account of their own on an open platform
    parent: int  # with none, but part of an organization that has one
    closed: int  # with accounts on closed platforms alone, and part of no such organization
    none: int

    @property
    def share(self) -> float:
        return self.own / self.organizations if self.organizations else 0.0


class Line(NamedTuple):
    value: str
    organizations: int
    accounts: int


class Band(NamedTuple):
    value: str
    organizations: int


class Spread(NamedTuple):
    """Accounts on open platforms, for each organization that has one."""

    bands: list[Band]
    median: float
    mean: float
    most: int


class Counted(NamedTuple):
    whole: Group
    accounts: int  # different ones, on open platforms
    closed_accounts: int  # different ones, on platforms that have closed
    proven: int  # of `accounts`, those that are official in any way
    platforms: list[Line]
    closed_platforms: list[Line]
    proofs: list[Line]
    places: list[Group]
    countries: list[Group]
    types: list[Group]
    beds: list[Group]
    ownerships: list[Group]
    spread: Spread
    seen_on: (
        date | None
    )  # the newest day on which any of the accounts was seen; of a past day it is not known


def count(census: Census, of: int) -> Counted:
    """Everything about the organizations in the set `of`."""
    of &= census.current
    own = census.coverage[OWN] & of
    accounts = _Accounts(census, of)
    platforms = _platforms(census, of, accounts.by_bit)
    return Counted(
        whole=group_of(census, of),
        accounts=accounts.open_total,
        closed_accounts=accounts.closed_total,
        proven=sum(accounts.by_proof[proof] for proof in PROOFS[:3]),
        platforms=[line for line in platforms if not _is_closed(census, line.value)],
        closed_platforms=[line for line in platforms if _is_closed(census, line.value)],
        proofs=[
            Line(proof, (census.by_proof[proof] & own).bit_count(), accounts.by_proof[proof])
            for proof in PROOFS[:-1]  # what is no longer theirs is never counted
        ],
        places=_groups(census, of, census.facts("place")),
        countries=_groups(census, of, census.facts("country")),
        types=_groups(census, of, census.facts("type")),
        beds=_groups(census, of, census.facts("beds"), [*(name for name, _ in BEDS), UNKNOWN]),
        ownerships=_groups(census, of, census.facts("ownership")),
        spread=_spread(census, of),
        seen_on=_seen_on(census, of),
    )


def group_of(census: Census, of: int, value: str = "") -> Group:
    """Some current organizations, by how they are covered."""
    parts = ((census.coverage[part] & of).bit_count() for part in (OWN, PARENT, CLOSED, NONE))
    return Group(value, of.bit_count(), *parts)


def _groups(census: Census, of: int, sets: Mapping[str, int], order: Iterable[str] = ()) -> list[Group]:
    """In the order given, else the largest first."""
    found = {value: here for value, one in sets.items() if (here := one & of)}
    made = [group_of(census, here, value) for value, here in found.items()]
    places = {value: place for place, value in enumerate(order)}
    return sorted(made, key=lambda one: (places.get(one.value, 0), -one.organizations, one.value))


def _is_closed(census: Census, platform: str) -> bool:
    return PLATFORMS[platform].bit in census.closed_bits


class _Accounts:
    """The different accounts of some organizations: one that several of them list counts once, at its strongest."""

    def __init__(self, census: Census, of: int) -> None:
        marks = _tally(census, of)
        closed = census.closed_bits
        self.by_bit: Counter[int] = Counter()
        of_open: Counter[int] = Counter()
        for mark, accounts in marks.items():
            bit, proof = divmod(mark, KINDS)
            self.by_bit[bit] += accounts
            if bit not in closed:
                of_open[proof] += accounts
        self.by_proof = {proof: of_open[place] for place, proof in enumerate(PROOFS)}
        self.open_total = of_open.total()
        self.closed_total = sum(self.by_bit[bit] for bit in closed)


def _tally(census: Census, of: int) -> Counter[int]:
    """How many different accounts have each pair of platform and strongest proof, as `Census.marks` writes it."""
    inside = bits.table(of, census.size)
    tally = Counter(compress(census.marks, map(inside.__getitem__, census.owners)))
    for statements in census.shared:
        here = [mark for owner, mark in statements if inside[owner]]
        if len(here) > 1:
            tally.subtract(here)
            tally[min(here)] += 1
    return tally


def _platforms(census: Census, of: int, accounts: Counter[int]) -> list[Line]:
    """The most used first."""
    lines = [
        Line(slug, here.bit_count(), accounts[PLATFORMS[slug].bit])
        for slug, held in census.by_platform.items()
        if (here := held & of)
    ]
    return sorted(lines, key=lambda line: (-line.organizations, -line.accounts, line.value))


def _spread(census: Census, of: int) -> Spread:
    inside = bits.table(of, census.size)
    numbers = sorted(accounts for at, accounts in census.accounts_of.items() if inside[at])
    bands = [
        Band(band, here)
        for band, _ in ACCOUNTS
        if (here := (census.by_accounts.get(band, 0) & of).bit_count())
    ]
    if not numbers:
        return Spread(bands, 0.0, 0.0, 0)
    return Spread(bands, _median(numbers), fmean(numbers), numbers[-1])


def _median(numbers: list[int]) -> float:
    middle = len(numbers) // 2
    return float(numbers[middle]) if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _seen_on(census: Census, of: int) -> date | None:
    if census.moment is not None:
        return None
    newest = max(compress(census.seen_on, bits.table(of, census.size)), default=0)
    return date.fromordinal(newest) if newest else None
