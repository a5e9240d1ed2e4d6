"""Which organizations somebody may mean who types a name: as the List finds them, best first."""

from collections.abc import Collection
from typing import NamedTuple

from rounds.directory.grid.census import OWN, Census
from rounds.organizations import search
from rounds.organizations.models import Organization

FOUND = 8


class Candidates(NamedTuple):
    organizations: list[Organization]
    guessed: bool  # none has the words; these are alike


def candidates(typed: str, census: Census, *, without: Collection[int] = ()) -> Candidates:
    """Of those that are only alike, the ones in the List stand first, as the List itself shows no others."""
    hits = search.find(typed)
    ids = [pk for pk in hits.ids[: 10 * FOUND] if pk not in without]
    if hits.guessed:
        ids.sort(key=lambda pk: not _is_listed(pk, census))
    found = Organization.objects.current().in_bulk(ids)
    return Candidates([found[pk] for pk in ids if pk in found][:FOUND], hits.guessed)


def _is_listed(pk: int, census: Census) -> bool:
    at = census.timeline.position.get(pk)
    return at is not None and bool(census.coverage[OWN] >> at & 1)
