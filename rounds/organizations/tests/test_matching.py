"""The engine's answers, over the database."""

import pytest

from rounds.organizations import search
from rounds.organizations.matching.engine import Question, Verdict, match
from rounds.organizations.models import Organization
from rounds.organizations.tests.factories import OrganizationFactory

pytestmark = pytest.mark.django_db


def make(name: str, **fields: str) -> Organization:
    organization = OrganizationFactory(name=name, **fields)
    search.index([organization.pk])
    return organization


def test_a_name_in_its_city_is_this_one_and_says_why() -> None:
    wanted = make("Mercy Regional Medical Center", city="Durango", region="US-CO")
    make("Parkview Hospital", city="Pueblo", region="US-CO")
    asked = Question(name="MERCY REGIONAL MED CTR", country="US", region="CO", city="Durango")
    [answer] = match([asked])
    best = answer.candidates[0]
    assert (answer.verdict, best.organization.id, best.called) == (
        Verdict.THIS,
        wanted.pk,
        "Mercy Regional Medical Center",
    )
    assert best.agrees == ("same name", "same country", "same state or region", "same city")
    assert best.differs == ()


def test_what_is_near_nothing_is_new() -> None:
    make("Mercy Regional Medical Center", city="Durango", region="US-CO")
    assert match([Question(name="Toyota Dealership", country="DE", city="Ulm")]) == [(Verdict.NEW, ())]
