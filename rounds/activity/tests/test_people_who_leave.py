"""What the record says of people who take everything along, close, stay, and leave."""

from datetime import UTC, datetime, timedelta

import pytest

from rounds.activity.actions import record
from rounds.activity.models import Activity
from rounds.users.actions import closing, taking_out
from rounds.users.leaving import tasks
from rounds.users.models import User
from rounds.users.tests.factories import person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def test_it_says_who_asked_and_keeps_what_they_did_without_their_name():
    ada = person()
    record(verb="thing.done", about=ada, by=ada, at=NOW)
    taking_out.ask(user=ada, at=NOW)
    closing.take_back(closing=closing.ask(user=ada, at=NOW), at=NOW)
    closing.ask(user=User.objects.get(), at=NOW)
    tasks.erase_closed(NOW + timedelta(minutes=30))
    found = Activity.objects.select_related("actor").order_by("pk")
    assert [(one.verb, str(one.actor)) for one in found] == [
        ("thing.done", "A person who left"),
        ("user.data_asked", "A person who left"),
        ("user.closing", "A person who left"),
        ("user.stayed", "A person who left"),
        ("user.closing", "A person who left"),
        ("user.closed", "None"),
    ]
