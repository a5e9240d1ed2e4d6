"""What a sample installation shows of plans, the residency and fellows: as people would have left it, and made once."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from rounds.directory.sample import give_representative, make_example_hospital
from rounds.fellows.models import Step
from rounds.fellows.sample import make_sample_fellows
from rounds.memberships.sample import make_sample_network
from rounds.plans.models import Comment, StrategicPlan
from rounds.plans.sample import make_sample_plans
from rounds.residency.models import Cohort, Place
from rounds.residency.sample import make_sample_residency
from rounds.users.sample import create_sample_people

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_plans_cohorts_and_fellows_are_there_in_every_state(django_capture_on_commit_callbacks) -> None:
    create_sample_people()
    give_representative(at=NOW)
    make_example_hospital(at=NOW)
    make_sample_network(at=NOW)
    for _twice in range(2):
        make_sample_plans(at=NOW)
        with django_capture_on_commit_callbacks(execute=True):
            make_sample_residency(at=NOW)
        make_sample_fellows(at=NOW)

    assert Counter(StrategicPlan.objects.values_list("state", flat=True)) == {
        "draft": 1,
        "returned": 1,
        "accepted": 2,
    }
    assert Comment.objects.count() == 4
    states = Cohort.objects.order_by("begins_on").values_list("state", flat=True)
    assert list(states) == ["ended", "running", "open"]
    running = Place.objects.filter(cohort__state="running")
    groups = Counter(running.values_list("chief__group", flat=True))
    assert sorted(groups.values()) == [4, 5]
    steps = Step.objects.order_by("fellow__slug", "pk").values_list("fellow__slug", "level", "state")
    assert [(level, state) for _slug, level, state in steps] == [
        ("bronze", "awarded"),
        ("silver", "awarded"),
        ("gold", "open"),
        ("bronze", "awarded"),
        ("silver", "open"),
    ]
