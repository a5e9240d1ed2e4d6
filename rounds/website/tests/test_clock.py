from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from rounds.core import clock as registry
from rounds.website.clock import do_what_is_due
from rounds.website.models import ClockDuty

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def done(monkeypatch):
    """An empty registry, and a list of the times at which `daily` was done."""
    monkeypatch.setattr(registry, "duties", {})
    monkeypatch.setattr("rounds.website.clock.duties", registry.duties)
    times: list[datetime] = []

    @registry.due(every=timedelta(days=1), at_most=timedelta(hours=1))
    def daily(at: datetime) -> None:
        times.append(at)

    return times


def test_work_is_done_when_it_is_due_and_not_again_before_its_time(done):
    hours = [0, 1, 23, 24, 25]
    for hour in hours:
        do_what_is_due(at=NOON + timedelta(hours=hour))
    assert done == [NOON, NOON + timedelta(hours=24)]


def test_what_fails_is_tried_again_soon_and_does_not_keep_the_rest_from_being_done(done):
    answers = []

    @registry.due(every=timedelta(days=1))
    def failing(at: datetime) -> None:
        raise OSError("no such host")

    for minutes in (0, 4, 5):
        answers.append(do_what_is_due(at=NOON + timedelta(minutes=minutes)))
    [daily, failing_] = [
        f"{__name__.removeprefix('rounds.').partition('.')[0]}.{name}" for name in ("daily", "failing")
    ]
    assert answers == [{daily: True, failing_: False}, {}, {failing_: False}]
    assert ClockDuty.objects.get(name=failing_).error == "OSError: no such host"


def test_what_a_clock_left_undone_when_it_died_is_done_after_its_longest_time(monkeypatch, done):
    class Died(BaseException):
        pass

    def die(at: datetime) -> None:
        raise Died

    [duty] = registry.duties.values()
    registry.duties[duty.name] = registry.Duty(duty.name, duty.every, duty.at_most, die)
    with pytest.raises(Died):
        do_what_is_due(at=NOON)
    registry.duties[duty.name] = duty
    for minutes in (59, 60):
        do_what_is_due(at=NOON + timedelta(minutes=minutes))
    assert done == [NOON + timedelta(minutes=60)]


@pytest.mark.django_db(transaction=True)
def test_several_clocks_do_the_same_work_once(done):
    def tick(_: int) -> None:
        try:
            do_what_is_due(at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tick, range(6)))
    assert done == [NOON]


def test_the_command_says_what_it_did(done, capsys):
    call_command("clock")
    call_command("clock")
    assert capsys.readouterr().out == "website.daily: done\n"
