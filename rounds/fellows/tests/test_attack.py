"""What somebody might try on the ladder who means no good, or is unlucky."""

import pytest

from rounds.fellows.actions import reviewing, sending, taking_back
from rounds.fellows.holding import _erase
from rounds.fellows.models import Level, Opinion, Step
from rounds.fellows.tests.cases import (
    LATER,
    bronze,
    named,
    runner,
    sent,
    shared,
    signed_in,
    silver,
)
from rounds.fellows.waiting import without_reviewers
from rounds.memberships.tests.network_cases import at_once
from rounds.users.tests.factories import person

ONE_S = "One’s reasons, for nobody’s eyes yet."


@pytest.mark.django_db
def test_the_office_does_not_read_the_first_opinion_before_both_have_decided(settings):
    settings.STAFF_NEED_MFA = False
    step = sent(bronze())
    one, two = named(step)
    reviewing.decide(step=step, verdict="return", reasons=ONE_S, by=one.reviewer, at=LATER)
    office = signed_in(person("both@example.org", "Both", is_superuser=True))
    page = office.get(f"/office/fellows/{step.pk}/")
    assert page.status_code == 200
    assert ONE_S not in page.content.decode()
    reviewing.decide(step=step, verdict="award", reasons="Good.", by=two.reviewer, at=LATER)
    assert ONE_S in office.get(f"/office/fellows/{step.pk}/").content.decode()


@pytest.mark.django_db
def test_the_seat_of_a_reviewer_who_closes_their_account_is_free_again():
    step = sent(bronze())
    one, two = named(step)
    reviewing.decide(step=step, verdict="award", reasons=ONE_S, by=two.reviewer, at=LATER)
    assert not without_reviewers().exists()
    for gone in (one, two):
        _erase(gone.reviewer, LATER)
    assert list(without_reviewers()) == [step]
    assert Opinion.objects.get().reviewer == two.reviewer


@pytest.mark.django_db(transaction=True)
def test_gold_is_not_sent_while_the_silver_below_is_taken_back():
    fellow = silver()
    step, below = shared(fellow).step, fellow.steps.get(level=Level.SILVER)
    office = runner()
    outcomes = at_once(
        [
            lambda: sending.send(step=step, by=fellow.user, at=LATER),
            lambda: taking_back.take_back(step=below, reason="A mistake.", by=office, at=LATER),
        ]
    )
    assert sorted(type(one).__name__ for one in outcomes) == ["Refused", "Step"]
    assert Step.objects.filter(state__in=("sent", "taken_back")).count() == 1
