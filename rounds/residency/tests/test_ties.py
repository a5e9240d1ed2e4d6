"""Whoever was an author's chief resident does not review their plan, however long ago it was."""

import pytest

from rounds.memberships.tests.factories import UserFactory
from rounds.plans.interests import ties
from rounds.plans.models import Author, StrategicPlan
from rounds.residency.actions import chiefs, placing
from rounds.residency.tests.cases import NOW, chief, opened, resident
from tests.one_of_everything import make

pytestmark = pytest.mark.django_db


def plan_of(user):
    plan = make(StrategicPlan, lambda one: one.name[:10])
    make(Author, lambda one: one.name[:10], plan=plan, user=user)
    return plan


def said(plan):
    return {user: str(tie) for user, tie in ties(plan).items()}


def test_a_chief_is_tied_and_one_who_was_it_twice_has_one_tie_that_names_both():
    leader, author = UserFactory(), UserFactory()
    for title in ("Spring", "Autumn"):
        cohort = opened(title=title)
        placing.assign(place=resident(cohort, author), chief=chief(cohort, leader), by=None, at=NOW)
    assert said(plan_of(author)) == {leader.pk: "was their chief resident in Spring and Autumn"}


def test_one_who_was_replaced_or_whose_resident_moved_or_left_stays_tied():
    cohort, author = opened(title="Spring"), UserFactory()
    first, other = chief(cohort), chief(cohort)
    place = resident(cohort, author)
    placing.assign(place=place, chief=first, by=None, at=NOW)
    placing.assign(place=place, chief=other, by=None, at=NOW)
    second = chiefs.replace_chief(chief=other, user=UserFactory(), by=None, at=NOW)
    placing.leave(place=place, why="", by=None, at=NOW)
    told = dict.fromkeys((first.user_id, other.user_id, second.user_id), "was their chief resident in Spring")
    assert said(plan_of(author)) == told


def test_who_led_others_is_not_tied():
    cohort, author = opened(), UserFactory()
    placing.assign(place=resident(cohort), chief=chief(cohort), by=None, at=NOW)
    resident(cohort, author)
    assert said(plan_of(author)) == {}
