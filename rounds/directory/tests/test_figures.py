from datetime import UTC, date, datetime

import pytest

from rounds.directory.actions.entries import refresh_entries
from rounds.directory.figures import headline
from rounds.directory.tests.factories import AccountFactory, ListingFactory
from rounds.organizations import versions
from rounds.organizations.models import Status
from rounds.organizations.tests.factories import OrganizationFactory, RegisterFactory

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_an_account_that_serves_two_organizations_counts_once_and_closed_ones_do_not_count() -> None:
    shared = AccountFactory()
    system, hospital = OrganizationFactory(country="US"), OrganizationFactory(country="CA", region="CA-ON")
    closed = OrganizationFactory(country="FR", region="", status=Status.CLOSED)
    OrganizationFactory(country="CA", region="CA-ON")
    RegisterFactory(as_of=date(2026, 6, 1))
    for organization in (system, hospital):
        ListingFactory(organization=organization, account=shared)
    ListingFactory(organization=closed)
    refresh_entries([system.pk, hospital.pk, closed.pk])
    versions.bump()
    assert headline() == {
        "organizations": 3,
        "listed": 2,
        "accounts": 1,
        "countries": 2,
        "as_of": date(2026, 6, 1),
    }
