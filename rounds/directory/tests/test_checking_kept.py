"""A failed question teaches nothing (decision 0010): what could not be asked is not missing."""

from datetime import timedelta

import pytest

from rounds.directory.actions.account_checks import account_read
from rounds.directory.checking.readings import AccountReading, Life
from rounds.directory.models import Evidence
from rounds.directory.proof import Kind, Outcome
from rounds.directory.tests.factories import A_MOMENT, EvidenceFactory, ListingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("untold", "missed"), [([], [Kind.DOMAIN]), ([Kind.DOMAIN], []), ([Kind.PROFILE], [Kind.DOMAIN])]
)
def test_only_what_was_looked_for_can_be_missing(untold, missed):
    listing = ListingFactory()
    EvidenceFactory(
        listing=listing,
        kind=Kind.DOMAIN,
        checker="bluesky 1",
        expires_at=A_MOMENT + timedelta(days=90),
    )
    reading = AccountReading(Life.ALIVE, untold=frozenset(untold), checker="bluesky 1")

    account_read(account_id=listing.account_id, reading=reading, scopes={}, at=A_MOMENT + timedelta(days=7))

    absent = Evidence.objects.filter(listing=listing, outcome=Outcome.ABSENT)
    assert list(absent.values_list("kind", flat=True)) == missed
