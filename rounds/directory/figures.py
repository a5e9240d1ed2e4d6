"""Figures about the List that more than one page shows."""

from datetime import date
from typing import TypedDict

from django.db.models import Max

from rounds.directory.grid.index import current_index
from rounds.organizations.models import Register


class Headline(TypedDict):
    organizations: int
    listed: int
    accounts: int
    countries: int
    as_of: date | None


def headline() -> Headline:
    """The register in five numbers: organizations in it, listed ones, different accounts, countries, newest edition."""
    index = current_index()
    return {
        "organizations": index.size,
        "listed": index.listed.bit_count(),
        "accounts": index.accounts,
        "countries": len(index.sets["country"]),
        "as_of": Register.objects.aggregate(newest=Max("as_of"))["newest"],
    }
