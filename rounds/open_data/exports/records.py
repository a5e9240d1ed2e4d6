"""Organizations with everything public of them, as plain values: some hundred at a time, in six queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rounds.directory.grid.rows import CHUNK, accounts_of
from rounds.open_data.exports import past
from rounds.open_data.exports.record import READ, Record, account_of, record_of
from rounds.open_data.exports.taken import Taken
from rounds.organizations.models import Identifier, Name, Organization, RegisterRow


def records(taken: Taken) -> Iterator[Record]:
    """One for each organization, in the grid's order. `fields.FIELDS` says what each value means."""
    for start in range(0, len(taken.ids), CHUNK):
        yield from _chunk(list(taken.ids[start : start + CHUNK]), taken)


def _chunk(ids: list[int], taken: Taken) -> Iterator[Record]:
    moment = taken.day.moment
    accounts = accounts_of(ids, taken.day.now, moment)
    told = past.organizations_at(ids, moment, taken.sources) if moment else _organizations(ids)
    for pk in ids:
        if pk in told:
            record = told[pk]
            record["accounts"] = [account_of(one) for one in sorted(accounts.get(pk, ()))]
            yield record


def _organizations(ids: Sequence[int]) -> dict[int, Record]:
    of_these = {"organization__in": ids}
    names = _by_organization(
        Name.objects.filter(**of_these).values_list("organization_id", "kind", "text", "language")
    )
    identifiers = _by_organization(
        Identifier.objects.filter(**of_these).values_list("organization_id", "scheme", "value")
    )
    rows = _by_organization(
        RegisterRow.objects.filter(**of_these, gone_on=None).values_list(
            "organization_id", "register__slug", "key"
        )
    )
    return {
        values[0]: record_of(values[1:], names[values[0]], identifiers[values[0]], rows[values[0]])
        for values in Organization.objects.filter(pk__in=ids).values_list("pk", *READ).iterator(CHUNK)
    }


def _by_organization(rows: Iterable[tuple]) -> defaultdict[int, list[tuple]]:
    found: defaultdict[int, list[tuple]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row[1:])
    return found
