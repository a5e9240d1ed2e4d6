"""Official accounts as QuickStatements for Wikidata. Source: wikidata.org, Help:QuickStatements, the properties' pages.

The organization's own site is the reference (S854), with the day (S813). Of a past day there is nothing to tell.
"""

from collections.abc import Iterator

from rounds.directory.proof import Proof
from rounds.open_data.exports.record import Record
from rounds.open_data.exports.records import records
from rounds.open_data.exports.taken import Taken

HANDLES = {
    "x": "P2002",
    "facebook": "P2013",
    "instagram": "P2003",
    "linkedin": "P4264",
    "tiktok": "P7085",
    "pinterest": "P3836",
    "mastodon": "P4033",
    "bluesky": "P12361",
    "threads": "P11892",
    "github": "P2037",
}
IDS = {"youtube": "P2397", "flickr": "P3267"}
_SEEN_THERE = frozenset({Proof.MUTUAL.value, Proof.SITE.value})


def stream(taken: Taken) -> Iterator[str]:
    if taken.day.moment is None:
        yield from filter(None, ("".join(_lines(record, taken.as_of)) for record in records(taken)))


def _lines(record: Record, as_of: str) -> Iterator[str]:
    """Only what the organization's own site names: a reference must show what it is given for."""
    items = [one["value"] for one in record["identifiers"] if one["scheme"] == "wikidata"]
    site = record["website"]
    if len(items) != 1 or not site or '"' in site:
        return
    for account in record["accounts"]:
        statement = _statement(account)
        if statement and account["proof"] in _SEEN_THERE:
            day = f"+{as_of}T00:00:00Z/11"
            yield "\t".join((items[0], *statement, "S854", f'"{site}"', "S813", day)) + "\n"


def _statement(account: Record) -> tuple[str, str] | None:
    """Property and value; None where Wikidata has none for it."""
    platform, handle = account["platform"], account["handle"]
    value, property_ = account["permanent_id"], IDS.get(platform)
    if property_ is None:
        value, property_ = handle, HANDLES.get(platform)
        if platform == "linkedin" and "/company/" not in account["address"]:
            return None
    return (property_, f'"{value}"') if property_ and value and '"' not in value else None
