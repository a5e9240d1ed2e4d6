"""Two decide, or the plan is taken back, at the same moment."""

from datetime import date

import pytest

from rounds.memberships.tests.network_cases import at_once
from rounds.plans import rubric
from rounds.plans.actions import drafting
from rounds.plans.actions.editions import keep
from rounds.plans.actions.reviewing import decide, name_reviewer, send, take_back
from rounds.plans.models import Edition, Rating, Review, StrategicPlan
from rounds.plans.refusing import Refused
from rounds.plans.tests.review_cases import NOW, named, namer, rate_all, reviewer, whole_plan

pytestmark = pytest.mark.django_db(transaction=True)


def lead(plan):
    return plan.authors.get(is_lead=True).user


@pytest.fixture(autouse=True)
def _plans_can_go():
    """A database that empties its tables row by row does so only with plans that were put away."""
    yield
    StrategicPlan.objects.update(archived_at=NOW)


def test_of_two_decisions_one_stands():
    review = named()
    rate_all(review)
    drafting.remark(
        review=review, section="goals", quote="", text="Whose?", must_change=False, by=review.reviewer, at=NOW
    )

    def deciding(verdict: str):
        return lambda: decide(review=review, verdict=verdict, summary="So.", by=review.reviewer, at=NOW)

    outcomes = at_once([deciding("accepted"), deciding("returned")])
    decided = [one for one in outcomes if isinstance(one, Review)]
    assert len(decided) == 1
    assert [type(one) for one in outcomes if one not in decided] == [Refused]
    review.refresh_from_db()
    review.plan.refresh_from_db()
    assert review.verdict == decided[0].verdict == review.plan.state


def test_a_plan_that_is_taken_back_while_it_is_decided_is_one_of_both():
    review = named()
    rate_all(review)
    outcomes = at_once(
        [
            lambda: decide(review=review, verdict="accepted", summary="So.", by=review.reviewer, at=NOW),
            lambda: take_back(plan=review.plan, by=lead(review.plan), at=NOW),
        ]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Review"]
    review.refresh_from_db()
    review.plan.refresh_from_db()
    assert (review.plan.state, bool(review.taken_back_at)) in [("accepted", False), ("draft", True)]


def test_a_plan_that_is_sent_twice_at_once_is_sent_once():
    plan = whole_plan()
    by = lead(plan)
    outcomes = at_once([lambda: send(plan=plan, by=by, at=NOW)] * 3)
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Refused", "Review"]
    assert Edition.objects.count() == 1


def test_two_name_a_reviewer_at_once_and_the_last_stands():
    review = send(plan=(plan := whole_plan()), by=lead(plan), at=NOW)
    first, second, by = reviewer("First"), reviewer("Second"), namer()

    def naming(who):
        return lambda: name_reviewer(review=review, reviewer=who, due_on=date(2026, 4, 1), by=by, at=NOW)

    outcomes = at_once([naming(first), naming(second)])
    assert [type(one) for one in outcomes] == [Review, Review]
    review.refresh_from_db()
    assert review.reviewer in (first, second)


def test_two_windows_that_save_the_same_criterion_at_once_lose_nothing():
    review = named()
    key = rubric.current().criteria[0].key

    def rating(why: str):
        return lambda: drafting.rate(
            review=review, criterion=key, level=1, why=why, seen=0, by=review.reviewer, at=NOW
        )

    outcomes = at_once([rating("One."), rating("Two.")])
    assert sorted(type(one).__name__ for one in outcomes) == ["ChangedMeanwhile", "Rating"]
    assert Rating.objects.count() == 1


def test_versions_that_are_kept_at_once_are_kept_once():
    plan = whole_plan()
    by = lead(plan)
    outcomes = at_once([lambda: keep(plan=plan, name="", by=by, at=NOW)] * 3)
    assert sorted(type(one).__name__ for one in outcomes) == ["Edition", "Refused", "Refused"]
