"""A member begins a plan from a worked example; others are told what they need."""

import pytest
from django.test import Client

from rounds.activity.models import Activity
from rounds.core import zones
from rounds.core.zones import Zone
from rounds.memberships.tests.network_cases import person, signed_in
from rounds.plans.examples import all_examples
from rounds.plans.models import StrategicPlan

pytestmark = pytest.mark.django_db
PATH = "/me/plans/new/small-rural-hospital/"
TYPED = {"title": "Ours", "organization_name": "Our Hospital", "currency": "USD", "begins_on": "2029-02-01"}


@pytest.fixture
def member(monkeypatch) -> Client:
    monkeypatch.setitem(zones._openers, "tested", lambda _user: {Zone.MEMBER})
    return signed_in(person("Mia Member"))


def test_a_member_begins_with_the_words_and_rows_of_the_example(member) -> None:
    assert "Cedar Bend" in member.get(PATH).content.decode()
    response = member.post(PATH, TYPED)
    plan = StrategicPlan.objects.get()
    assert response.url == f"/plans/{plan.code}/write/"
    assert (plan.title, plan.objectives.count(), plan.risks.count()) == ("Ours", 3, 5)
    assert plan.begins_on.isoformat() == "2029-02-01"
    first = plan.tactics.order_by("begins_on").first()
    assert first.begins_on.isoformat() == "2029-02-01"
    told = Activity.objects.filter(verb__startswith="plan.").values_list("verb", flat=True)
    assert list(told) == ["plan.started"]


def test_what_was_typed_stays_when_something_is_missing(member) -> None:
    response = member.post(PATH, {**TYPED, "title": ""})
    assert response.status_code == 422
    assert "Our Hospital" in response.content.decode()
    assert not StrategicPlan.objects.exists()


def test_others_do_not_begin_one() -> None:
    assert Client().get(PATH).status_code == 302
    assert signed_in(person("Gina Guest")).post(PATH, TYPED).status_code == 403
    assert not StrategicPlan.objects.exists()


def test_an_example_that_is_not_there_is_not_found(member) -> None:
    assert member.get("/me/plans/new/none/").status_code == 404


def test_whoever_starts_from_nothing_is_offered_the_examples_and_the_guidance(member) -> None:
    shown = [member.get("/me/plans/new/"), member.post("/me/plans/new/", {})]
    assert [one.status_code for one in shown] == [200, 422]
    texts = [one.content.decode() for one in shown]
    assert all(f'href="/me/plans/new/{one.slug}/"' in text for one in all_examples() for text in texts)
    mine = member.get("/me/plans/").content.decode().partition("<h1>")[2]
    assert 'href="/plans/"' in mine.partition("</p>")[0]
