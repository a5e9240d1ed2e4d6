"""What whoever leads the network learns of what their staff learn: of groups of five or more, never of a person."""

import re

import pytest
import time_machine

from rounds.courses.models import Enrolment
from rounds.courses.tests.review_cases import NEXT, does, rates, takes, taught
from rounds.memberships.tests.network_cases import hospital, person, seated, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_day_later():
    with time_machine.travel(NEXT, tick=False):
        yield


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace(" .", ".")


def page(membership, user):
    return signed_in(user).get(f"/network/{membership.pk}/learning/")


def staff(membership, count: int, course, *, reviewed: int | None = None, rating: int = 3) -> list[Enrolment]:
    """People with a seat who did the first lesson, of whom some reviewed its cards."""
    people = [takes(course, seated(membership)) for _n in range(count)]
    for number, enrolment in enumerate(people):
        for one in does(enrolment):
            if number < (count if reviewed is None else reviewed):
                rates(one, rating)
    return people


def test_of_five_or_more_who_began_it_tells():
    membership, leader = hospital(seat_count=20)
    staff(membership, 6, taught(title="Measuring"))
    shown = words(page(membership, leader))
    assert "Measuring PRO 101" in shown
    assert "Began 5 or more Completed fewer than five Passed fewer than five" in shown
    assert "See it. about 100%" in shown
    assert "The whole course about 100%" in shown


def test_of_fewer_than_five_it_tells_nothing_not_even_whether_anybody_began():
    membership, leader = hospital(seat_count=20)
    for _n in range(5):
        seated(membership)
    staff(membership, 4, taught("FOUR 1", title="Begun by four"))
    taught("NONE 1", title="Begun by nobody")
    shown = words(page(membership, leader))
    assert "No course yet that five of your staff have begun" in shown
    _before, _is, listed = shown.partition("Courses that fewer than five have begun")
    assert "Begun by four Begun by nobody" in listed
    assert "Began" not in shown


def test_courses_of_the_centers_own_staff_are_not_named():
    membership, leader = hospital(seat_count=20)
    staff(membership, 6, taught("SEC 1", title="A secret course", zone="staff"), reviewed=0)
    taught("SEC 2", title="Another secret course", zone="board")
    shown = words(page(membership, leader))
    assert "secret course" not in shown


def test_who_completed_and_passed_is_rounded_down():
    membership, leader = hospital(seat_count=20)
    people = staff(membership, 11, taught())
    done = [one.pk for one in people]
    Enrolment.objects.filter(pk__in=done[:9]).update(completed_at=NEXT)
    Enrolment.objects.filter(pk__in=done[:5]).update(passed_at=NEXT)
    shown = words(page(membership, leader))
    assert "Began 10 or more Completed 5 or more Passed 5 or more" in shown


def test_what_is_still_known_is_told_of_five_who_reviewed_alone():
    membership, leader = hospital(seat_count=20)
    staff(membership, 7, taught(), reviewed=4)
    assert "See it. fewer than five" in words(page(membership, leader))


def test_the_whole_is_not_told_where_a_part_is_not():
    """Else the part could be worked out: the whole less the other part."""
    membership, leader = hospital(seat_count=20)
    course = taught()
    people = staff(membership, 6, course)
    for enrolment in people[:2]:
        for one in does(enrolment, "two"):
            rates(one)
            type(one).objects.filter(pk=one.pk).update(objective="another")
    shown = words(page(membership, leader))
    assert "See it. about 100%" in shown
    assert "The whole course not told" in shown


def test_those_without_a_seat_of_theirs_do_not_count():
    membership, leader = hospital(seat_count=20)
    another, _leader = hospital(seat_count=20)
    course = taught()
    staff(membership, 4, course)
    staff(another, 6, course)
    for _n in range(3):
        does(takes(course, person()))
    assert "Began" not in words(page(membership, leader))


def test_where_fewer_than_five_have_a_seat_it_says_that_it_tells_nothing():
    membership, leader = hospital(seat_count=20)
    staff(membership, 3, taught())
    shown = words(page(membership, leader))
    assert "Too few people have a seat" in shown
    assert "PRO 101" not in shown


def test_for_others_there_is_no_such_page():
    membership, _leader = hospital(seat_count=20)
    assert page(membership, seated(membership)).status_code == 404


def test_the_desk_leads_there():
    membership, leader = hospital()
    shown = signed_in(leader).get(f"/network/{membership.pk}/").content.decode()
    assert f'href="/network/{membership.pk}/learning/"' in shown


def test_it_asks_the_same_number_of_queries_for_one_course_and_for_three():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for courses in (1, 3):
        membership, leader = hospital(seat_count=20)
        people = [seated(membership) for _n in range(5)]
        for number in range(courses):
            course = taught(f"C{courses} {number}", fronts=1)
            for user in people:
                for one in does(takes(course, user)):
                    rates(one)
        client = signed_in(leader)
        client.get("/me/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/network/{membership.pk}/learning/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
