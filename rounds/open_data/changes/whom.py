"""Whom a line of the log is about: an organization as it is now, or as it was called when it was removed."""

from typing import NamedTuple

from rounds.core.countries import place_of
from rounds.open_data.models import LoggedChange


class Whom(NamedTuple):
    slug: str
    name: str
    type: str
    country: str
    region: str
    place: str
    path: str  # of its page; "" where it was removed


def whom(line: LoggedChange) -> Whom:
    if one := line.organization:
        path = one.get_absolute_url()
        return Whom(one.slug, one.name, one.type, one.country, one.region, one.place, path)
    told = line.removal.data if line.removal else {}
    slug, name, kind, country, region = (
        str(told.get(field, "")) for field in ("slug", "name", "type", "country", "region")
    )
    return Whom(slug, name, kind, country, region, place_of("", region, country), "")
