"""Sentences agree with their numbers."""

from datetime import timedelta

import pytest
import time_machine

from rounds.directory.tests.factories import put_in_list
from rounds.figures import sentences
from rounds.figures.answers import answer_to
from rounds.figures.questions import Question
from rounds.figures.tests.cases import BEGIN, hospital
from rounds.organizations import versions

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("listed", "attested", "said"),
    [
        (1, 0, "The account was reported by others: nobody has proven yet that it is official."),
        (2, 0, "The 2 accounts were reported by others: nobody has proven yet that any of them is official."),
        (1, 1, "The account is proven to be official."),
        (2, 2, "All of the 2 accounts are proven to be official."),
        (4, 1, "1 of the 4 accounts (25%) is proven to be official; the others are not."),
        (4, 3, "3 of the 4 accounts (75%) are proven to be official; the others are not."),
    ],
)
def test_how_much_is_proven_is_said_of_as_many_as_there_are(listed: int, attested: int, said: str) -> None:
    with time_machine.travel(BEGIN + timedelta(days=9), tick=False):
        for number in range(listed):
            one = hospital(f"Agency {number}", type="public-health-agency")
            put_in_list(one, f"https://x.com/agency{number}", attested=number < attested, at=BEGIN)
        hospital("Last", type="public-health-agency")
        versions.bump()
        answer = answer_to(Question())
        assert sentences.proven(answer) == said
        headline = sentences.headline(answer)
        assert headline.startswith(
            f"The List has accounts for {listed} of {listed + 1} public health agencies ("
        )
        assert sentences.floor(answer).startswith("A public health agency that is not in the List may well")
