"""Whose accounts they are: the organization of the register that a list of accounts speaks of.

By the Wikidata item, else (US federal hospitals) by kind and place, else by the same name in the same country, else by
website and name. Anything else is an organization that the register does not have yet.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from rapidfuzz import fuzz

from rounds.directory.importing.federal import FederalPlaces, Place
from rounds.directory.sources.record import AccountRecord
from rounds.organizations.matching.addresses import own_host
from rounds.organizations.models import Identifier, Name, Organization
from rounds.organizations.names import fold
from rounds.organizations.sources.record import Record

_ALIKE = 90  # of 100: names that must agree beside the website


class Owners:
    """Made once for a reading."""

    def of(self, told: Sequence[AccountRecord], known: Mapping[str, int]) -> dict[str, list[int]]:
        """Key to organizations; a system's page may be of several. What is not found is not there."""
        records = [one.about for one in told]
        by_identifier, by_name = self._by_identifier(records), self._by_name(records)
        found: dict[str, list[int]] = {}
        for one in told:
            about = one.about
            pk = known.get(about.key) or next(filter(None, map(by_identifier.get, about.identifiers)), None)
            pks = [pk] if pk else self._federal_places(one)
            if not pks:
                pk = by_name.get((fold(about.name), about.country)) or self._by_website(about)
                pks = [pk] if pk else []
            if pks:
                found[about.key] = pks
        return found

    def _by_identifier(self, records: Sequence[Record]) -> dict[tuple[str, str], int]:
        values = {value for record in records for _, value in record.identifiers}
        known = Identifier.objects.filter(value__in=values).values_list(
            "scheme", "value", "organization_id", "organization__merged_into_id"
        )
        return {(scheme, value): into or pk for scheme, value, pk, into in known}

    def _by_name(self, records: Sequence[Record]) -> dict[tuple[str, str], int]:
        """The only organization of that name in its country."""
        found: dict[tuple[str, str], set[int]] = defaultdict(set)
        named = Organization.objects.current().filter(
            sort_name__in={fold(record.name)[:300] for record in records}
        )
        for pk, sort_name, country in named.values_list("pk", "sort_name", "country"):
            found[sort_name, country].add(pk)
        return {mark: next(iter(pks)) for mark, pks in found.items() if len(pks) == 1}

    def _federal_places(self, told: AccountRecord) -> list[int]:
        about = told.about
        if about.country != "US" or about.identifiers:
            return []
        return self._federal.find(about.name, about.city, about.region, told.hints)

    def _by_website(self, about: Record) -> int | None:
        site = own_host(about.website)
        pk, name = self._by_host.get((site, about.country), (None, ""))
        return pk if site and fuzz.token_sort_ratio(fold(about.name), name) >= _ALIKE else None

    @cached_property
    def _by_host(self) -> dict[tuple[str, str], tuple[int, str]]:
        """Websites that one organization alone has."""
        rows = (
            Organization.objects.current()
            .exclude(website="")
            .values_list("pk", "sort_name", "country", "website")
        )
        sites = [((own_host(website), country), (pk, name)) for pk, name, country, website in rows]
        counts = Counter(site for site, _ in sites)
        return {site: whose for site, whose in sites if counts[site] == 1}

    @cached_property
    def _federal(self) -> FederalPlaces:
        public = Organization.objects.current().filter(
            country="US", identifiers__scheme="ccn", ownership__in=["public", ""]
        )
        names: defaultdict[int, list[str]] = defaultdict(list)
        for pk, text in Name.objects.filter(organization__in=public).values_list("organization_id", "text"):
            names[pk].append(text)
        return FederalPlaces.of(
            Place(pk, (name, *names[pk]), city, region)
            for pk, name, city, region in public.order_by("pk").values_list("pk", "name", "city", "region")
        )
