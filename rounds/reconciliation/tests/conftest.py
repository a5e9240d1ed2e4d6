from typing import Any

import pytest

from rounds.directory.tests.factories import put_in_list
from rounds.organizations import search
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import IdentifierFactory, OrganizationFactory


def hospital(name: str, slug: str, **facts: Any) -> Organization:
    """Found by the search and by the engine, as it is after an import."""
    one = OrganizationFactory(name=name, slug=slug, sort_name=name.casefold(), **facts)
    search.index([one.pk])
    return one


@pytest.fixture
def hospitals(db: None) -> dict[str, Organization]:
    """Two of one name in two states, one beside the first, and a health system."""
    made = [
        hospital("Mercy Hospital", "mercy-hospital", city="Springfield", region="US-MO", beds=866),
        hospital("Mercy Hospital", "mercy-hospital-durango", city="Durango", region="US-CO"),
        hospital("Cox Medical Center South", "cox-medical-center-south", city="Springfield", region="US-MO"),
        hospital("Mercy", "mercy", type="health-system", city="Chesterfield", region="US-MO"),
    ]
    found = {one.slug: one for one in made}
    Organization.objects.filter(slug="mercy-hospital").update(parent=found["mercy"])
    IdentifierFactory(organization=found["mercy-hospital"], scheme="ccn", value="260065")
    IdentifierFactory(organization=found["mercy-hospital"], scheme="wikidata", value="Q6818104")
    put_in_list(found["mercy-hospital"], "https://www.facebook.com/mercyspringfield")
    search.index(one.pk for one in made)
    return found
