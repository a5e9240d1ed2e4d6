"""A section is saved as people type, by several at once; nothing that was typed is lost."""

from datetime import timedelta

import pytest

from rounds.plans.actions.texts import Conflict, Merged, Saved, go_back, save_text, thin_out
from rounds.plans.models import Section, StrategicPlan, Text
from rounds.plans.refusing import Refused
from rounds.plans.tests.plan_cases import LATER, NOW, author, lead_of, person, plan, section

pytestmark = pytest.mark.django_db
TEXT = "We want more nurses.\n\nPatients find us."


def written(text=TEXT):
    of = plan()
    save_text(section=section(of), base=0, text=text, by=lead_of(of), at=NOW)
    return of, section(of)


def test_the_first_words_are_version_one():
    of, goals = written()
    assert (goals.text, goals.version, goals.changed_by, goals.changed_at) == (TEXT, 1, lead_of(of), NOW)
    assert list(goals.texts.values_list("number", "text")) == [(1, TEXT)]


def test_the_same_words_again_are_no_new_version():
    of, goals = written()
    assert save_text(section=goals, base=0, text=TEXT, by=lead_of(of), at=LATER) == Saved(1, TEXT)
    assert goals.texts.count() == 1


def test_two_who_changed_different_words_of_one_text_are_merged():
    of, goals = written()
    other = author(of)
    mine, theirs = TEXT.replace("more", "forty"), TEXT.replace("find", "trust")
    assert save_text(section=goals, base=1, text=mine, by=lead_of(of), at=LATER) == Saved(2, mine)
    both = mine.replace("find", "trust")
    assert save_text(section=goals, base=1, text=theirs, by=other, at=LATER) == Merged(3, both)
    assert section(of).text == both


def test_two_who_changed_the_same_words_both_see_both_and_nothing_is_saved():
    of, goals = written()
    mine, theirs = TEXT.replace("more", "forty"), TEXT.replace("more", "fifty")
    save_text(section=goals, base=1, text=mine, by=lead_of(of), at=LATER)
    answer = save_text(section=goals, base=1, text=theirs, by=author(of), at=LATER)
    assert answer == Conflict(2, mine, theirs)
    assert section(of).text == mine


def test_whoever_typed_on_while_being_merged_is_merged_on_what_they_had_sent():
    of, goals = written()
    sent = TEXT + " Now"
    save_text(section=goals, base=1, text=TEXT.replace("more", "forty"), by=author(of), at=LATER)
    answer = save_text(section=goals, base=1, text=sent, by=lead_of(of), at=LATER)
    assert isinstance(answer, Merged)
    more = save_text(
        section=goals, base=answer.version, seen=sent, text=sent + " and ever", by=lead_of(of), at=LATER
    )
    assert more == Merged(4, TEXT.replace("more", "forty") + " Now and ever")


def test_a_base_that_was_thinned_out_is_a_conflict_unless_the_text_itself_comes_along():
    of, goals = written()
    for number in range(3):
        save_text(section=goals, base=number + 1, text=f"{TEXT} {number}", by=lead_of(of), at=NOW)
    assert thin_out(at=NOW + timedelta(days=2)) == 3
    late = NOW + timedelta(days=2)
    changed = TEXT.replace("nurses", "midwives")
    assert isinstance(save_text(section=goals, base=1, text=changed, by=lead_of(of), at=late), Conflict)
    answer = save_text(section=goals, base=1, seen=TEXT, text=changed, by=lead_of(of), at=late)
    assert answer == Merged(5, changed + " 2")


def test_thinning_leaves_the_last_of_each_sitting_and_what_is_younger_than_a_day():
    of, goals = written()
    other = author(of)
    for base, by in enumerate([lead_of(of), other, other, lead_of(of)], start=1):
        save_text(section=goals, base=base, text=f"{TEXT} {base}", by=by, at=NOW)
    save_text(section=goals, base=5, text="Young", by=lead_of(of), at=NOW + timedelta(hours=20))
    assert thin_out(at=NOW + timedelta(hours=30)) == 2
    assert list(Text.objects.order_by("number").values_list("number", flat=True)) == [2, 4, 5, 6]
    assert section(of).text == "Young"


def test_a_text_that_is_too_long_is_refused_whole():
    of, goals = written()
    with pytest.raises(Refused, match=r"20001|20,001"):
        save_text(section=goals, base=1, text="x" * (Section.MOST + 1), by=lead_of(of), at=LATER)
    assert section(of).text == TEXT


@pytest.mark.parametrize("state", ["sent", "accepted"])
def test_nobody_changes_a_plan_that_is_in_review_or_accepted(state):
    of, goals = written()
    StrategicPlan.objects.update(state=state)
    with pytest.raises(Refused, match="What you typed is still here"):
        save_text(section=goals, base=1, text="More", by=lead_of(of), at=LATER)


def test_only_authors_write():
    _of, goals = written()
    with pytest.raises(Refused, match="Only its authors"):
        save_text(section=goals, base=1, text="More", by=person(), at=LATER)


def test_going_back_makes_a_new_text_of_an_old_one():
    of, goals = written()
    save_text(section=goals, base=1, text="Shorter.", by=lead_of(of), at=LATER)
    assert go_back(section=goals, number=1, base=1, by=lead_of(of), at=LATER) == Conflict(2, "Shorter.", TEXT)
    assert go_back(section=goals, number=1, base=2, by=lead_of(of), at=LATER) == Saved(3, TEXT)


def test_a_save_asks_the_database_few_questions(django_assert_max_num_queries):
    of, goals = written()
    by = lead_of(of)
    with django_assert_max_num_queries(5):  # lock, write, keep, and the savepoint
        save_text(section=goals, base=1, text="Other words.", by=by, at=LATER)
