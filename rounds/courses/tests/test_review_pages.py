"""Reviewing in a browser without script: one card, its answer, four ratings, and what comes after."""

import re

import pytest
import time_machine
from django.test import Client

from rounds.courses.actions import reviewing
from rounds.courses.models import Memory, Review, Rhythm
from rounds.courses.tests.review_cases import DAY, NEXT, NOW, does, edited, learner, rates, takes, taught
from rounds.memberships.tests.network_cases import person, signed_in

pytestmark = pytest.mark.django_db
PAGE, SETTINGS = "/me/review/", "/me/review/settings/"


@pytest.fixture(autouse=True)
def a_day_later():
    with time_machine.travel(NEXT, tick=False):
        yield


def words(response) -> str:
    text = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.S)
    return " ".join(text.split()).replace(" .", ".")


def rate(client: Client, one: Memory, rating: int = 3, **more):
    data = {"card": one.pk, "times": one.times, "rating": rating, **more}
    return client.post(PAGE, data, follow=True)


def test_a_card_shows_its_front_then_its_answer_and_when_it_would_come_back():
    user, (one, *_more) = learner()
    client = signed_in(user)
    front = client.get(PAGE)
    assert "Card 1 of 3" in words(front)
    assert "Front one 0" in words(front)
    assert "That." not in words(front)
    back = words(client.get(PAGE, {"card": one.pk, "show": "1"}))
    assert "That." in back
    for said in ("Forgotten tomorrow", "Hard tomorrow", "Good in 2 days", "Easy in 8 days"):
        assert said in back


def test_answered_the_next_card_comes_and_at_the_end_what_was_asked():
    user, cards = learner(taught(fronts=2))
    client = signed_in(user)
    assert "Card 2 of 2" in words(rate(client, cards[0], 3))
    end = words(rate(client, cards[1], 1))
    assert "You reviewed 2 cards today." in end
    assert "Forgotten 1 Good 1" in end
    assert "1 card comes next, on March 4, 2026." in end


def test_a_dozen_at_a_time_and_then_a_pause():
    enrolment = takes(taught(fronts=7))
    cards = [*does(enrolment), *does(enrolment, "two")]
    for one in cards:
        rates(one, 1, NEXT)
    with time_machine.travel(NEXT + DAY, tick=False):
        client = signed_in(enrolment.user)
        assert "Card 1 of 12 · 14 wait today" in words(client.get(PAGE))
        for one in cards[:12]:
            one.refresh_from_db()
            shown = rate(client, one)
        assert "That will do for now" in words(shown)
        assert "2 more wait" in words(shown)
        assert "Card 1 of 2" in words(client.get(PAGE, {"on": "1"}))


def test_sent_twice_it_counts_once_and_says_so():
    user, (one, *_more) = learner()
    client = signed_in(user)
    rate(client, one, 3)
    assert "The first answer counts." in words(rate(client, one, 1))
    assert list(Review.objects.values_list("rating", flat=True)) == [3]


def test_the_last_answer_is_taken_back_and_the_card_asked_again():
    user, (one, *_more) = learner()
    client = signed_in(user)
    assert "Take the last answer back" not in words(client.get(PAGE))
    assert "Take the last answer back" in words(rate(client, one, 1))
    again = client.post(PAGE, {"do": "undo", "review": Review.objects.get().pk}, follow=True)
    assert "Front one 0" in words(again)
    assert "Taken back." in words(again)
    assert Review.objects.count() == 0
    assert "Take the last answer back" not in words(client.get(PAGE))


def test_what_cannot_be_taken_back_is_left():
    _user, (one, *_more) = learner()
    review = rates(one, 3)
    response = signed_in(person()).post(PAGE, {"do": "undo", "review": review.pk}, follow=True)
    assert response.status_code == 200
    assert Review.objects.count() == 1


def test_a_card_is_put_away_and_taken_back():
    user, (one, *_more) = learner()
    client = signed_in(user)
    client.post(PAGE, {"do": "put-away", "card": one.pk})
    assert "Front one 1" in words(client.get(PAGE))
    assert "Front one 0" in words(client.get(SETTINGS))
    client.post(SETTINGS, {"do": "take-back", "card": one.pk})
    assert "Front one 0" in words(client.get(PAGE))
    assert "Front one 0" not in words(client.get(SETTINGS))


def test_a_card_put_away_whose_lesson_closed_shows_nothing_of_it():
    user, (one, *_more) = learner(taught(zone="board"))
    reviewing.put_away(card=one.pk, by=user, at=NEXT)
    shown = words(signed_in(user).get(SETTINGS))
    assert "A card that is gone, or whose lesson is not open to you now" in shown
    assert "Front one 0" not in shown


def test_the_card_of_a_closed_lesson_is_not_shown_by_its_address():
    user, (one, *_more) = learner(taught(zone="board"))
    response = signed_in(user).get(PAGE, {"card": one.pk, "show": "1"})
    assert "Front" not in words(response)
    assert "Nothing waits today" in words(response)


def test_the_card_of_somebody_else_is_not_shown():
    learner(taught("A 1"))
    _other, (theirs, *_more) = learner(taught("B 1", fronts=1))
    user, _cards = learner(taught("C 1", fronts=1))
    response = signed_in(user).get(PAGE, {"card": theirs.pk, "show": "1"})
    assert (response.status_code, response["Location"]) == (302, PAGE)


def test_a_text_that_changed_since_is_marked():
    course = taught(fronts=1)
    user, (one,) = learner(course)
    rates(one, 1, NEXT)
    edited(course, NEXT, c0="Quite other words")
    with time_machine.travel(NEXT + DAY, tick=False):
        client = signed_in(user)
        assert "New text" in words(client.get(PAGE))
        one.refresh_from_db()
        rate(client, one, 1)
    with time_machine.travel(NEXT + 2 * DAY, tick=False):
        page = words(signed_in(user).get(PAGE))
        assert "Quite other words" in page
        assert "New text" not in page


def test_hostile_text_of_an_author_stays_text():
    course = taught(fronts=1)
    user, _cards = learner(course)
    edited(course, NOW, c0="<script>alert(1)</script> [x](javascript:alert(2))")
    page = signed_in(user).get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


def test_who_has_nothing_is_told_where_cards_come_from():
    shown = words(signed_in(person()).get(PAGE))
    assert "Nothing to review yet" in shown
    assert "/courses/" in signed_in(person()).get(PAGE).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"card": "x", "rating": "3", "times": "0"},
        {"card": "1", "rating": "5", "times": "0"},
        {"card": "1", "rating": "0", "times": "0"},
        {"card": "9" * 30, "rating": "3", "times": "0"},
        {"do": "undo", "review": "-1"},
        {"do": "put-away"},
    ],
)
def test_what_none_of_our_forms_sends_is_not_found(sent):
    assert signed_in(person()).post(PAGE, sent).status_code == 404


def test_too_many_answers_in_a_minute_are_refused_and_nothing_is_lost(monkeypatch):
    monkeypatch.setattr("rounds.core.limits.time", lambda: 1_800_000_000.0)  # no minute ends meanwhile
    user, (one, *_more) = learner()
    client = signed_in(user)
    for _n in range(120):
        client.post(PAGE, {"do": "undo", "review": "999999"})
    refused = rate(client, one, 3)
    assert refused.status_code == 429
    assert "A little slower, please" in words(refused)
    assert Review.objects.count() == 0


def test_the_browser_says_where_it_is_and_the_settings_can_say_otherwise():
    user, (one, *_more) = learner()
    client = signed_in(user)
    rate(client, one, 3, time_zone="Europe/Paris")
    assert Rhythm.objects.get(user=user).time_zone == "Europe/Paris"
    client.post(SETTINGS, {"do": "live", "time_zone": "Asia/Tokyo"})
    assert Rhythm.objects.get(user=user).time_zone == "Asia/Tokyo"
    refused = client.post(SETTINGS, {"do": "live", "time_zone": "Moon/Base"})
    assert refused.status_code == 422
    assert Rhythm.objects.get(user=user).time_zone == "Asia/Tokyo"


def test_no_cache_keeps_it_and_strangers_sign_in():
    user, _cards = learner()
    assert signed_in(user).get(PAGE)["Cache-Control"] == "no-store"
    assert Client().get(PAGE).status_code == 302


def test_a_lesson_says_how_many_of_its_cards_wait():
    from django.contrib.auth.models import AnonymousUser
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    user, (one, *_more) = learner()
    lesson = one.course.editions.get().lessons.get(key="one")
    shown = {}
    for name, who in (("learner", user), ("stranger", AnonymousUser()), ("other", person())):
        request = RequestFactory().get("/")
        request.user = who
        context = {"request": request, "lesson": lesson}
        shown[name] = render_to_string("courses/_review_of_lesson.html", context)
    assert "3 cards of this lesson wait" in shown["learner"]
    assert (shown["stranger"].strip(), shown["other"].strip()) == ("", "")
