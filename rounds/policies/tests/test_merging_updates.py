"""A hospital merges a new edition into its own policy, clause by clause."""

import pytest

from rounds.memberships.tests.network_cases import NOW, at_once, signed_in
from rounds.policies.actions import changes, writing
from rounds.policies.actions.changes import Decision, How
from rounds.policies.models import FormerClause, OwnClause
from rounds.policies.refusing import Refused
from rounds.policies.tests.test_own_words import refusal
from rounds.policies.tests.workshop_cases import (
    FIRST,
    LAST,
    PRIVACY,
    PURPOSE,
    SECOND,
    STUDENTS,
    Written,
    adopted,
    edition,
)
from rounds.policies.workbench import workbench

pytestmark = pytest.mark.django_db
NEW_PRIVACY, AI = SECOND[1].text, SECOND[2].text
TAKE, KEEP = Decision(How.TAKE), Decision(How.KEEP)


def decide(one, key, decision=TAKE, *, seen=2, began=None):
    began = one.now().version if began is None else began
    return changes.decide(
        policy=one.policy, key=key, decision=decision, edition=seen, began=began, by=one.leader, at=NOW
    )


def waiting(one) -> list[tuple[str, str]]:
    return [(change.key, change.kind.value) for change in workbench(one.policy).changes]


def updated(clauses=SECOND):
    one = adopted()
    edition(one.template, clauses)
    return one


def test_changes_wait_until_each_is_decided_and_a_merge_can_be_left_half_way():
    one = updated()
    assert waiting(one) == [("privacy", "text"), ("ai", "new"), ("students", "heading"), ("end", "removed")]
    decide(one, "privacy")
    decide(one, "ai")
    assert waiting(one) == [("students", "heading"), ("end", "removed")]
    assert workbench(one.policy).edition_number == 1
    decide(one, "students", KEEP)
    decide(one, "end")
    assert (waiting(one), workbench(one.policy).edition_number) == ([], 2)
    assert one.words() == [
        ("Purpose", PURPOSE, True),
        ("Patients come first", NEW_PRIVACY, True),
        ("Artificial intelligence", AI, True),
        ("Students", STUDENTS, True),
        ("Thanks", LAST, False),
    ]


def test_what_they_keep_is_theirs_until_the_template_changes_again():
    one = updated()
    for key in ("privacy", "ai", "students", "end"):
        decide(one, key, KEEP)
    assert [(text, is_in) for _heading, text, is_in in one.words()] == [
        (PURPOSE, True),
        (PRIVACY, True),
        (AI, False),  # left out, so that it can be taken in later
        (STUDENTS, True),
        (LAST, True),
    ]
    edition(one.template, (*SECOND[:2], SECOND[2]._replace(text="Machines are no colleagues."), SECOND[3]))
    assert waiting(one) == [("ai", "text")]
    writing.take_in(clause=one.clause("ai"), by=one.leader, at=NOW)
    assert waiting(one) == [("ai", "text")]


def test_two_editions_later_the_change_from_what_they_last_saw_is_shown():
    one = updated()
    third = (SECOND[0], SECOND[1]._replace(text="Post nothing."), *SECOND[2:])
    decide(one, "students")
    edition(one.template, third)
    (privacy,) = [change for change in workbench(one.policy).changes if change.key == "privacy"]
    assert (privacy.old.text, privacy.new.text, privacy.own.text) == (PRIVACY, "Post nothing.", PRIVACY)
    for key in ("privacy", "ai", "end"):
        decide(one, key, seen=3)
    assert (waiting(one), workbench(one.policy).edition_number) == ([], 3)


def test_a_clause_that_comes_back_is_offered_again():
    one = updated((FIRST[0], *FIRST[2:]))
    decide(one, "privacy")
    assert one.clause("privacy").is_included is False
    edition(one.template, FIRST)
    assert waiting(one) == [("privacy", "new")]
    decide(one, "privacy", seen=3)
    assert (one.clause("privacy").is_included, waiting(one)) == (True, [])


def test_an_edited_change_ends_in_the_words_that_were_typed():
    one = updated()
    decide(one, "privacy", Decision(How.EDIT, "Privacy", "Both."))
    decide(one, "ai", Decision(How.EDIT, "Machines", "Ours."))
    assert one.words()[1:3] == [("Privacy", "Both.", True), ("Machines", "Ours.", True)]
    assert waiting(one) == [("students", "heading"), ("end", "removed")]


def test_words_that_were_never_touched_are_taken_in_one_step_and_given_back_in_one():
    one = updated()
    writing.reword(
        clause=one.clause("students"), heading="Ours", text=STUDENTS, began=1, by=one.leader, at=NOW
    )
    assert changes.take_untouched(policy=one.policy, edition=2, by=one.leader, at=NOW) == 1
    assert waiting(one) == [("ai", "new"), ("students", "heading"), ("end", "removed")]
    writing.undo(policy=one.policy, version=one.now().version, by=one.leader, at=NOW)
    assert waiting(one) == [("privacy", "text"), ("ai", "new"), ("students", "heading"), ("end", "removed")]
    assert one.clause("privacy").text == PRIVACY


def test_a_decision_is_taken_back_even_the_last_one():
    one = updated()
    for key in ("privacy", "students", "end"):
        decide(one, key)
    policy = decide(one, "ai")
    assert waiting(one) == []
    writing.undo(policy=policy, version=policy.version, by=one.leader, at=NOW)
    assert waiting(one) == [("ai", "new")]
    assert not OwnClause.objects.filter(key="ai").exists()


def test_of_two_decisions_about_one_clause_the_first_holds_and_nothing_is_lost():
    one = updated()
    began = one.now().version
    decide(one, "privacy", KEEP, began=began)
    late = Decision(How.EDIT, "Privacy", "Mine.")
    assert refusal(lambda: decide(one, "privacy", late, began=began)) == Refused.DECIDED
    writing.reword(clause=one.clause("students"), heading="Ours", text="O", began=9, by=one.leader, at=NOW)
    assert refusal(lambda: decide(one, "students", TAKE, began=began)) == Refused.CHANGED
    assert one.clause("students").heading == "Ours"


def test_whoever_saw_an_older_edition_looks_again():
    one = updated()
    edition(one.template, FIRST)
    assert refusal(lambda: decide(one, "privacy", seen=2)) == Refused.NEWER
    assert (
        refusal(lambda: changes.take_untouched(policy=one.policy, edition=2, by=one.leader, at=NOW))
        == Refused.NEWER
    )


def test_an_edition_that_changes_nothing_for_them_asks_nothing_and_counts():
    one = updated((*FIRST[:1], FIRST[1]._replace(guidance="Another hint."), *FIRST[2:]))
    assert (waiting(one), workbench(one.policy).edition_number) == ([], 2)


@pytest.mark.django_db(transaction=True)
def test_two_leaders_who_decide_at_the_same_moment_decide_once():
    one = updated()
    began = one.policy.version
    outcomes = at_once([lambda: decide(one, "privacy", TAKE, began=began)] * 2)
    assert sorted(isinstance(outcome, Refused) for outcome in outcomes) == [False, True]
    assert FormerClause.objects.filter(clause__key="privacy").count() == 1


def test_a_bench_asks_the_same_number_of_questions_for_one_clause_and_for_many(django_assert_num_queries):
    one = updated()
    for clauses in (SECOND, tuple(Written(f"k{n}", "H", "T") for n in range(30))):
        edition(one.template, clauses)
        with django_assert_num_queries(5):
            bench = workbench(one.policy)
            assert bench.changes


def test_new_words_of_a_template_that_is_not_open_to_its_leaders_any_more_are_not_shown_to_them():
    case = updated()
    type(case.template).objects.filter(pk=case.template.pk).update(zone="staff")
    client = signed_in(case.leader)
    base = f"/me/policies/{case.policy.pk}/"

    pages = [
        client.get(f"{base}{what}", follow=True) for what in ("update/", "update/privacy/", "update/ai/")
    ]
    client.post(f"{base}update/", {"do": "take", "key": "ai", "edition": "2", "began": "1"})

    assert [one.request["PATH_INFO"] for one in pages] == [base] * 3
    assert not any(word in one.content.decode() for one in pages for word in ("photo of one", "a machine"))
    assert not case.policy.clauses.filter(key="ai").exists()
    with pytest.raises(Refused) as refused:
        changes.take_untouched(policy=case.policy, edition=2, by=case.leader, at=NOW)
    assert refused.value.reason == Refused.NOT_OPEN
