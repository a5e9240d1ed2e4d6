"""Organizations with everything public of them: some hundred at a time, in five queries."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rounds.core.among import Among
from rounds.directory.grid.rows import CHUNK, accounts_of
from rounds.open_data.exports import past
from rounds.open_data.exports.record import READ, Record, line_of
from rounds.open_data.exports.taken import Taken
from rounds.organizations.models import Identifier, Name, Organization, RegisterRow


def records(taken: Taken) -> Iterator[Record]:
    """One for each organization, in the grid's order. `fields.FIELDS` says what each value means."""
    return map(json.loads, lines(taken))


def lines(taken: Taken) -> Iterator[str]:
    """The same as JSON."""
    moment = taken.day.moment
    for start in range(0, len(taken.ids), CHUNK):
        ids = taken.ids[start : start + CHUNK]
        told = past.lines_at(ids, moment, taken.sources) if moment else _lines(ids, taken)
        for pk in ids:
            if pk in told:
                yield told[pk]


def _lines(ids: Sequence[int], taken: Taken) -> dict[int, str]:
    these = Among("organization_id", ids)
    names = Name.objects.filter(these).values_list("organization_id", "kind", "text", "language")
    identifiers = Identifier.objects.filter(these).values_list("organization_id", "scheme", "value")
    rows = RegisterRow.objects.filter(these)
    names_of, identifiers_of = _by_organization(names), _by_organization(identifiers)
    rows_of = _by_organization(rows.values_list("organization_id", "register__slug", "key"))
    accounts = accounts_of(ids, taken.day.now)
    organizations = Organization.objects.filter(Among("pk", ids)).values_list("pk", *READ)
    return {
        pk: line_of(
            values,
            names_of.get(pk, ()),
            identifiers_of.get(pk, ()),
            rows_of.get(pk, ()),
            accounts.get(pk, ()),
        )
        for pk, *values in organizations.iterator(CHUNK)
    }


def _by_organization(rows: Iterable[tuple]) -> defaultdict[int, list[tuple]]:
    found: defaultdict[int, list[tuple]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1:])
    return found
