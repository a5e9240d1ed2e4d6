"""Several people type in one section at the same moment: each word is in the text, or shown to its writer."""

import pytest

from rounds.memberships.tests.network_cases import at_once
from rounds.plans.actions import authors, rows
from rounds.plans.actions.texts import Conflict, save_text
from rounds.plans.models import Author
from rounds.plans.refusing import Refused
from rounds.plans.tests.plan_cases import LATER, NOW, author, lead_of, plan, section

pytestmark = pytest.mark.django_db(transaction=True)
LINES = [f"The line of writer number {number} stands here." for number in range(4)]


def test_four_who_each_change_a_line_of_their_own_lose_nothing():
    of = plan()
    people = [lead_of(of), *(author(of, f"Ann {number}") for number in range(3))]
    begun = "\n\n".join(LINES)
    save_text(section=section(of), base=0, text=begun, by=people[0], at=NOW)

    def types(number):
        text = begun.replace(LINES[number], LINES[number].replace("stands here", f"says {number}"))
        return lambda: save_text(section=section(of), base=1, text=text, by=people[number], at=LATER)

    outcomes = at_once([types(number) for number in range(4)])
    assert not any(isinstance(one, Conflict | Exception) for one in outcomes)
    goals = section(of)
    assert [f"says {number}" in goals.text for number in range(4)] == [True] * 4
    assert sorted(goals.texts.values_list("number", flat=True)) == [1, 2, 3, 4, 5]


def test_of_two_who_change_the_same_words_one_is_saved_and_the_other_is_shown_both():
    of = plan()
    people = [lead_of(of), author(of)]
    save_text(section=section(of), base=0, text="Ten nurses", by=people[0], at=NOW)
    texts = ["Twelve nurses", "Nine nurses"]
    outcomes = at_once(
        [
            lambda text=text, by=by: save_text(section=section(of), base=1, text=text, by=by, at=LATER)
            for text, by in zip(texts, people, strict=True)
        ]
    )
    [conflict] = [one for one in outcomes if isinstance(one, Conflict)]
    assert {conflict.text, conflict.yours} == set(texts)
    assert section(of).text == conflict.text


def test_the_lead_is_passed_on_twice_at_once_and_there_is_one():
    of = plan()
    first, others = lead_of(of), [author(of, "Ann"), author(of, "Ben")]
    outcomes = at_once([lambda to=to: authors.pass_lead(plan=of, to=to, by=first, at=LATER) for to in others])
    assert [isinstance(one, Refused) for one in outcomes].count(True) == 1
    assert Author.objects.filter(plan=of, is_lead=True, left_at=None).count() == 1


def test_the_three_violations_put_in_twice_at_once_are_three():
    of = plan()
    lead = lead_of(of)
    at_once([lambda: rows.begin_with_violations(plan=of, by=lead, at=LATER)] * 3)
    assert of.risks.count() == 3
