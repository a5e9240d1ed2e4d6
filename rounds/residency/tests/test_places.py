"""Places and seats: never more than there are, and whoever goes makes room."""

from datetime import timedelta

import pytest

from rounds.courses.tests.course_cases import published
from rounds.mail.models import Message
from rounds.memberships.tests.factories import UserFactory
from rounds.residency.actions import applying, chiefs, cohorts, deciding, placing, programs
from rounds.residency.actions.cohorts import mark_of_cohort
from rounds.residency.actions.programs import mark_of_program
from rounds.residency.models import Application, Place
from rounds.residency.refusing import Refused
from rounds.residency.tests.cases import (
    AFTER,
    NOW,
    accepted,
    chief,
    member,
    office,
    opened,
    planned,
    resident,
    sent,
)

pytestmark = pytest.mark.django_db


def seats(cohort):
    held = Place.objects.held().filter(cohort=cohort).order_by("pk")
    return [(place.chief_id, place.seat) for place in held]


def states(cohort):
    return list(cohort.applications.order_by("pk").values_list("state", flat=True))


def refused(do, **what):
    with pytest.raises(Refused) as caught:
        do(**what)
    assert str(caught.value)
    return caught.value.reason


def test_an_accepted_application_has_a_place_and_the_next_one_waits_when_every_place_is_taken():
    cohort = opened(places=1)
    first, second = accepted(cohort), accepted(cohort)
    assert (first.state, second.state, second.waiting_since) == ("placed", "waiting", NOW)
    assert Place.objects.held().filter(cohort=cohort).count() == 1


def test_when_somebody_leaves_whoever_has_waited_longest_moves_up_and_is_told():
    cohort = opened(places=1)
    first = accepted(cohort)
    later = accepted(cohort, at=NOW + timedelta(hours=2))
    sooner = accepted(cohort, at=NOW + timedelta(hours=1))
    placing.leave(place=first.place, why="", by=first.user, at=NOW + timedelta(days=1))
    assert states(cohort) == ["withdrawn", "waiting", "placed"]
    told = Message.objects.filter(key__startswith="residency-placed", to=sooner.user.email)
    assert (told.count(), later.state) == (1, "waiting")


def test_more_places_let_as_many_move_up():
    cohort = opened(places=1)
    for hour in range(4):
        accepted(cohort, at=NOW + timedelta(hours=hour))
    cohorts.change_cohort(cohort=cohort, to={"places": 3}, seen=mark_of_cohort(cohort), by=None, at=NOW)
    assert states(cohort) == ["placed", "placed", "placed", "waiting"]


def test_from_the_first_day_on_nobody_moves_up_by_themselves():
    cohort = opened(places=1)
    first, _second = accepted(cohort), accepted(cohort)
    placing.leave(place=first.place, why="", by=first.user, at=AFTER)
    assert states(cohort) == ["withdrawn", "waiting"]


def test_nine_residents_need_two_chiefs_and_the_ninth_is_refused_by_the_first():
    cohort = opened()
    first = chief(cohort)
    places = [resident(cohort) for _n in range(9)]
    for place in places[:8]:
        placing.assign(place=place, chief=first, by=None, at=NOW)
    assert [seat for _chief, seat in seats(cohort)][:8] == list(range(1, 9))
    assert refused(placing.assign, place=places[8], chief=first, by=None, at=NOW) == Refused.NO_SEAT
    assert cohorts.chiefs_needed(9) == 2
    assert refused(cohorts.begin, cohort=cohort, by=None, at=NOW) == Refused.WITHOUT_CHIEF
    second = chief(cohort)
    assert chiefs.spread(cohort=cohort, by=None, at=NOW) == 1
    assert seats(cohort)[8] == (second.pk, 1)
    assert cohorts.begin(cohort=cohort, by=None, at=NOW).state == "running"


def test_spread_deals_out_evenly_and_refuses_nine_to_one_chief():
    cohort = opened()
    for _n in range(9):
        resident(cohort)
    assert refused(chiefs.spread, cohort=cohort, by=None, at=NOW) == Refused.FEW_CHIEFS
    one, two = chief(cohort), chief(cohort)
    chiefs.spread(cohort=cohort, by=None, at=NOW)
    led = [Place.objects.filter(chief=leader).count() for leader in (one, two)]
    assert led == [5, 4]


def test_the_lowest_free_seat_is_given_again():
    cohort = opened()
    leader = chief(cohort)
    places = [resident(cohort) for _n in range(3)]
    for place in places:
        placing.assign(place=place, chief=leader, by=None, at=NOW)
    placing.leave(place=places[1], why="", by=None, at=NOW)
    late = resident(cohort)
    assert placing.assign(place=late, chief=leader, by=None, at=NOW).seat == 2


def test_a_replaced_chief_hands_over_the_residents_with_their_seats():
    cohort = opened()
    leader = chief(cohort)
    places = [resident(cohort) for _n in range(3)]
    for place in places:
        placing.assign(place=place, chief=leader, by=None, at=NOW)
    made = chiefs.replace_chief(chief=leader, user=UserFactory(), by=None, at=NOW)
    assert seats(cohort) == [(made.pk, 1), (made.pk, 2), (made.pk, 3)]
    assert made.group == leader.group


def test_a_chief_ends_only_when_the_others_have_seats_for_the_residents():
    cohort = opened()
    one, two = chief(cohort), chief(cohort)
    for _n in range(9):
        resident(cohort)
    chiefs.spread(cohort=cohort, by=None, at=NOW)
    assert refused(chiefs.end_chief, chief=two, by=None, at=NOW) == Refused.FEW_CHIEFS
    placing.leave(place=Place.objects.filter(chief=one)[0], why="", by=None, at=NOW)
    chiefs.end_chief(chief=two, by=None, at=NOW)
    assert sorted(seats(cohort)) == [(one.pk, seat) for seat in range(1, 9)]


def test_nobody_is_chief_and_resident_of_one_cohort():
    cohort = opened()
    place = resident(cohort)
    assert refused(chiefs.name_chief, cohort=cohort, user=place.user, by=None, at=NOW) == Refused.IS_RESIDENT
    leader = chief(cohort, member())
    assert (
        refused(deciding.accept, application=sent(cohort, leader.user), by=office(), at=NOW)
        == Refused.IS_CHIEF
    )


def test_a_resident_who_left_comes_back_to_their_chief_while_there_is_room():
    cohort = opened(places=1)
    leader = chief(cohort)
    place = resident(cohort)
    placing.assign(place=place, chief=leader, by=None, at=NOW)
    placing.leave(place=place, why="Ill.", by=None, at=NOW)
    again = placing.come_back(place=place, by=None, at=NOW)
    assert (again.left_at, again.left_why, again.chief_id, again.seat) == (None, "", leader.pk, 1)
    assert again.application.state == "placed"
    placing.leave(place=place, why="", by=None, at=NOW)
    resident(cohort)
    assert refused(placing.come_back, place=place, by=None, at=NOW) == Refused.FULL


def test_without_the_prerequisites_the_draft_is_kept_and_the_courses_are_named():
    cohort = opened()
    course = published("PRO 101", title="Privacy and answers")
    seen = mark_of_program(cohort.program)
    programs.describe_program(
        program=cohort.program, to={}, before=[(course, True)], seen=seen, by=None, at=NOW
    )
    with pytest.raises(Refused, match="Privacy and answers"):
        sent(cohort)
    assert Application.objects.get().state == "draft"


def test_guests_are_not_sent_on_and_keep_their_draft():
    cohort = opened()
    assert refused(sent, cohort=cohort, user=UserFactory()) == Refused.NOT_A_MEMBER
    assert Application.objects.get().why == "To learn it."


def test_what_is_not_announced_or_is_closed_takes_no_application():
    cohort = planned()
    assert refused(sent, cohort=cohort) == Refused.NOT_OPEN
    cohort = cohorts.close(cohort=cohorts.announce(cohort=cohort, by=None, at=NOW), by=None, at=NOW)
    assert refused(sent, cohort=cohort) == Refused.NOT_OPEN


def test_a_decline_is_told_with_its_reason_and_can_be_taken_back():
    cohort = opened()
    application = sent(cohort)
    deciding.decline(application=application, reason="For teams.", by=office(), at=NOW)
    mail = Message.objects.get(key__startswith="residency-declined")
    assert "For teams." in mail.text
    assert deciding.take_back(application=application, by=office(), at=NOW).state == "sent"


def test_a_withdrawn_application_is_kept_and_sent_again():
    cohort = opened()
    application = sent(cohort)
    applying.withdraw(application=application, by=application.user, at=NOW)
    assert refused(deciding.accept, application=application, by=office(), at=NOW) == Refused.DECIDED
    assert applying.send(application=application, by=application.user, at=NOW).state == "sent"


def test_what_was_written_is_carried_over_once():
    cohort, other = opened(), opened()
    application = sent(cohort, access_needs="Captions")
    made = applying.carry_over(application=application, to=other, by=application.user, at=NOW)
    assert (made.state, made.why, made.access_needs) == ("draft", "To learn it.", "Captions")
    again = {"application": application, "to": other, "by": application.user, "at": NOW}
    assert refused(applying.carry_over, **again) == Refused.ENTERED


def test_whoever_began_from_other_words_overwrites_nothing():
    cohort = opened()
    seen = mark_of_cohort(cohort)
    cohorts.change_cohort(cohort=cohort, to={"places": 20}, seen=seen, by=None, at=NOW)
    change = {"cohort": cohort, "to": {"title": "Another"}, "seen": seen, "by": None, "at": NOW}
    assert refused(cohorts.change_cohort, **change) == Refused.CHANGED


def test_there_are_not_fewer_places_than_residents():
    cohort = opened()
    resident(cohort), resident(cohort)
    change = {"cohort": cohort, "to": {"places": 1}, "seen": mark_of_cohort(cohort), "by": None, "at": NOW}
    assert refused(cohorts.change_cohort, **change) == Refused.TOO_FEW_PLACES
