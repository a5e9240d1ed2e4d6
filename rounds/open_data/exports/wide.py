"""CSV with one line for each organization and one column for each platform."""

from collections import defaultdict
from collections.abc import Iterator

from rounds.core import csv
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.open_data.exports.record import Record
from rounds.open_data.exports.records import records
from rounds.open_data.exports.taken import Taken
from rounds.organizations.models import Scheme

OWN = ("organization", "slug", "type", "city", "region", "country", "website")
_SCHEMES = tuple(Scheme.values)
_PLATFORMS = tuple(PLATFORMS)


def stream(taken: Taken) -> Iterator[str]:
    """Several accounts on one platform stand in one cell with a space between. What is disputed stays out."""
    header = (*OWN, *_SCHEMES, *_PLATFORMS, "as_of")
    return csv.stream(header, (_row(record, taken.as_of) for record in records(taken)))


def _row(record: Record, as_of: str) -> tuple[str, ...]:
    accounts: defaultdict[str, list[str]] = defaultdict(list)
    for one in record["accounts"]:
        if one["proof"] != Proof.DISPUTED:
            accounts[one["platform"]].append(one["address"])
    identifiers: defaultdict[str, list[str]] = defaultdict(list)
    for one in record["identifiers"]:
        identifiers[one["scheme"]].append(one["value"])
    return (
        record["name"],
        *(record[field] for field in OWN[1:]),
        *(" ".join(identifiers[scheme]) for scheme in _SCHEMES),
        *(" ".join(accounts[platform]) for platform in _PLATFORMS),
        as_of,
    )
