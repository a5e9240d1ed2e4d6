"""Finds, for a register's record, the organization that other registers already told us of. Pure, in memory.

A wrong join is worse than a miss: what is not sure is None, and then a new organization or a person's task.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rounds.organizations.matching.addresses import door, line, own_host, postal_area, town
from rounds.organizations.matching.likeness import Told, are_two, likeness, told
from rounds.organizations.names import fold
from rounds.organizations.sources.record import Record

# Which agreements are enough, and how alike the names must then be. First row that holds.
_RULES: tuple[tuple[frozenset[str], float], ...] = (
    (frozenset({"address", "phone"}), 0.20),  # renamed or sold: the names need hardly agree
    (frozenset({"phone", "city"}), 0.62),
    (frozenset({"address"}), 0.68),
    (frozenset({"website", "city"}), 0.78),
    (frozenset({"city", "postal code"}), 0.86),
    (frozenset({"city"}), 0.94),
    (frozenset({"website"}), 0.97),
)
_WEIGHTS = {"address": 0.3, "phone": 0.3, "postal code": 0.1, "city": 0.15, "website": 0.15}
_SAME_NAME = 0.94
_CLOSE = 0.05  # two candidates whose scores differ by less are a tie
# A register names an organization once, so a different value of one of these is a different organization.
_ONE_EACH = frozenset({"ccn", "eurostat", "hifld", "odhf", "ods", "ror"})


@dataclass(frozen=True, slots=True)
class Known:
    id: int
    name: str
    city: str = ""
    region: str = ""
    country: str = ""
    street: str = ""
    postal_code: str = ""
    phone: str = ""
    website: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    id: int
    # What agrees: "identifier", or "name", "phone", "address", "city", "postal code", "website".
    how: tuple[str, ...]
    score: float  # 0 to 1; to rank with, no probability


class Joiner:
    """Built once over everything known; asked once for each record of one register."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._facts: dict[int, _Facts] = {}
        self._by_identifier: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._blocks: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._claims: dict[int, str] = {}
        for one in known:
            self._add(one)

    def find(self, record: Record) -> Match | None:
        """The one known organization that this record is about; None where none or more than one may be."""
        by_identifier = self._by_identifiers(record)
        if by_identifier is not None:
            return by_identifier if self._is_free(by_identifier.id, record.key) else None
        facts = _facts_of_record(record)
        found = sorted(self._matches(facts), key=lambda match: -match.score)
        if not found or (len(found) > 1 and found[0].score - found[1].score < _CLOSE):
            return None
        return found[0] if self._is_free(found[0].id, record.key) else None

    def claim(self, id: int, key: str) -> None:
        """From now on this organization is the register's row `key`. ValueError if it was another row's."""
        if self._claims.setdefault(id, key) != key:
            raise ValueError(
                f"organization {id} is row {self._claims[id]} of this register already, not {key}"
            )

    def join(self, records: Iterable[Record]) -> Mapping[str, Match]:
        """Each record's match by its key, claimed; the surest first: no weak match takes another's."""
        found = [(match, record.key) for record in records if (match := self.find(record))]
        joined: dict[str, Match] = {}
        for match, key in sorted(found, key=lambda pair: (-pair[0].score, pair[1])):
            if self._is_free(match.id, key):
                self.claim(match.id, key)
                joined[key] = match
        return joined

    def _add(self, one: Known) -> None:
        facts = _facts_of_known(one)
        self._facts[one.id] = facts
        for identifier in one.identifiers:
            self._by_identifier[identifier].add(one.id)
        for block in facts.blocks():
            self._blocks[block].add(one.id)

    def _by_identifiers(self, record: Record) -> Match | None:
        ids = {id for identifier in record.identifiers for id in self._by_identifier.get(identifier, ())}
        same = [id for id in ids if self._facts[id].country == record.country]
        return Match(same[0], ("identifier",), 1.0) if len(same) == 1 else None

    def _matches(self, facts: _Facts) -> Iterable[Match]:
        ids = {id for block in facts.blocks() for id in self._blocks.get(block, ())}
        for id in sorted(ids):
            if match := _compared(id, self._facts[id], facts):
                yield match

    def _is_free(self, id: int, key: str) -> bool:
        return self._claims.get(id, key) == key


@dataclass(frozen=True, slots=True)
class _Facts:
    country: str
    region: str
    names: tuple[Told, ...]
    town: str
    door: str
    line: str
    host: str
    postal_area: str
    identifiers: tuple[tuple[str, str], ...]

    def blocks(self) -> Iterable[tuple[str, ...]]:
        """Where to look: organizations that share none of these are never compared."""
        if self.line:
            yield "phone", self.country, self.line
        if self.door:
            yield "address", self.country, self.door
        if self.host:
            yield "website", self.country, self.region, self.host
        for name in self.names:
            yield "name", self.country, self.town, name.folded
            yield "core", self.country, self.town, name.core or name.core_with_city


def _facts_of_known(one: Known) -> _Facts:
    return _facts(one, (one.name, *(name for name in one.other_names if not _is_acronym(name))))


def _facts_of_record(record: Record) -> _Facts:
    others = [name.text for name in record.names if name.kind in {"alternative", "former"}]
    return _facts(record, (record.name, *others))


def _is_acronym(name: str) -> bool:
    """A third of all acronyms are shared, so none is evidence."""
    return name.isupper() and " " not in name and len(name) <= 8


def _facts(one: Known | Record, names: Sequence[str]) -> _Facts:
    distinct = {fold(name): name for name in reversed(names)}
    return _Facts(
        country=one.country,
        region=one.region,
        names=tuple(told(name, one.city) for folded, name in reversed(distinct.items()) if folded),
        town=town(one.city),
        door=door(one.street, one.postal_code),
        line=line(one.phone),
        host=own_host(one.website),
        postal_area=postal_area(one.postal_code),
        identifiers=one.identifiers,
    )


def _compared(id: int, known: _Facts, record: _Facts) -> Match | None:
    if known.region and record.region and known.region != record.region:
        return None
    if _are_named_apart(known.identifiers, record.identifiers):
        return None
    agreed = _agreements(known, record)
    alike = _likeness(known.names, record.names, same_door="address" in agreed, same_line="phone" in agreed)
    if alike == 0 or not any(alike >= least for needed, least in _RULES if needed <= agreed):
        return None
    score = sum(weight for what, weight in _WEIGHTS.items() if what in agreed) * 0.6 + alike * 0.4
    how = tuple(what for what in _WEIGHTS if what in agreed)
    return Match(id, (*how, "name") if alike >= _SAME_NAME else how, round(score, 4))


def _likeness(known: Sequence[Told], record: Sequence[Told], *, same_door: bool, same_line: bool) -> float:
    """Of the most alike pair of names; 0 where every pair is of two organizations."""
    pairs = [(one, other) for one in known for other in record]
    apart = [are_two(one, other, same_door=same_door, same_line=same_line) for one, other in pairs]
    return max((likeness(*pair) for pair, two in zip(pairs, apart, strict=True) if not two), default=0.0)


def _agreements(known: _Facts, record: _Facts) -> frozenset[str]:
    told_facts = (
        ("address", known.door, record.door),
        ("phone", known.line, record.line),
        ("postal code", known.postal_area, record.postal_area),
        ("city", known.town, record.town),
        ("website", known.host, record.host),
    )
    return frozenset(what for what, one, other in told_facts if one and one == other)


def _are_named_apart(known: Sequence[tuple[str, str]], record: Sequence[tuple[str, str]]) -> bool:
    """Both have a number of one register, and not the same."""
    held = {scheme for scheme, _ in known} & {scheme for scheme, _ in record} & _ONE_EACH
    return any({pair for pair in known if pair[0] == scheme}.isdisjoint(record) for scheme in held)
