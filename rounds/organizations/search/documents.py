"""What is searched and matched: one document and one set of keys for each organization."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from rounds.core.countries import country_name, region_name
from rounds.organizations.matching import frequencies
from rounds.organizations.models import Identifier, Name, Organization
from rounds.organizations.names import fold
from rounds.organizations.search.engines import Document, engine
from rounds.organizations.search.keys import Called, Keys

BATCH = 500


@transaction.atomic
def index(organization_ids: Iterable[int]) -> None:
    """Make these organizations found under what they are called now. Gone ids are forgotten."""
    ids = sorted(set(organization_ids))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        engine().replace(batch, list(_documents(batch)))
        Keys().replace(batch, list(called(Organization, Name, batch)))
    frequencies.forget()


def _documents(ids: list[int]) -> Iterator[Document]:
    others: defaultdict[int, list[str]] = defaultdict(list)
    for organization_id, text in Name.objects.filter(organization__in=ids).values_list(
        "organization_id", "text"
    ):
        others[organization_id].append(fold(text))
    for organization_id, value in Identifier.objects.filter(organization__in=ids).values_list(
        "organization_id", "value"
    ):
        others[organization_id].append(value.casefold())
    for pk, name, city, region, country in Organization.objects.filter(pk__in=ids).values_list(
        "pk", "name", "city", "region", "country"
    ):
        place = f"{city} {region_name(region)} {region.partition('-')[2]} {country_name(country)}"
        yield Document(pk, fold(name), " ".join(dict.fromkeys(others[pk])), fold(place))


def called(organizations: type[Organization], names: type[Name], ids: list[int]) -> Iterator[Called]:
    """What these organizations are called and where they are. The models come in, for a migration has its own."""
    others: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = names.objects.filter(organization__in=ids).order_by("pk")
    for organization_id, text, kind in rows.values_list("organization_id", "text", "kind"):
        others[organization_id].append((text, kind))
    columns = ("street", "city", "region", "postal_code", "country", "phone", "website")
    for pk, name, *where in organizations.objects.filter(pk__in=ids).values_list("pk", "name", *columns):
        yield Called(pk, [(name, ""), *others[pk]], *where)
