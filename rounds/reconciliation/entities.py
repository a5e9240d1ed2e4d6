"""From ids to organizations. An id is the slug: it never changes, and of a merged organization it leads on."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from rounds.core.countries import country_name, region_name
from rounds.organizations.models import Organization, OrganizationQuerySet
from rounds.reconciliation import entity_types

LONGEST_ID = 120
FARTHEST = 5  # mergers followed from one to the next
_ID = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class Described(Protocol):
    """An organization, as much as a candidate shows of it: ours, or the engine's."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def country(self) -> str: ...


def space() -> str:
    """What stands before an id to make the address of its page: the identifier space."""
    return f"{settings.PUBLIC_URL}/organizations/"


def id_in(text: str) -> str:
    """The id that a text is, alone or as the address of the page; "" where it can be none."""
    bare = text.removeprefix(space()).removesuffix("/")
    return bare if len(bare) <= LONGEST_ID and _ID.fullmatch(bare) else ""


def by_id(ids: Iterable[str], among: OrganizationQuerySet | None = None) -> dict[str, Organization]:
    """The organizations behind these ids; behind a merged one's, what it was merged into. Unknown ids are left out.

    `among`: with what else is to be read of them.
    """
    keys = _keys({one for one in ids if id_in(one) == one})
    if not keys:
        return {}
    organizations = Organization.objects.all() if among is None else among
    found = organizations.in_bulk(set(keys.values()))
    return {id: found[pk] for id, pk in keys.items() if pk in found}


def description(one: Described) -> str:
    """ "Hospital in Rochester, Minnesota"; the country where no region is known."""
    place = (one.city, region_name(one.region) if one.region else country_name(one.country))
    label = entity_types.types_of(one.type)[0]["name"]
    return _("%(type)s in %(place)s") % {"type": label, "place": ", ".join(filter(None, place))}


def _keys(ids: set[str]) -> dict[str, int]:
    if not ids:
        return {}
    rows = Organization.objects.filter(slug__in=ids).values_list("slug", "pk", "merged_into")
    own = {slug: (pk, into) for slug, pk, into in rows}
    ends = _ends({into for _pk, into in own.values() if into})
    return {slug: ends.get(into, into) if into else pk for slug, (pk, into) in own.items()}


def _ends(merged_into: set[int]) -> Mapping[int, int]:
    """Where each merger ends, if what it led to was merged again. No query where nothing was merged."""
    ends = {pk: pk for pk in merged_into}
    for _step in range(FARTHEST):
        if not ends:
            return ends
        rows = Organization.objects.filter(pk__in=set(ends.values()), merged_into__isnull=False)
        on = {pk: into for pk, into in rows.values_list("pk", "merged_into") if into}
        if not on:
            return ends
        ends = {pk: on.get(end, end) for pk, end in ends.items()}
    return ends
