"""What is said beside a section, and that its authors hear of it once an hour at most."""

from datetime import timedelta

import pytest

from rounds.mail.models import Message
from rounds.plans.actions import comments
from rounds.plans.models import StrategicPlan
from rounds.plans.refusing import Refused
from rounds.plans.tests.plan_cases import LATER, NOW, author, lead_of, person, plan
from rounds.plans.topics import COMMENTS

pytestmark = pytest.mark.django_db


def said(of, by, text="Why?", at=NOW, **more):
    return comments.comment(plan=of, section="goals", text=text, by=by, at=at, **more)


def told():
    return sorted(Message.objects.filter(topic=COMMENTS).values_list("to", flat=True))


def test_the_authors_hear_of_what_others_said_in_an_hour_once():
    of = plan()
    ann = author(of)
    for minute in range(3):
        said(of, ann, at=NOW + timedelta(minutes=minute))
    for again in range(3):
        comments.tell(at=NOW + timedelta(hours=1, minutes=again))
    assert told() == [lead_of(of).email]
    assert "3 new comments" in Message.objects.get(topic=COMMENTS).subject


def test_nobody_hears_of_their_own_words_or_before_the_hour_is_over():
    of = plan()
    said(of, lead_of(of))
    comments.tell(at=LATER)
    comments.tell(at=NOW + timedelta(hours=1))
    assert told() == []


def test_an_answer_opens_a_settled_comment_again_and_stands_below_it():
    of = plan()
    first = said(of, author(of))
    comments.settle(comment=first, by=lead_of(of), at=LATER)
    answer = said(of, lead_of(of), "Once more.", answers=first)
    first.refresh_from_db()
    assert (first.settled_at, answer.answers, answer.section) == (None, first, "goals")


def test_only_whoever_said_it_takes_it_out_and_can_put_it_back():
    of = plan()
    first = said(of, author(of))
    with pytest.raises(Refused, match="Only whoever wrote"):
        comments.take_out(comment=first, by=lead_of(of), at=LATER)
    comments.take_out(comment=first, by=first.by, at=LATER)
    assert comments.put_back(comment=first, by=first.by, at=LATER).taken_out_at is None


def test_whoever_neither_writes_nor_reads_along_says_nothing():
    of = plan()
    with pytest.raises(Refused, match="Only those who write"):
        said(of, person())


def test_comments_go_on_while_a_plan_is_reviewed():
    of = plan()
    StrategicPlan.objects.update(state="sent")
    assert said(of, lead_of(of)).pk
