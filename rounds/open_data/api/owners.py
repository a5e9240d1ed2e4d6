"""The organizations that accounts are listed for, as they were called on the day."""

from collections.abc import Iterable

from rounds.directory.as_of import values_at
from rounds.directory.views.days import Day
from rounds.open_data.api.rows import Row, address_of
from rounds.organizations.models import Organization

_FIELDS = ("name", "type", "country")


def owners_of(ids: Iterable[int], day: Day) -> dict[int, Row]:
    """As `shapes.NamedOut`. One or two queries."""
    ids = list(ids)
    before = values_at(day.moment, _FIELDS, ids) if day.moment else {}
    found = Organization.objects.filter(pk__in=ids).values_list("pk", "slug", *_FIELDS)
    return {
        pk: {
            "slug": slug,
            "address": address_of(slug, day),
            **dict(zip(_FIELDS, values, strict=True)),
            **before.get(pk, {}),
        }
        for pk, slug, *values in found
    }
