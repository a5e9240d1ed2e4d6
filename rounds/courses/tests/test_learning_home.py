"""The learner's home: where to go on, how far they are, what waits, what they still know."""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rounds.badges.tests.factories import awarded
from rounds.core import ways
from rounds.courses.home import home
from rounds.courses.models import Enrolment
from rounds.courses.retention import of_learner
from rounds.courses.tests.review_cases import DAY, NEXT, does, learner, rates, takes, taught
from rounds.memberships.tests.network_cases import person, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/me/learning/"
TODAY = NEXT.date()


@pytest.fixture(autouse=True)
def a_day_later():
    with time_machine.travel(NEXT, tick=False):
        yield


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split()).replace(" .", ".")


def test_it_leads_on_with_the_lesson_that_they_were_in_last():
    user = person()
    old = takes(taught("OLD 1", title="The older course"), user)
    new = takes(
        taught("NEW 1", title="The newer course", keys=("one", "two", "three")),
        user,
        NEXT,
        last_lesson="two",
    )
    does(old)
    does(new)
    found = home(user, TODAY)
    assert [(one.enrolment, one.done, one.lessons) for one in found.taken] == [(new, 1, 3), (old, 1, 2)]
    assert found.go_on.next_url == f"/courses/{new.course.slug}/three/"
    shown = signed_in(user).get(PAGE)
    assert f'href="/courses/{new.course.slug}/three/"' in shown.content.decode()
    assert "1 of 3" in words(shown)


def test_where_all_is_done_there_is_nothing_to_go_on_with():
    user = person()
    enrolment = takes(taught(keys=("one",)), user)
    does(enrolment)
    Enrolment.objects.filter(pk=enrolment.pk).update(completed_at=NEXT, passed_at=NEXT)
    assert home(user, TODAY).go_on is None
    shown = words(signed_in(user).get(PAGE))
    assert "Passed on March 3, 2026" in shown
    assert "Completed on March 3, 2026" in shown


def test_it_says_what_waits_and_when_more_comes():
    user, cards = learner()
    assert "3 cards wait: about a minute." in words(signed_in(user).get(PAGE))
    for one in cards:
        rates(one, 3)
    assert "Nothing waits. 3 cards come next, on March 5, 2026." in words(signed_in(user).get(PAGE))


def test_what_is_still_known_is_told_by_objective():
    user, cards = learner()
    for one in cards:
        rates(one, 3)
    later = NEXT + 2 * DAY
    for one, rating in zip(cards, (1, 3, 3), strict=True):
        rates(one, rating, later)
    (kept,) = of_learner(user, later.date())
    assert (kept.course, kept.objective, kept.cards) == ("Course PRO 101", "See it.", 3)
    assert (kept.known, kept.asked) == (2, 3)
    assert kept.now == 1
    assert 0.5 < of_learner(user, (later + 30 * DAY).date())[0].now < 0.95
    with time_machine.travel(later, tick=False):
        shown = words(signed_in(user).get(PAGE))
    assert "See it. Course PRO 101 3 3.0 of 3 2 of 3" in shown


def test_the_days_of_practice_are_counted_and_no_streak():
    user, (one, two, _three) = learner()
    rates(one, 1, NEXT)
    rates(two, 1, NEXT)
    rates(one, 1, NEXT + DAY)
    assert home(user, TODAY + DAY).practiced == 2
    assert home(user, TODAY + 40 * DAY).practiced == 0
    assert "streak" not in words(signed_in(user).get(PAGE)).lower()


def test_who_has_nothing_yet_is_led_to_the_courses():
    shown = words(signed_in(person()).get(PAGE))
    assert "You have not begun a course yet" in shown
    assert "Your records" not in shown
    assert "Every lesson that you finish gives you a few cards." in shown


def test_of_others_it_shows_nothing():
    learner(taught(title="Somebody else’s course"))
    assert "Somebody else’s course" not in words(signed_in(person()).get(PAGE))


def test_other_contexts_add_their_ways(monkeypatch):
    entered = ways.Way("/me/credits/", "Credits and certificates", "check")
    monkeypatch.setitem(ways._entered, "learning", {"test": lambda _user: entered})
    assert "Credits and certificates" in words(signed_in(person()).get(PAGE))


def test_it_asks_the_same_number_of_queries_for_one_course_and_for_three():
    counts = []
    for courses in (1, 3):
        user = person()
        for number in range(courses):
            for one in does(takes(taught(f"C{courses} {number}", title="A title"), user))[1:]:
                rates(one)
        client = signed_in(user)
        client.get("/me/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_where_neither_badge_nor_credit_is_there_the_page_leads_to_the_courses():
    client = signed_in(person())
    for address in ("/me/badges/", "/me/credits/"):
        assert 'href="/courses/">Look at the courses<' in client.get(address).content.decode()


def test_a_badge_that_was_earned_is_among_the_records():
    ada, bea = person("Ada"), person("Bea")
    awarded(ada)
    assert "Your records Badges" in words(signed_in(ada).get(PAGE))
    assert "Your records" not in words(signed_in(bea).get(PAGE))
