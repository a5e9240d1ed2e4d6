"""Designating, claiming, presenting, reversing: what reaches the ledger, and what the database keeps."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rounds.activity.models import Activity as Happened
from rounds.credits.actions.claiming import claim_as_faculty
from rounds.credits.actions.designating import Session, change_accreditor, withdraw
from rounds.credits.actions.disclosing import Related, end_role, give_role
from rounds.credits.actions.reversing import reverse
from rounds.credits.explaining import sentences
from rounds.credits.models import Activity, Certificate, Disclosure, Entry, Relation, Role
from rounds.credits.refusing import Refused
from rounds.credits.tests.factories import (
    DAY,
    MINUTE,
    NOW,
    accreditor,
    activity,
    attended,
    claimed,
    disclosed,
    learner,
    live,
    sat_in,
)
from rounds.memberships.tests.network_cases import at_once
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db


def total(user: User) -> int:
    return sum(Entry.objects.filter(user=user).order_by("pk").values_list("hundredths", flat=True))


def refused(do) -> str:
    with pytest.raises(Refused) as found:
        do()
    return found.value.reason


def presenter(of: Activity, **more) -> User:
    speaker = learner()
    if not Disclosure.objects.filter(person=speaker).exists():
        disclosed(speaker)
    give_role(activity=of, person=speaker, kind="presenter", by=None, at=NOW - MINUTE, **more)
    return speaker


def presented(speaker: User, of: Activity) -> Entry:
    return claim_as_faculty(user=speaker, activity=of, evidence=sat_in(0, 60), by=speaker, at=NOW + DAY)


# Claiming


def test_a_claim_is_a_line_with_its_rule_its_numbers_and_its_evidence():
    user = learner()
    made = claimed(user, activity(most=90), 62)
    assert (made.number, made.minutes, made.hundredths, made.rule) == (1, 62, 100, "learner.1")
    assert made.numbers["terms"] == [60, 25, "nearest", 200]
    assert made.evidence == {"passed_at": NOW.isoformat(), "minutes": 62}
    assert sentences(made) == [
        "Attended: 62 minutes.",
        "Claimed: 62 minutes.",
        "62 minutes ÷ 60 = 1.03, rounded to the nearest quarter: 1.00",
    ]
    assert Happened.objects.about(made).get().verb == "credit.entered"


def test_it_keeps_the_terms_it_was_entered_with_whatever_the_accreditor_changes():
    made = claimed(learner(), activity(), 50)
    change_accreditor(accreditor=accreditor(), to={"step_hundredths": 100}, by=None, at=NOW)
    made.refresh_from_db()
    assert made.hundredths == 75
    assert sentences(made)[-1] == "50 minutes ÷ 60 = 0.83, rounded to the nearest quarter: 0.75"
    assert claimed(learner(), activity("two"), 50).hundredths == 100


def test_no_more_than_the_maximum_and_no_more_than_was_attended():
    user, short = learner(), activity(most=60)
    assert refused(lambda: claimed(user, short, 61, attended(90))) == Refused.TOO_MUCH
    assert refused(lambda: claimed(user, short, 50, attended(45))) == Refused.TOO_MUCH
    assert Entry.objects.count() == 0


def test_the_same_claim_again_adds_nothing_and_a_larger_one_the_difference():
    user, of = learner(), activity(most=120)
    claimed(user, of, 50, attended(120))
    assert refused(lambda: claimed(user, of, 50, attended(120))) == Refused.THE_SAME
    assert refused(lambda: claimed(user, of, 30, attended(120))) == Refused.THE_SAME
    more = claimed(user, of, 120, attended(120))
    assert (more.minutes, more.hundredths, total(user)) == (70, 125, 200)
    assert sentences(more)[-1] == "0.75 of that was entered before: 1.25 is added."


def test_what_makes_no_credit_is_not_entered():
    assert refused(lambda: claimed(learner(), activity(), 7)) == Refused.TOO_LITTLE
    assert refused(lambda: claimed(learner(), activity("two"), 0, attended(60))) == Refused.TOO_LITTLE
    assert refused(lambda: claimed(learner(), activity("three"), -60, attended(60))) == Refused.TOO_LITTLE


def test_what_was_finished_before_it_was_designated_or_after_it_was_withdrawn_earns_nothing():
    user, of = learner(), activity()
    early = attended(60, at=of.designated_at - MINUTE)
    assert refused(lambda: claimed(user, of, 60, early)) == Refused.NOT_COVERED
    withdraw(activity=of, by=None, at=NOW + DAY)
    assert refused(lambda: claimed(user, of, 60, attended(60, at=NOW + 2 * DAY))) == Refused.NOT_COVERED
    assert claimed(user, of, 60, attended(60, at=NOW)).hundredths == 100


def test_two_sessions_at_the_same_time_count_once():
    user = learner()
    claimed(user, live("one", 0, 60), 60, sat_in(0, 60))
    other = live("two", 30, 90)
    assert refused(lambda: claimed(user, other, 60, sat_in(30, 90))) == Refused.TOO_MUCH
    made = claimed(user, other, 30, sat_in(30, 90))
    assert sentences(made)[1] == (
        "30 minutes of it were at the same time as something that counts already: 30 minutes are left."
    )
    assert total(user) == 150


def test_a_session_that_does_not_count_is_taken_off():
    lunch = Session("lunch", "Lunch", NOW + 60 * MINUTE, NOW + 90 * MINUTE, is_counted=False)
    talk = Session("talk", "A talk", NOW, NOW + 60 * MINUTE)
    of = live("day", 0, 90, most=90, sessions=[talk, lunch])
    assert refused(lambda: claimed(learner(), of, 90, sat_in(0, 90))) == Refused.TOO_MUCH
    assert claimed(learner(), of, 60, sat_in(0, 90)).hundredths == 100


# Presenting


def test_presenting_earns_double_and_the_session_earns_nothing_as_a_learner():
    talk = Session("talk", "A talk", NOW, NOW + 60 * MINUTE)
    second = Session("second", "Another", NOW + 60 * MINUTE, NOW + 90 * MINUTE)
    of = live("day", 0, 90, sessions=[talk, second])
    speaker = presenter(of, part=of.parts.get(key="talk"))
    made = presented(speaker, of)
    assert (made.side, made.minutes, made.hundredths, made.rule) == ("faculty", 60, 200, "faculty.1")
    assert refused(lambda: claimed(speaker, of, 90, sat_in(0, 90))) == Refused.TOO_MUCH
    assert claimed(speaker, of, 30, sat_in(0, 90)).hundredths == 50
    assert sentences(made)[-1] == "60 minutes × 2.00 an hour = 2.00, rounded to the nearest quarter: 2.00"


def test_who_presents_cannot_claim_a_session_elsewhere_at_the_time():
    of = live("talk", 0, 60)
    speaker = presenter(of)
    presented(speaker, of)
    assert refused(lambda: claimed(speaker, live("else", 0, 60), 60, sat_in(0, 60))) == Refused.TOO_MUCH


def test_a_repeated_talk_counts_once_where_the_accreditor_says_so():
    first = live("talk", 0, 60)
    again = live("again", 600, 660, repeat_of=first)
    speaker = presenter(first)
    presenter(again)
    presented(speaker, first)
    assert refused(lambda: presented(speaker, again)) == Refused.REPEATED
    change_accreditor(accreditor=accreditor(), to={"repeat_counts_once": False}, by=None, at=NOW)
    assert presented(speaker, again).hundredths == 200


def test_only_who_is_named_as_presenter_earns_for_presenting_and_only_once():
    of = live("talk", 0, 60)
    assert refused(lambda: presented(person("bea@example.org", "Bea"), of)) == Refused.NOT_PRESENTING
    speaker = presenter(of)
    presented(speaker, of)
    assert refused(lambda: presented(speaker, of)) == Refused.THE_SAME
    change_accreditor(accreditor=accreditor(), to={"faculty_hundredths_per_hour": 0}, by=None, at=NOW)
    assert refused(lambda: presented(speaker, of)) == Refused.NO_FACULTY


def test_who_claimed_as_a_learner_first_presents_what_is_left():
    of = activity("untimed", 60)
    speaker = learner()
    claimed(speaker, of, 45)
    presenter(of, minutes=30)
    assert presented(speaker, of).minutes == 15


# Reversing


def test_a_reversal_restores_exactly_and_the_same_can_be_claimed_again():
    user, of = learner(), live("one", 0, 60)
    made = claimed(user, of, 60, sat_in(0, 60))
    back = reverse(entry=made, reason="Somebody else’s attendance", by=None, at=NOW + DAY)
    assert (back.minutes, back.hundredths, back.number, total(user)) == (-60, -100, 2, 0)
    assert sentences(back) == ["Line 1, 1.00, is taken back: −1.00"]
    assert claimed(user, live("two", 0, 60), 60, sat_in(0, 60)).hundredths == 100
    assert total(user) == 100


def test_an_entry_is_taken_back_once_and_a_reversal_never():
    made = claimed(learner(), activity())
    back = reverse(entry=made, reason="A mistake", by=None, at=NOW)
    for one in (made, back):
        assert (
            refused(lambda one=one: reverse(entry=one, reason="Again", by=None, at=NOW)) == Refused.REVERSED
        )


# Disclosing


def test_a_role_needs_a_disclosure_that_is_not_too_old():
    of, ann = activity(), learner()

    def give(**more):
        return give_role(activity=of, person=ann, kind="author", by=None, at=NOW, **more)

    assert refused(give) == Refused.UNDISCLOSED
    disclosed(ann, at=NOW.replace(year=2024, day=1))
    assert refused(give) == Refused.OUT_OF_DATE
    disclosed(ann, at=NOW.replace(year=2024))
    assert give().disclosure == Disclosure.objects.order_by("-given_at")[0]
    assert refused(give) == Refused.HAS_ROLE


def test_relations_need_words_on_how_they_are_kept_out_and_a_company_with_a_say_none_help():
    of, ann = activity(), learner()
    disclosed(ann, Related("Acme Devices", "consultant"))

    def give(mitigation=""):
        return give_role(activity=of, person=ann, kind="author", mitigation=mitigation, by=None, at=NOW)

    assert refused(lambda: give("  ")) == Refused.UNMITIGATED
    assert give("Reviewed by somebody without relations").mitigation
    disclosed(ann, Related("Acme Devices", "employee", is_in_control=True), at=NOW)
    end_role(role=Role.objects.get(), by=None, at=NOW)
    assert refused(lambda: give("Whatever")) == Refused.CONTROLLED


# Designating


def test_what_has_begun_is_not_designated_and_nothing_is_twice():
    assert refused(lambda: live("now", 0, 60, at=NOW)) == Refused.BEGUN
    session = Session("one", "One", NOW, NOW + 60 * MINUTE)
    assert refused(lambda: activity("past", sessions=[session], at=NOW + MINUTE)) == Refused.BEGUN
    activity("once")
    assert refused(lambda: activity("once")) == Refused.DESIGNATED
    change_accreditor(accreditor=accreditor(), to={"is_active": False}, by=None, at=NOW)
    assert refused(lambda: activity("inactive")) == Refused.INACTIVE


def test_the_database_itself_refuses_a_designation_afterwards():
    of = live("one", 0, 60)
    with pytest.raises(IntegrityError), transaction.atomic():
        Activity.objects.create(
            accreditor=of.accreditor,
            kind="x",
            key="y",
            title="z",
            most_minutes=1,
            starts_at=NOW,
            designated_at=NOW,
        )


# What the database keeps


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(hundredths=900),
        lambda: Entry.objects.update(by=None),
        lambda: Entry.objects.all()._raw_delete("default"),
        lambda: Disclosure.objects.update(months=1),
        lambda: Relation.objects.update(company="Another"),
        lambda: Activity.objects.update(most_minutes=600),
        lambda: Activity.objects.update(designated_at=NOW - 900 * DAY),
        lambda: Role.objects.update(mitigation="Nothing"),
        lambda: Role.objects.all()._raw_delete("default"),
    ],
)
def test_what_is_written_is_neither_changed_nor_deleted(change):
    of, ann = activity(), learner()
    disclosed(ann, Related("Acme", "stock"))
    give_role(activity=of, person=ann, kind="reviewer", mitigation="Recused", by=None, at=NOW)
    made = claimed(ann, of)
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        change()
    made.refresh_from_db()
    assert (made.hundredths, made.by) == (100, ann)


def test_a_title_may_be_put_right():
    activity()
    assert Activity.objects.update(title="Better") == 1


def test_numbers_of_lines_are_once_for_each_person():
    made = claimed(learner(), activity())
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_entry():
    user, of = learner(), activity()
    found = at_once([lambda: claimed(user, of) for _tab in range(6)])
    assert sorted(type(one).__name__ for one in found) == ["Entry", *["Refused"] * 5]
    assert (total(user), Certificate.objects.count()) == (100, 1)


@pytest.mark.django_db(transaction=True)
def test_simultaneous_sessions_claimed_at_once_count_once():
    user = learner()
    both = [live("one", 0, 60), live("two", 0, 60)]
    at_once([lambda of=of: claimed(user, of, 60, sat_in(0, 60)) for of in both])
    assert total(user) == 100


@pytest.mark.django_db(transaction=True)
def test_an_entry_taken_back_by_two_at_once_is_taken_back_once():
    made = claimed(learner(), activity())
    at_once([lambda: reverse(entry=made, reason="A mistake", by=None, at=NOW) for _tab in range(4)])
    assert total(made.user) == 0
