"""The made-up hospital of a sample installation."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rounds.directory.models import Listing, Suggestion
from rounds.directory.proof import Proof
from rounds.directory.sample import HOST, make_example_hospital
from rounds.users.sample import create_sample_people

pytestmark = pytest.mark.django_db


def test_it_has_an_account_in_every_state_of_proof(client: Client) -> None:
    create_sample_people()
    hospital = make_example_hospital(at=timezone.now())
    assert hospital is not None
    proofs = {one.account.handle: one.proof for one in Listing.objects.select_related("account")}
    assert proofs == {
        HOST: Proof.MUTUAL,
        f"news@{HOST}": Proof.SITE,
        f"families.{HOST}": Proof.ATTESTED,
        f"{HOST}/blog/": Proof.STALE,
        f"careers.{HOST}": Proof.DISPUTED,
        f"{HOST}/podcast.xml": Proof.REPORTED,
        f"old.{HOST}": Proof.RELEASED,
    }
    assert set(proofs.values()) == set(Proof.values)
    assert [one.handle for one in Suggestion.objects.all()] == [f"research.{HOST}"]
    page = client.get(hospital.get_absolute_url())
    assert page.status_code == 200
    past = client.get(hospital.get_absolute_url(), {"as_of": (timezone.now() - timedelta(days=300)).date()})
    assert past.status_code == 200


def test_it_is_made_once_and_only_with_the_sample_people() -> None:
    assert make_example_hospital(at=timezone.now()) is None
    create_sample_people()
    assert make_example_hospital(at=timezone.now()) is not None
    assert make_example_hospital(at=timezone.now()) is None
    assert Listing.objects.count() == len(Proof.values)
