"""Organizations in the back office's search: found as on the List."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from rounds.core import finding
from rounds.organizations.models import Organization
from rounds.organizations.search import find


def enter() -> None:
    finding.enter(
        "organizations",
        finding.Finder(permission="", label=_("Organizations"), find=find_organizations, rank=20),
    )


def find_organizations(words: str, most: int) -> Sequence[finding.Found]:
    """A guess is no answer here: who looks for a person must not read names that are merely alike."""
    hits = find(words)
    if hits.guessed:
        return []
    found = Organization.objects.filter(pk__in=hits.ids[:most]).in_bulk()
    ordered = [found[pk] for pk in hits.ids[:most] if pk in found]
    return [finding.Found(one.name, one.get_absolute_url(), one.place) for one in ordered]
