"""Two reviewers, blind to one another; reasons; rounds; ties."""

from datetime import timedelta

import pytest

from rounds.badges.models import Award
from rounds.fellows.actions import reviewing, sending, taking_back, writing
from rounds.fellows.actions.nominating import nominate
from rounds.fellows.models import Level, Opinion, Step
from rounds.fellows.refusals import why
from rounds.fellows.refusing import Refused
from rounds.fellows.tests.cases import (
    LATER,
    REASONS,
    SIX,
    bronze,
    gold,
    judged,
    named,
    person,
    place_of,
    reviewer,
    runner,
    sent,
    silver,
    silver_of,
    written,
)
from rounds.mail.models import Message
from rounds.plans import interests
from rounds.plans.models import Author
from rounds.residency.models import Chief

pytestmark = pytest.mark.django_db


def refused(act, **more) -> Refused:
    with pytest.raises(Refused) as told:
        act(**more)
    assert "%(" not in why(told.value)
    return told.value


def test_a_report_is_sent_from_the_day_on_and_not_before():
    fellow = bronze()
    step = written(fellow)
    early = refused(sending.send, step=step, by=fellow.user, at=SIX - timedelta(seconds=1))
    assert (early.reason, early.about) == (Refused.TOO_EARLY, ["July 31, 2026"])
    assert "July 31, 2026" in why(early)
    assert sending.send(step=step, by=fellow.user, at=SIX).state == Step.State.SENT


@pytest.mark.parametrize(
    ("words", "told"),
    [(744, "6 words are missing"), (1_206, "6 words are too many"), (600, "150 words are missing")],
)
def test_too_few_and_too_many_words_are_told_with_how_many(words, told):
    fellow = bronze()
    fault = refused(sending.send, step=written(fellow, words), by=fellow.user, at=LATER)
    assert told in why(fault)


@pytest.mark.parametrize("words", [750, 1_200])
def test_the_bounds_themselves_fit(words):
    fellow = bronze()
    assert sending.send(step=written(fellow, words), by=fellow.user, at=LATER).round == 1


def test_everything_that_is_missing_is_said_at_once():
    fellow = bronze()
    fault = refused(sending.send, step=silver_of(fellow), by=fellow.user, at=LATER)
    assert len(fault.about) == 10  # seven sections, the words, the measure, taking part


def test_nobody_else_sends_it_and_nobody_sends_it_twice():
    fellow = bronze()
    step = written(fellow)
    assert refused(sending.send, step=step, by=person(), at=LATER).reason == Refused.NOT_YOURS
    sending.send(step=step, by=fellow.user, at=LATER)
    assert refused(sending.send, step=step, by=fellow.user, at=LATER).reason == Refused.NOT_NOW


def test_what_is_with_the_reviewers_cannot_be_changed():
    fellow = bronze()
    step = sent(fellow)
    fault = refused(
        writing.save_passage, step=step, key="results", base=1, text="New.", by=fellow.user, at=LATER
    )
    assert fault.reason == Refused.NOT_NOW


def test_both_award_it_and_it_is_awarded_with_badge_mail_and_the_next_step():
    fellow = bronze()
    step = judged(sent(fellow))
    assert (step.state, step.awarded_at) == (Step.State.AWARDED, LATER)
    assert step.award == Award.objects.get(user=fellow.user, achievement__key="fellow-silver")
    assert fellow.steps.get(level=Level.GOLD).state == Step.State.OPEN
    assert Message.objects.filter(to=fellow.user.email, subject__contains="awarded").count() == 2


@pytest.mark.parametrize("verdicts", [("award", "return"), ("return", "award"), ("return", "return")])
def test_otherwise_it_comes_back_once_both_have_decided(verdicts):
    fellow = bronze()
    step = judged(sent(fellow), *verdicts)
    assert (step.state, step.awarded_at) == (Step.State.RETURNED, None)
    assert not Award.objects.filter(achievement__key="fellow-silver").exists()
    assert Message.objects.filter(to=fellow.user.email, subject__contains="reasons").count() == 1


def test_one_alone_settles_nothing():
    step = sent(bronze())
    one, _other = named(step)
    step = reviewing.decide(step=step, verdict="return", reasons=REASONS, by=one.reviewer, at=LATER)
    assert step.state == Step.State.SENT
    again = refused(reviewing.decide, step=step, verdict="award", reasons=REASONS, by=one.reviewer, at=LATER)
    assert again.reason == Refused.DECIDED


def test_without_reasons_nothing_is_decided():
    step = sent(bronze())
    one, _other = named(step)
    fault = refused(reviewing.decide, step=step, verdict="award", reasons=" \n", by=one.reviewer, at=LATER)
    assert fault.reason == Refused.NO_REASON


def test_the_same_two_are_asked_again_in_the_next_round_and_one_can_be_replaced():
    fellow = bronze()
    step = judged(sent(fellow), "award", "return")
    step = sending.send(step=step, by=fellow.user, at=LATER)
    before, now = (set(step.opinions.filter(round=n).values_list("slot", "reviewer")) for n in (1, 2))
    assert (step.round, before) == (2, now)
    new = reviewer("Katherine Johnson")
    reviewing.name_reviewer(step=step, slot=2, reviewer=new, by=runner(), at=LATER)
    assert step.opinions.get(round=2, slot=2).reviewer == new
    assert judged(step).state == Step.State.AWARDED


def test_whoever_may_review_no_more_is_not_asked_again():
    fellow = bronze()
    step = judged(sent(fellow), "award", "return")
    step.opinions.get(slot=1).reviewer.groups.clear()
    step = sending.send(step=step, by=fellow.user, at=LATER)
    assert list(step.opinions.filter(round=2).values_list("slot", flat=True)) == [2]


def test_who_decided_is_not_replaced():
    step = sent(bronze())
    one, _other = named(step)
    reviewing.decide(step=step, verdict="award", reasons=REASONS, by=one.reviewer, at=LATER)
    fault = refused(
        reviewing.name_reviewer, step=step, slot=1, reviewer=reviewer("New"), by=runner(), at=LATER
    )
    assert fault.reason == Refused.DECIDED


def test_nobody_with_a_tie_is_named_and_the_tie_is():
    fellow = bronze()
    coauthor, chief, tied = reviewer("Cora"), reviewer("Chip"), reviewer("Tia")
    step = sent(fellow)
    Author.objects.create(plan=step.plan, user=coauthor, joined_at=LATER, left_at=LATER)
    place = place_of(fellow.user, None)
    place.chief = Chief.objects.create(cohort=place.cohort, user=chief, group=1, named_at=LATER)
    place.seat = 1
    place.save()
    fellow.user.groups.set(coauthor.groups.all())
    interests.enter("tests.fellows", lambda _plan: {tied.pk: "they are neighbors"})
    try:
        told = {
            one.name: why(
                refused(reviewing.name_reviewer, step=step, slot=1, reviewer=one, by=runner(), at=LATER)
            )
            for one in (fellow.user, coauthor, chief, tied)
        }
    finally:
        interests._known.pop("tests.fellows")
    assert "it is their own step" in told[fellow.user.name]
    assert "they wrote the plan along" in told["Cora"]
    assert "they were the fellow’s chief resident" in told["Chip"]
    assert "they are neighbors" in told["Tia"]


def test_two_seats_are_for_two_people_who_review():
    step = sent(bronze())
    office, one = runner(), reviewer()
    reviewing.name_reviewer(step=step, slot=1, reviewer=one, by=office, at=LATER)
    twice = refused(reviewing.name_reviewer, step=step, slot=2, reviewer=one, by=office, at=LATER)
    nobody = refused(
        reviewing.name_reviewer, step=step, slot=2, reviewer=person("Nobody"), by=office, at=LATER
    )
    alone = refused(reviewing.name_reviewer, step=step, slot=2, reviewer=reviewer("X"), by=one, at=LATER)
    assert [fault.reason for fault in (twice, nobody, alone)] == [
        Refused.TWICE,
        Refused.NOT_A_REVIEWER,
        Refused.NOT_YOURS,
    ]


def test_only_the_two_decide():
    step = sent(bronze())
    named(step)
    other = refused(
        reviewing.decide, step=step, verdict="award", reasons=REASONS, by=reviewer("Other"), at=LATER
    )
    assert other.reason == Refused.NOT_A_REVIEWER


def test_gold_wants_a_sharing_and_silver_below_it():
    fellow = silver()
    step = fellow.steps.get(level=Level.GOLD)
    assert refused(sending.send, step=step, by=fellow.user, at=LATER).reason == Refused.MISSING
    taking_back.take_back(step=silver_of(fellow), reason="Wrong.", by=runner(), at=LATER)
    below = refused(sending.send, step=step, by=fellow.user, at=LATER)
    assert (below.reason, why(below)) == (Refused.BELOW, "Silver has to be awarded first.")


def test_platinum_is_nominated_for_those_with_gold_by_the_office_or_their_peers():
    fellow, peer = gold(), gold(person("Rosalind"))
    nothing = silver(person("Sil Ver"))
    told = [
        refused(nominate, fellow=fellow, reasons="R.", by=fellow.user, at=LATER),
        refused(nominate, fellow=fellow, reasons="R.", by=nothing.user, at=LATER),
        refused(nominate, fellow=nothing, reasons="R.", by=peer.user, at=LATER),
        refused(nominate, fellow=fellow, reasons=" ", by=peer.user, at=LATER),
    ]
    assert [one.reason for one in told] == [
        Refused.SELF,
        Refused.NOT_NOMINATING,
        Refused.BELOW,
        Refused.NO_REASON,
    ]
    step = nominate(fellow=fellow, reasons="They taught us all.", by=peer.user, at=LATER)
    assert (step.state, step.round, step.nominated_by) == (Step.State.SENT, 1, peer.user)
    assert refused(nominate, fellow=fellow, reasons="R.", by=runner(), at=LATER).reason == Refused.NOT_NOW
    assert judged(step).state == Step.State.AWARDED


def test_a_nomination_that_came_back_can_be_made_again():
    fellow = gold()
    step = judged(nominate(fellow=fellow, reasons="One.", by=runner(), at=LATER), "return", "return")
    again = nominate(fellow=fellow, reasons="Two.", by=runner(), at=LATER)
    assert (again.pk, again.round, again.reason) == (step.pk, 2, "Two.")


def test_platinum_taken_back_and_given_again_keeps_the_reasons_of_its_nomination():
    step = judged(nominate(fellow=gold(), reasons="They taught us all.", by=runner(), at=LATER))
    taken = taking_back.take_back(step=step, reason="Wrong.", by=runner(), at=LATER)
    assert (taken.reason, taken.taken_back_why) == ("They taught us all.", "Wrong.")
    back = taking_back.restore(step=taken, by=runner(), at=LATER + timedelta(days=1))
    assert (back.reason, back.taken_back_why) == ("They taught us all.", "")


def test_the_office_takes_back_from_the_top_and_gives_again():
    fellow, office = silver(), runner()
    low, high = fellow.steps.get(level=Level.BRONZE), silver_of(fellow)
    above = refused(taking_back.take_back, step=low, reason="Wrong.", by=office, at=LATER)
    assert (above.reason, above.about) == (Refused.ABOVE, ["silver"])
    assert (
        refused(taking_back.take_back, step=high, reason="", by=office, at=LATER).reason == Refused.NO_REASON
    )
    taken = taking_back.take_back(step=high, reason="Wrong.", by=office, at=LATER)
    taken.award.refresh_from_db()
    assert (taken.state, taken.award.revoked_at) == (Step.State.TAKEN_BACK, LATER)
    old = taken.award
    back = taking_back.restore(step=taken, by=office, at=LATER + timedelta(days=1))
    assert (back.state, back.awarded_at, back.taken_back_why) == (Step.State.AWARDED, LATER, "")
    assert back.award != old
    assert back.award.revoked_at is None


def test_opinions_are_two_to_a_round():
    step = judged(sent(bronze()), "award", "return")
    assert Opinion.objects.filter(step=step).count() == 2
