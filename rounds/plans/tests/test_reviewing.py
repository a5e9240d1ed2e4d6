"""A plan is sent, given to somebody, judged clause by clause, mended and accepted."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from rounds.activity.models import Activity
from rounds.mail.models import Message
from rounds.plans import interests, rubric
from rounds.plans.actions import drafting
from rounds.plans.actions.drafting import ChangedMeanwhile
from rounds.plans.actions.editions import keep
from rounds.plans.actions.reviewing import decide, decline, name_reviewer, send, take_back
from rounds.plans.content import content_of
from rounds.plans.models import Edition, Rating, Review, StrategicPlan
from rounds.plans.naming import candidates
from rounds.plans.refusing import Refused
from rounds.plans.signals import plan_accepted, plan_returned
from rounds.plans.tests.review_cases import (
    DAY,
    NOW,
    empty_plan,
    named,
    namer,
    rate_all,
    returned,
    reviewer,
    somebody,
    whole_plan,
)

pytestmark = pytest.mark.django_db
DUE = date(2026, 3, 16)


def lead(plan: StrategicPlan):
    return plan.authors.get(is_lead=True).user


@pytest.fixture
def clean_interests():
    known = dict(interests._known)
    yield
    interests._known.clear()
    interests._known.update(known)


def test_sending_keeps_the_plan_as_it_is_and_nobody_writes_in_it():
    plan = whole_plan()
    review = send(plan=plan, by=lead(plan), at=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.is_writable, review.edition.number) == ("sent", False, 1)
    assert review.edition.content == content_of(plan)
    assert review.rubric == rubric.current().number
    with pytest.raises(Refused, match="sent for review"):
        send(plan=plan, by=lead(plan), at=NOW)


def test_an_empty_section_keeps_a_plan_from_being_sent_and_is_named():
    plan = empty_plan()
    with pytest.raises(Refused, match="Business goals, Objectives"):
        send(plan=plan, by=lead(plan), at=NOW)
    assert not Edition.objects.exists()


def test_only_the_lead_sends_and_takes_back():
    other = somebody("Oda Other")
    plan = whole_plan(None, other)
    with pytest.raises(Refused, match="Only the lead"):
        send(plan=plan, by=other, at=NOW)
    send(plan=plan, by=lead(plan), at=NOW)
    with pytest.raises(Refused, match="Only the lead"):
        take_back(plan=plan, by=other, at=NOW)
    take_back(plan=plan, by=lead(plan), at=NOW)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_an_author_never_reviews_not_even_one_who_left():
    former = reviewer("Fay Former")
    plan = whole_plan(None, former)
    plan.authors.filter(user=former).update(left_at=NOW)
    review = send(plan=plan, by=lead(plan), at=NOW)
    with pytest.raises(Refused, match="Fay Former cannot review this plan: writes this plan"):
        name_reviewer(review=review, reviewer=former, due_on=DUE, by=namer(), at=NOW)


@pytest.mark.usefixtures("clean_interests")
def test_a_tie_is_named_and_shown_before_anybody_is_chosen():
    chief, free = reviewer("Cleo Chief"), reviewer("Finn Free")
    interests.enter("residency", lambda plan: {chief.pk: "is the chief resident of an author"})
    plan = whole_plan()
    review = send(plan=plan, by=lead(plan), at=NOW)
    assert [(one.user, one.tie) for one in candidates(plan)] == [
        (free, ""),
        (chief, "is the chief resident of an author"),
    ]
    with pytest.raises(Refused, match="Cleo Chief cannot review this plan: is the chief resident of an auth"):
        name_reviewer(review=review, reviewer=chief, due_on=DUE, by=namer(), at=NOW)
    name_reviewer(review=review, reviewer=free, due_on=DUE, by=namer(), at=NOW)
    assert [(one.user, one.load) for one in candidates(plan)] == [(free, 1), (chief, 0)]


@pytest.mark.usefixtures("clean_interests")
def test_whoever_becomes_tied_later_does_not_decide():
    review = named()
    rate_all(review)
    interests.enter("residency", lambda plan: {review.reviewer_id: "is the chief resident of an author"})
    with pytest.raises(Refused, match="Give the review back"):
        decide(review=review, verdict="accepted", summary="Good.", by=review.reviewer, at=NOW)


def test_naming_asks_for_the_permission_of_both_and_for_a_day_to_come():
    plan = whole_plan()
    review = send(plan=plan, by=lead(plan), at=NOW)
    with pytest.raises(Refused, match="does not review plans"):
        name_reviewer(review=review, reviewer=somebody(), due_on=DUE, by=namer(), at=NOW)
    with pytest.raises(Refused, match="Only those who run"):
        name_reviewer(review=review, reviewer=reviewer(), due_on=DUE, by=somebody(), at=NOW)
    with pytest.raises(Refused, match="has passed"):
        name_reviewer(review=review, reviewer=reviewer(), due_on=date(2026, 3, 1), by=namer(), at=NOW)


def test_what_is_typed_is_saved_on_the_version_it_was_typed_on():
    review = named()
    by = review.reviewer
    key = rubric.current().criteria[0].key
    first = drafting.rate(review=review, criterion=key, level=1, why="Thin.", seen=0, by=by, at=NOW)
    again = drafting.rate(
        review=review, criterion=key, level=2, why="Fine.", seen=first.version, by=by, at=NOW
    )
    with pytest.raises(ChangedMeanwhile) as meanwhile:
        drafting.rate(review=review, criterion=key, level=0, why="Old tab.", seen=1, by=by, at=NOW)
    assert (meanwhile.value.now.level, meanwhile.value.now.remark) == (2, "Fine.")
    assert (again.version, Rating.objects.get().level) == (2, 2)
    drafting.summarize(review=review, summary="Good", seen=0, by=by, at=NOW)
    with pytest.raises(ChangedMeanwhile):
        drafting.summarize(review=review, summary="Bad", seen=0, by=by, at=NOW)


def test_a_remark_quotes_words_that_stand_there_in_text_or_row():
    review = named()
    more = {"review": review, "text": "By when?", "must_change": True, "by": review.reviewer, "at": NOW}
    for section, quote in (
        ("goals", "What we say\n about goals."),
        ("tactics", "A nurse answers"),
        ("goals", ""),
    ):
        drafting.remark(section=section, quote=quote, **more)
    with pytest.raises(Refused, match="do not stand in that section"):
        drafting.remark(section="goals", quote="A nurse answers", **more)
    assert review.remarks.count() == 3


def test_a_plan_is_returned_with_reasons_for_everything_below_sound_and_a_remark():
    review = named()
    by = review.reviewer
    with pytest.raises(Refused) as refused:
        decide(review=review, verdict="returned", summary="", by=by, at=NOW)
    said = str(refused.value).split("\n")
    assert len(said) == len(rubric.current().criteria) + 2
    rate_all(review, 1, "")
    with pytest.raises(Refused, match="Say why"):
        decide(review=review, verdict="returned", summary="Not yet.", by=by, at=NOW)


def test_a_plan_is_not_accepted_while_something_has_to_be_mended_is_missing_or_unsafe():
    review = named()
    by = review.reviewer
    rate_all(review)
    one = drafting.remark(
        review=review, section="goals", quote="", text="Whose?", must_change=True, by=by, at=NOW
    )

    def refusal() -> str:
        with pytest.raises(Refused) as refused:
            decide(review=review, verdict="accepted", summary="Good.", by=by, at=NOW)
        return str(refused.value)

    assert "has to be mended" in refusal()
    drafting.change_remark(remark=one, quote="", text="Whose?", must_change=False, seen=1, by=by, at=NOW)
    review.ratings.filter(criterion="patients-are-safe").update(level=1, remark="Who reads on Sunday?")
    assert "has to be sound at least" in refusal()
    review.ratings.update(level=1, remark="Weak.")
    assert "criteria are weak" in refusal()
    review.ratings.update(level=0, remark="Missing.")
    assert "is missing, so the plan cannot be accepted" in refusal()
    review.ratings.update(level=2)
    decide(review=review, verdict="accepted", summary="Good.", by=by, at=NOW)


def test_both_verdicts_are_announced_told_to_the_authors_and_recorded(django_capture_on_commit_callbacks):
    heard = []

    def listen(**told):
        heard.append((told["signal"], told["plan"], told["review"].verdict))

    for signal in (plan_accepted, plan_returned):
        signal.connect(listen, weak=False, dispatch_uid="test")
    try:
        review = returned(named(whole_plan(None, somebody("Second Author"))))
    finally:
        for signal in (plan_accepted, plan_returned):
            signal.disconnect(dispatch_uid="test")
    assert heard == [(plan_returned, review.plan, "returned")]
    mails = Message.objects.filter(key__startswith="plan-review_decided")
    assert mails.count() == 2
    assert {one.subject for one in mails} == {"Returned with remarks: Heard across the county"}
    assert Activity.objects.filter(verb="plan.returned", object_id=review.plan_id).count() == 1


def test_a_second_round_waits_for_answers_and_goes_to_the_same_reviewer():
    review = returned(named())
    plan = review.plan
    plan.refresh_from_db()
    assert (plan.state, plan.is_writable) == ("returned", True)
    with pytest.raises(Refused, match="1 remark has no answer yet"):
        send(plan=plan, by=lead(plan), at=NOW + DAY)
    remark = review.remarks.get()
    drafting.answer_remark(remark=remark, answer="We named her.", seen=1, by=lead(plan), at=NOW + DAY)
    with pytest.raises(ChangedMeanwhile):
        drafting.answer_remark(remark=remark, answer="Another.", seen=1, by=lead(plan), at=NOW + DAY)
    second = send(plan=plan, by=lead(plan), at=NOW + DAY)
    assert (second.reviewer, second.due_on) == (review.reviewer, date(2026, 3, 17))
    assert Message.objects.filter(subject__startswith="Mended, and yours to read again").count() == 1
    with pytest.raises(Refused):
        drafting.answer_remark(remark=remark, answer="Too late.", seen=2, by=lead(plan), at=NOW + DAY)
    take_back(plan=plan, by=lead(plan), at=NOW + DAY)
    plan.refresh_from_db()
    assert plan.state == "returned"


def test_only_authors_answer_and_only_the_reviewer_writes_the_review():
    review = returned(named())
    with pytest.raises(Refused, match="Only its authors"):
        drafting.answer_remark(remark=review.remarks.get(), answer="I?", seen=1, by=review.reviewer, at=NOW)
    another = named()
    with pytest.raises(Refused, match="not yours any more"):
        decide(review=another, verdict="returned", summary="No.", by=reviewer("Somebody Else"), at=NOW)


def test_a_reviewer_gives_a_plan_back_and_what_they_typed_goes_to_the_next():
    review = named()
    first = review.reviewer
    key = rubric.current().criteria[0].key
    drafting.rate(review=review, criterion=key, level=2, why="Fine.", seen=0, by=first, at=NOW)
    with pytest.raises(Refused, match="in a few words why"):
        decline(review=review, why=" ", by=first, at=NOW)
    decline(review=review, why="I know them.", by=first, at=NOW)
    review.refresh_from_db()
    assert review.reviewer is None
    assert "I know them." in Message.objects.get(key__startswith="plan-review_declined").text
    with pytest.raises(Refused):
        drafting.rate(review=review, criterion=key, level=0, why="", seen=1, by=first, at=NOW)
    second = reviewer("Second Reader")
    name_reviewer(review=review, reviewer=second, due_on=DUE, by=namer(), at=NOW)
    drafting.rate(review=review, criterion=key, level=3, why="Better.", seen=1, by=second, at=NOW)


def test_a_reviewer_who_is_named_anew_is_told_and_a_due_day_alone_is_not_news():
    review = named()
    first = review.reviewer
    before = Message.objects.count()
    name_reviewer(review=review, reviewer=first, due_on=DUE, by=namer(), at=NOW)
    assert Message.objects.count() == before
    name_reviewer(review=review, reviewer=reviewer("Second Reader"), due_on=DUE, by=namer(), at=NOW)
    assert Message.objects.filter(to=first.email, subject__startswith="No longer on your desk").exists()


def test_a_plan_is_kept_by_hand_and_the_same_is_not_kept_twice():
    plan = whole_plan()
    one = keep(plan=plan, name="Before the board", by=lead(plan), at=NOW)
    assert (one.number, one.why, one.name) == (1, "kept", "Before the board")
    with pytest.raises(Refused, match="version 1, which is kept already"):
        keep(plan=plan, name="Again", by=lead(plan), at=NOW)
    with pytest.raises(Refused, match="Only its authors"):
        keep(plan=plan, name="Again", by=somebody(), at=NOW)


def test_an_edition_never_changes_and_goes_only_with_a_plan_that_was_put_away():
    plan = whole_plan()
    keep(plan=plan, name="", by=lead(plan), at=NOW)
    for change in (
        lambda: Edition.objects.update(name="Anew"),
        lambda: Edition.objects.all().delete(),
        lambda: StrategicPlan.objects.get(pk=plan.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            change()
    StrategicPlan.objects.filter(pk=plan.pk).update(archived_at=NOW)
    StrategicPlan.objects.get(pk=plan.pk).delete()
    assert not Edition.objects.exists()


def test_a_decided_review_is_not_decided_again():
    review = returned(named())
    with pytest.raises(Refused, match="not open any more"):
        decide(review=review, verdict="accepted", summary="Yes.", by=review.reviewer, at=NOW)
    assert Review.objects.get().verdict == "returned"
