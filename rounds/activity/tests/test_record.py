from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template

from rounds.activity import verbs
from rounds.activity.actions import record
from rounds.activity.history import Detail, Event, details_of, done_by, history_of
from rounds.activity.models import Activity
from rounds.users.models import User

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def ada():
    return User.objects.create_user("ada@example.org", name="Ada")


@pytest.fixture
def words(monkeypatch):
    monkeypatch.setattr(verbs, "_said", {"thing.done": "Done", "thing.undone": "Undone"})


def kept(sql: str) -> bool:
    """Whether the database refuses."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'x'",
        "object_type = 'x'",
        "object_id = 7",
        "data = '{}'",
        "happened_at = '2020-01-01'",
        "actor_id = {other}",
    ],
)
def test_the_database_refuses_to_change_what_happened(ada, change) -> None:
    other = User.objects.create_user("bob@example.org")
    record(verb="thing.done", about=ada, by=ada, at=NOON)
    assert kept(f"UPDATE activity_activity SET {change.replace('{other}', str(other.pk))}")  # noqa: S608 - ours


def test_the_database_refuses_to_delete_what_happened(ada) -> None:
    record(verb="thing.done", about=ada, by=ada, at=NOON)
    assert kept("DELETE FROM activity_activity")
    assert Activity.objects.count() == 1


def test_who_did_it_may_be_forgotten(ada) -> None:
    record(verb="thing.done", about=ada, by=ada, at=NOON)
    assert not kept("UPDATE activity_activity SET actor_id = NULL")
    assert Activity.objects.get().actor is None


def test_a_history_tells_what_happened_to_one_thing_newest_first(ada, words) -> None:
    record(verb="thing.done", about=ada, by=ada, at=NOON, reason="It was time.")
    record(verb="thing.undone", about=ada, by=None, at=NOON + timedelta(hours=1))
    record(verb="thing.done", about=User.objects.create_user("bob@example.org"), by=ada, at=NOON)
    assert history_of(ada) == [
        Event(NOON + timedelta(hours=1), "", "Undone"),
        Event(NOON, "Ada", "Done", (Detail("reason", "It was time."),)),
    ]


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({}, ()),
        ({"from": "reported", "to": "official"}, (Detail("", "official", "reported"),)),
        ({"changed": {"purpose": ["main", "news"]}}, (Detail("purpose", "news", "main"),)),
        ({"name": {"from": "A", "to": ""}}, (Detail("name", "–", "A"),)),
        ({"taken_out": [1, 2], "is_new": True}, (Detail("taken out", "1, 2"), Detail("is new", "yes"))),
        ({"amended": {"handle": {"a": 1}}}, (Detail("handle", "a: 1"),)),
        ({"nothing": None}, (Detail("nothing", "–"),)),
    ],
)
def test_what_is_on_record_is_shown_as_words_and_as_before_and_after(data, shown) -> None:
    assert details_of(data) == shown


def test_a_history_asks_as_often_for_one_event_as_for_three(ada, words, django_assert_num_queries) -> None:
    for _ in range(2):
        record(verb="thing.done", about=ada, by=ada, at=NOON)
        with django_assert_num_queries(2):  # our record, and the back office's own log
            history_of(ada)
        record(verb="thing.undone", about=ada, by=ada, at=NOON)


def test_what_one_person_did_is_told_with_what_they_did_it_to(ada, words) -> None:
    record(verb="thing.done", about=ada, by=ada, at=NOON)
    assert done_by(ada) == [Event(NOON, "", "Done", (Detail("user", str(ada.pk)),))]


def test_a_record_page_shows_its_history_without_trusting_what_was_typed(ada, words) -> None:
    record(verb="thing.done", about=ada, by=ada, at=NOON, reason="<script>x()</script>")
    html = Template("{% load activity %}{% history thing %}").render(Context({"thing": ada}))
    assert "<strong>Done</strong> · Ada" in html
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
