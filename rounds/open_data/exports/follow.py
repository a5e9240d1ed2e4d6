"""Fediverse accounts as Mastodon imports those to follow. Source: docs.joinmastodon.org/user/moving, "Import"."""

from collections.abc import Iterator

from rounds.core import csv
from rounds.directory.proof import OFFICIAL
from rounds.open_data.exports.records import records
from rounds.open_data.exports.taken import Taken

HEADER = ("Account address", "Show boosts", "Notify on new posts", "Languages")


def stream(taken: Taken) -> Iterator[str]:
    """Each official account once. Without a line about licence and sources: Mastodon would take it for an account."""
    return csv.stream(HEADER, _rows(taken))


def _rows(taken: Taken) -> Iterator[tuple[str, ...]]:
    told: set[str] = set()
    for record in records(taken):
        for account in record["accounts"]:
            handle = account["handle"]
            is_official = account["platform"] == "mastodon" and account["proof"] in OFFICIAL
            if is_official and handle.casefold() not in told:
                told.add(handle.casefold())
                yield handle, "true", "false", ""
