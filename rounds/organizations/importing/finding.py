"""The organization that a record is about: known by its row in another edition, by an identifier, by its place under
an old number, or (where the register speaks of what others know too) by phone, address, name and website.

It is settled for the whole file before anything is written, the surest first. Two rows of one register are two
organizations: whoever has a row already is not found for another. The exception: registers that were put together from
others list some places twice, with the same name at the same door.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from rounds.organizations.importing.editions import Neighbours, left_out, marks
from rounds.organizations.matching.addresses import door, line, town
from rounds.organizations.matching.joining import Joiner, Known
from rounds.organizations.models import Identifier, ImportRun, Name, Organization, RegisterRow
from rounds.organizations.names import fold
from rounds.organizations.sources.record import Record, Source


class Finder:
    """Made once for a reading, with a fixed number of queries. `settle` fills `found`: key to organization."""

    def __init__(self, *, source: Source, run: ImportRun, neighbours: Neighbours) -> None:
        self._source = source
        self._run = run
        self._neighbours = neighbours
        rows = RegisterRow.objects.filter(register__family=run.register.family).order_by("register__as_of")
        self._own = dict(rows.filter(register=run.register).values_list("key", "organization_id"))
        others = rows.exclude(register=run.register)
        self._other_editions = dict(others.values_list("key", "organization_id"))
        self._taken = set(self._own.values())
        self.found: dict[str, int] = dict(self._own)

    def is_unsure(self, record: Record) -> bool:
        """Whether more than its key is needed to know whom the record, or one like it, is about."""
        if record.key in self._own:
            return self._run.line > 0 and self._own[record.key] not in self._added
        return record.key not in self._other_editions

    def settle(self, keys: Iterable[str], unsure: Sequence[Record]) -> None:
        """`keys` are those of the whole file, `unsure` the records that `is_unsure` picked out of it."""
        keys = set(keys)
        for key in sorted(keys):
            self._find(key, self._other_editions.get(key))
        if not unsure:
            return
        identifiers = self._identifiers(unsure)
        for record in unsure:
            for identifier in record.identifiers:
                self._find(record.key, identifiers.get(identifier))
        if self._source.complete:
            self._find_renumbered(keys, unsure)
        rest = [record for record in unsure if record.key not in self.found]
        if self._source.joins and rest:
            self._join(rest)
            self._find_second_rows(unsure)

    def _find(self, key: str, pk: int | None) -> None:
        if pk is not None and key not in self.found and pk not in self._taken:
            self.found[key] = pk
            self._taken.add(pk)

    def _identifiers(self, records: Sequence[Record]) -> Mapping[tuple[str, str], int]:
        schemes = {scheme for record in records for scheme, _ in record.identifiers}
        known = Identifier.objects.filter(scheme__in=schemes).values_list(
            "scheme", "value", "organization_id"
        )
        return {(scheme, value): pk for scheme, value, pk in known.iterator()}

    def _find_renumbered(self, keys: set[str], records: Sequence[Record]) -> None:
        for edition in self._neighbours.each():
            places = left_out(edition, keys)
            for record in records:
                where = marks(record.name, record.street, record.city, record.region, record.postal_code)
                self._find(record.key, places.find(where))

    def _join(self, records: Sequence[Record]) -> None:
        joiner = Joiner(self._known())
        for pk, key in {pk: key for key, pk in self.found.items()}.items():
            joiner.claim(pk, key)
        for key, match in joiner.join(records).items():
            self._find(key, match.id)

    @cached_property
    def _added(self) -> set[int]:
        """Whom this same reading added before it was cut off."""
        rows = RegisterRow.objects.filter(
            register=self._run.register, organization__created_at__gte=self._run.started_at
        )
        return set(rows.values_list("organization_id", flat=True))

    def _find_second_rows(self, records: Sequence[Record]) -> None:
        first: dict[tuple[str, ...], int] = {}
        for record in records:
            if record.key in self.found:
                for mark in _at_its_door(record):
                    first.setdefault(mark, self.found[record.key])
        for record in records:
            if record.key not in self.found:
                pk = next((first[mark] for mark in _at_its_door(record) if mark in first), None)
                if pk is not None:
                    self.found[record.key] = pk

    def _known(self) -> Iterator[Known]:
        """All organizations but those that this same reading added: rows of one register never join each other."""
        identifiers: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for pk, scheme, value in Identifier.objects.values_list("organization_id", "scheme", "value"):
            identifiers[pk].append((scheme, value))
        names: defaultdict[int, list[str]] = defaultdict(list)
        for pk, text in Name.objects.values_list("organization_id", "text"):
            names[pk].append(text)
        columns = ("name", "city", "region", "country", "street", "postal_code", "phone", "website")
        rows = Organization.objects.order_by("pk").values_list("pk", *columns)
        for pk, *told in rows.iterator(chunk_size=2_000):
            if pk not in self._added:
                facts = dict(zip(columns, told, strict=True))
                yield Known(pk, **facts, identifiers=tuple(identifiers[pk]), other_names=tuple(names[pk]))


def _at_its_door(record: Record) -> Iterator[tuple[str, ...]]:
    name = (fold(record.name), town(record.city), record.country)
    if street := door(record.street, record.postal_code):
        yield (*name, street)
    if phone := line(record.phone):
        yield (*name, phone)
