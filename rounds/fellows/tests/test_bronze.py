"""Bronze follows from a completed residency and an accepted plan."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from rounds.badges.models import Award
from rounds.fellows.models import Fellow, Level, Passage, Step
from rounds.fellows.tasks import give_bronze
from rounds.fellows.tests.cases import ACCEPTED, COMPLETED, bronze, person, place_of, plan_of, silver_of
from rounds.mail.models import Message
from rounds.memberships.tests.network_cases import at_once
from rounds.plans.models import StrategicPlan
from rounds.plans.signals import plan_accepted
from rounds.residency.models import Place
from rounds.residency.signals import residency_completed

pytestmark = pytest.mark.django_db(transaction=True)


@transaction.atomic
def accept(plan: StrategicPlan, at: datetime = ACCEPTED) -> None:
    """As `rounds.plans` does it."""
    held = StrategicPlan.objects.select_for_update().get(pk=plan.pk)
    held.state, held.state_since = "accepted", at
    held.save(update_fields=["state", "state_since"])
    plan_accepted.send(sender=StrategicPlan, plan=held, review=None, at=at)


@transaction.atomic
def complete(place: Place, at: datetime = COMPLETED) -> None:
    """As `rounds.residency` does it."""
    held = Place.objects.select_for_update().get(pk=place.pk)
    held.completed_at = at
    held.save(update_fields=["completed_at"])
    residency_completed.send(sender=Place, place=held, at=at)


def waiting() -> tuple[StrategicPlan, Place]:
    user = person()
    plan = plan_of(user, state="sent")
    return plan, place_of(user, plan, at=None)


def levels() -> list[tuple[str, str]]:
    return list(Step.objects.order_by("pk").values_list("level", "state"))


def test_neither_alone_is_enough():
    plan, _place = waiting()
    accept(plan)
    assert not Fellow.objects.exists()
    _plan, place = waiting()
    complete(place)
    assert not Fellow.objects.exists()


def test_a_residency_without_a_plan_gives_none():
    complete(place_of(person(), None, at=None))
    assert not Fellow.objects.exists()


@pytest.mark.parametrize("accept_first", [True, False])
def test_both_in_either_order_give_it_once(accept_first):
    plan, place = waiting()
    steps = [lambda: accept(plan), lambda: complete(place)]
    for act in steps if accept_first else reversed(steps):
        act()
    accept(plan)
    complete(place)
    assert levels() == [("bronze", "awarded"), ("silver", "open")]
    assert Award.objects.filter(user=place.user).count() == 1
    assert Message.objects.filter(to=place.user.email).count() == 1


def test_both_at_the_same_moment_give_it_once():
    plan, place = waiting()
    outcomes = at_once([lambda: accept(plan), lambda: complete(place)] * 2)
    assert outcomes == [None] * 4
    assert levels() == [("bronze", "awarded"), ("silver", "open")]


def test_silver_opens_with_its_sections_and_the_clock_of_the_accepted_plan():
    step = silver_of(bronze())
    assert (step.began_at, step.earliest_at) == (ACCEPTED, datetime(2026, 7, 31, tzinfo=UTC))
    assert sorted(step.passages.values_list("key", flat=True)) == sorted(Passage.Key.values)


def test_a_second_residency_gives_no_second_bronze():
    fellow = bronze()
    place = place_of(fellow.user, plan_of(fellow.user))
    complete(place)
    assert fellow.steps.filter(level=Level.BRONZE).count() == 1


def test_the_clock_makes_up_for_a_fault():
    user = person()
    place_of(user, plan_of(user))
    give_bronze(COMPLETED)
    give_bronze(COMPLETED)
    assert levels() == [("bronze", "awarded"), ("silver", "open")]


def test_two_of_one_name_have_two_addresses():
    one, other = bronze(), bronze()
    assert one.slug == "ada-lovelace"
    assert other.slug.startswith("ada-lovelace-")
