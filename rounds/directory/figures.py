"""Figures about the List that more than one page shows."""

from typing import TypedDict

from django.db.models import Max, Sum

from rounds.directory.models import Entry
from rounds.organizations.models import Organization, Register


class Headline(TypedDict):
    organizations: int
    listed: int
    accounts: int
    countries: int
    as_of: object


def headline() -> Headline:
    """The register in five numbers: organizations in it, listed ones, their accounts, countries, newest edition."""
    current = Organization.objects.current()
    listed = Entry.objects.filter(organization__status="active")
    return {
        "organizations": current.count(),
        "listed": listed.count(),
        "accounts": listed.aggregate(n=Sum("accounts"))["n"] or 0,
        "countries": current.values("country").distinct().count(),
        "as_of": Register.objects.aggregate(newest=Max("as_of"))["newest"],
    }
