from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from rounds.core import limits
from rounds.core.limits import Meter, admit, visitor


def request_from(address: str, forwarded: str = "") -> HttpRequest:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", headers=headers, REMOTE_ADDR=address)


@pytest.fixture
def clock(monkeypatch):
    """The time that limits see; set `now` to move it."""

    class Clock:
        now = 1_000_000.0

    monkeypatch.setattr(limits, "time", lambda: Clock.now)
    return Clock


@pytest.mark.django_db
def test_a_visitor_is_admitted_as_often_as_there_are_places():
    request = request_from("192.0.2.1")
    assert [admit(request, "send", places=3, seconds=60) for _ in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.django_db
def test_what_one_does_leaves_the_places_of_others_and_of_other_things():
    request = request_from("192.0.2.1")
    assert admit(request, "send", places=1, seconds=60)
    assert [
        admit(request, "send", places=1, seconds=60),
        admit(request, "search", places=1, seconds=60),
        admit(request_from("192.0.2.2"), "send", places=1, seconds=60),
        admit(request, "send", places=1, seconds=60, who="ada@example.org"),
    ] == [False, True, True, True]


@pytest.mark.django_db
def test_a_place_is_free_again_after_its_seconds_and_not_before(clock):
    request = request_from("192.0.2.1")
    clock.now = 1_000_030.0  # in the middle of a span of 60 seconds
    answers = []
    for clock.now in (1_000_030.0, 1_000_061.0, 1_000_089.0, 1_000_091.0, 1_000_092.0):
        answers.append(admit(request, "send", places=1, seconds=60))
    assert answers == [True, False, False, True, False]


@pytest.mark.django_db
def test_the_names_in_the_cache_show_neither_address_nor_person():
    admit(request_from("192.0.2.1"), "send", places=1, seconds=60)
    admit(request_from("192.0.2.1"), "send", places=1, seconds=60, who="ada@example.org")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert "limit:send:" in kept
    assert "192.0.2.1" not in kept
    assert "ada" not in kept


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_no_more_places_than_there_are():
    def knock(_: int) -> bool:
        try:
            return admit(request_from("192.0.2.1"), "send", places=4, seconds=600)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(knock, range(16))) == [False] * 12 + [True] * 4


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_share_a_place_that_has_just_become_free(clock):
    def knock(_: int) -> bool:
        try:
            return admit(request_from("192.0.2.1"), "send", places=1, seconds=600)
        finally:
            connection.close()

    assert knock(0)
    clock.now += 601
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(knock, range(16))) == [False] * 15 + [True]


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 5, 12, 13, 60])
def test_a_meter_admits_as_often_as_it_is_told_and_counts_down(clock, limit):
    meter = Meter("verify")
    readings = [meter.take("ada", limit) for _ in range(limit + 2)]
    assert [one.is_admitted for one in readings] == [True] * limit + [False] * 2
    assert [one.remaining for one in readings] == [*range(limit - 1, -1, -1), 0, 0]


@pytest.mark.django_db
def test_several_places_are_taken_together_or_not_at_all(clock):
    meter = Meter("verify")
    readings = [meter.take("ada", 60, count) for count in (50, 11, 10, 1)]
    assert [(one.is_admitted, one.remaining) for one in readings] == [
        (True, 10),
        (False, 10),
        (True, 0),
        (False, 0),
    ]


@pytest.mark.django_db
def test_what_is_too_much_at_once_keeps_no_other_process_from_what_is_left(clock):
    one, other = Meter("verify"), Meter("verify")  # as two processes have it
    assert not one.take("ada", 60, 61).is_admitted
    assert other.take("ada", 60, 60).is_admitted


@pytest.mark.django_db
def test_a_meter_begins_anew_with_the_next_window_and_says_when_that_is(clock):
    meter = Meter("verify", seconds=60)
    clock.now = 1_000_070.0  # ten seconds before the end of a window
    assert [meter.take("ada", 1)[::3] for _ in range(2)] == [(True, 10), (False, 10)]
    clock.now = 1_000_080.0
    assert meter.take("ada", 1)[::3] == (True, 60)


@pytest.mark.django_db
def test_a_meter_keeps_visitors_and_things_apart(clock):
    meter, other = Meter("verify"), Meter("batch")
    assert meter.take("ada", 1).is_admitted
    admitted = [meter.take("ada", 1), meter.take("bob", 1), other.take("ada", 1)]
    assert [one.is_admitted for one in admitted] == [False, True, True]


@pytest.mark.django_db
def test_a_meter_asks_the_cache_once_for_many_places_and_never_once_there_is_none(clock):
    meter = Meter("verify")
    with CaptureQueriesContext(connection) as asked:
        for _ in range(60):
            meter.take("ada", 60)
    for_all = len(asked)
    with CaptureQueriesContext(connection) as asked:
        for _ in range(60):
            meter.take("ada", 60)
    assert for_all <= 12 * 8
    assert len(asked) == 0


@pytest.mark.django_db
def test_a_meter_that_forgets_visitors_admits_none_more_often(clock, monkeypatch):
    monkeypatch.setattr(Meter, "MOST", 2)
    meter = Meter("verify")
    admitted = [meter.take(who, 24).is_admitted for _ in range(30) for who in ("ada", "bob", "eve")]
    assert sum(admitted) <= 3 * 24


@pytest.mark.django_db(transaction=True)
def test_meters_of_many_processes_admit_no_more_together_than_the_limit(clock):
    meters = [Meter("verify") for _ in range(4)]  # each process has its own

    def knock(number: int) -> bool:
        try:
            return meters[number % 4].take("ada", 24).is_admitted
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        admitted = sum(pool.map(knock, range(120)))
    assert admitted == 24


@pytest.mark.parametrize(
    ("hops", "forwarded", "same_as"),
    [
        (0, "198.51.100.7", "192.0.2.1"),  # no proxy of ours: the header is the visitor's own invention
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "203.0.113.9, 198.51.100.7", "198.51.100.7"),  # the visitor sent 203.0.113.9
        (2, "203.0.113.9, 198.51.100.7, 10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "192.0.2.1"),  # fewer than our proxies would have written
        (1, "", "192.0.2.1"),
        (1, "not an address", "nor this"),
    ],
)
def test_only_what_our_proxies_wrote_tells_who_the_visitor_is(settings, hops, forwarded, same_as):
    settings.PROXY_HOPS = hops
    seen = visitor(request_from("192.0.2.1", forwarded))
    settings.PROXY_HOPS = 0
    assert seen == visitor(request_from(same_as))


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_an_ipv6_network_of_64_bits_is_one_visitor(one, other, are_one):
    assert (visitor(request_from(one)) == visitor(request_from(other))) is are_one


def test_a_visitor_is_another_one_under_another_secret(settings):
    before = visitor(request_from("192.0.2.1"))
    settings.SECRET_KEY = "another"
    assert visitor(request_from("192.0.2.1")) != before
