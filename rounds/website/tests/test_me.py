"""What each kind of person finds at /me/."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rounds.billing.actions import BillTo, Line, issue
from rounds.courses.tests.review_cases import does, takes, taught
from rounds.directory.sample import make_example_hospital
from rounds.memberships.sample import make_sample_network
from rounds.plans.tests.review_cases import named, returned
from rounds.users.models import User
from rounds.users.sample import create_sample_people

AT = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)


@pytest.fixture
def network(db):
    create_sample_people()
    make_example_hospital(at=AT)
    make_sample_network(at=AT)
    with time_machine.travel(AT, tick=False):
        yield


def page(name: str) -> str:
    return page_of(User.objects.get(email=f"{name}@example.org"))


def page_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get("/me/")
    assert answer.status_code == 200
    return answer.content.decode()


def owe(user: User, number: int, *, due: int) -> None:
    issue(
        key=f"owed:{number}",
        bill_to=BillTo(str(user), user.email),
        lines=[Line("A workshop", 90_00, "dues")],
        due_on=(AT + timedelta(days=due)).date(),
        by=None,
        at=AT - timedelta(days=60),
        user=user,
    )


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_asked_to(client):
    answer = client.get("/me/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people/login/?next=/me/")


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("visitor", ["You are a guest", "Read a sample", 'href="/resources/?open=1"']),
        ("member", ["Individual", "Current", "this year until", "Write your profile", 'href="/members/"']),
        ("lapsed", ["Lapsed", "Renew: Individual", 'href="/me/membership/"']),
        ("leader", ["You lead it", "Example Hospital (sample)", "$4,000.00", "Look at it and pay"]),
        ("seat", ["You have a seat", "this year until", "150"]),
        ("representative", ["Organizations you speak for", "Example Hospital (sample)"]),
        ("moderator", ["Back office", "See what waits"]),
        ("admin", ["Back office"]),
    ],
)
def test_each_finds_how_their_things_stand_and_what_to_do_next(name, said):
    text = page(name)
    assert [words for words in said if words not in text] == []
    assert text.count('class="button"') <= 1


@pytest.mark.usefixtures("network")
@pytest.mark.parametrize("name", ["visitor", "lapsed"])
def test_the_directory_is_not_offered_to_whoever_may_not_see_it(name):
    assert 'href="/members/"' not in page(name)


@pytest.mark.usefixtures("network")
def test_a_guest_is_shown_no_back_office_and_no_invoices():
    text = page("visitor")
    assert "See what waits" not in text
    assert "Open invoices" not in text


@pytest.mark.usefixtures("network")
def test_what_is_overdue_comes_before_what_lapsed():
    owe(User.objects.get(email="lapsed@example.org"), 1, due=-10)
    text = page("lapsed")
    assert "is overdue" in text
    assert "Renew: Individual" not in text


@pytest.mark.usefixtures("network")
def test_the_page_is_kept_nowhere():
    client = Client()
    client.force_login(User.objects.get(email="member@example.org"))
    assert "no-store" in client.get("/me/").headers["Cache-Control"]


@pytest.mark.usefixtures("network")
def test_the_page_asks_as_often_with_three_invoices_as_with_one():
    user = User.objects.get(email="member@example.org")
    owe(user, 1, due=10)
    client = Client()
    client.force_login(user)
    client.get("/me/")  # whatever is remembered from now on
    with_one = asked(client)
    owe(user, 2, due=20)
    owe(user, 3, due=30)
    assert asked(client) == with_one <= 30


def asked(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get("/me/")
    return len(queries)


@pytest.mark.django_db
def test_the_tabs_are_those_of_every_context_with_the_first_marked():
    User.objects.create_user("ada@example.org", "a password")
    text = page("ada")
    assert 'href="/me/" aria-current="page"' in text
    assert 'href="/me/invoices/"' in text


@pytest.mark.usefixtures("network")
def test_a_learner_finds_the_next_lesson_and_the_cards_that_wait():
    user = User.objects.get(email="student@example.org")
    assert "How far you are" not in page("student")
    does(takes(taught(keys=("one", "two")), user))
    text = page("student")
    assert ">3 cards wait</h2>" in text
    assert 'href="/me/review/">Review now<' in text
    assert 'href="/courses/pro-101/two/">Lesson two<' in text
    assert "1 of 2" in text


@pytest.mark.usefixtures("network")
def test_the_page_asks_as_often_with_three_courses_as_with_one():
    user = User.objects.get(email="student@example.org")
    client = Client()
    client.force_login(user)
    does(takes(taught("ONE 101"), user))
    client.get("/me/")
    with_one = asked(client)
    for code in ("TWO 101", "THR 101"):
        does(takes(taught(code), user))
    assert asked(client) == with_one


@pytest.mark.django_db
def test_a_plan_that_came_back_is_the_next_step_of_its_lead_and_one_that_waits_that_of_its_reviewer():
    with time_machine.travel(AT, tick=False):
        review = named()
    plan = review.plan
    assert f'href="/plans/{plan.code}/review/"' in page_of(review.reviewer)
    assert "came back" not in page_of(plan.authors.get().user)
    returned(review)
    assert f'href="/plans/{plan.code}/remarks/"' in page_of(plan.authors.get().user)
    assert f'href="/plans/{plan.code}/review/"' not in page_of(review.reviewer)
