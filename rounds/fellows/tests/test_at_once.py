"""Two reviewers decide, and two nominate, at the same moment."""

import pytest

from rounds.badges.models import Award
from rounds.fellows.actions import reviewing, writing
from rounds.fellows.actions.nominating import nominate
from rounds.fellows.models import Step
from rounds.fellows.refusing import Refused
from rounds.fellows.tests.cases import COMPLETED, LATER, REASONS, bronze, gold, named, runner, sent, silver_of
from rounds.mail.models import Message
from rounds.memberships.tests.network_cases import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("verdicts", "state"), [(("award", "award"), "awarded"), (("award", "return"), "returned")]
)
def test_two_decide_at_once_and_it_is_settled_once(verdicts, state):
    fellow = bronze()
    step = sent(fellow)

    def decide(opinion, verdict):
        return lambda: reviewing.decide(
            step=step, verdict=verdict, reasons=REASONS, by=opinion.reviewer, at=LATER
        )

    both = [decide(one, verdict) for one, verdict in zip(named(step), verdicts, strict=True)]
    outcomes = at_once(both * 2)
    assert sum(isinstance(one, Step) for one in outcomes) == 2
    assert sum(isinstance(one, Refused) for one in outcomes) == 2
    step.refresh_from_db()
    assert step.state == state
    badges = Award.objects.filter(achievement__key="fellow-silver").count()
    assert badges == (1 if state == "awarded" else 0)
    told = Message.objects.filter(to=fellow.user.email, subject__startswith="Silver")
    assert told.count() == 1


def test_two_nominate_at_once_and_one_is_told():
    fellow = gold()
    one, other = runner("One"), runner("Two")
    outcomes = at_once(
        [lambda by=by: nominate(fellow=fellow, reasons="R.", by=by, at=LATER) for by in (one, other)]
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["Refused", "Step"]


def test_two_windows_of_one_fellow_lose_nothing():
    fellow = bronze()
    step, by = silver_of(fellow), fellow.user
    writing.save_passage(step=step, key="results", base=0, text="one two three four", by=by, at=COMPLETED)

    def save(text):
        return lambda: writing.save_passage(step=step, key="results", base=1, text=text, by=by, at=COMPLETED)

    at_once([save("ONE two three four"), save("one two three FOUR")])
    assert step.passages.get(key="results").text == "ONE two three FOUR"
