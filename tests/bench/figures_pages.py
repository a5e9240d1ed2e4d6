"""The adoption figures, of today and of past days. What was counted is forgotten before each question."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rounds.directory.grid import census
from rounds.organizations import versions
from tests.bench.figures import Figure, _get

ROUNDS = 60
FIRST = datetime(2026, 1, 2, tzinfo=UTC)  # the day after everything was made


def figures() -> list[Figure]:
    chance = random.Random(11)
    _get("/figures/?register=all")
    return [
        _pages("figures page, all tables and charts", lambda: "/figures/?register=all", "<= 50 ms"),
        _pages("figures page, a country and a type", lambda: f"/figures/?{_narrowed(chance)}", "<= 50 ms"),
        _pages("figures by place, with maps", lambda: "/figures/places/?register=all", ""),
        _any_day(chance),
        _after_a_change(),
    ]


def _pages(what: str, address: Callable[[], str], aim: str) -> Figure:
    """Each question is counted anew; the List of the day is remembered, as it is until something changes."""
    times = []
    for _ in range(ROUNDS):
        asked = address()
        census.census_now().answers.clear()
        began = time.perf_counter()
        _get(asked)
        times.append((time.perf_counter() - began) * 1_000)
    with CaptureQueriesContext(connection) as queries:
        _get(address())
    p95 = sorted(times)[int(ROUNDS * 0.95)]
    return Figure(what, median(times), "ms", aim, str(len(queries)), f"p95 {p95:.1f} ms")


def _any_day(chance: random.Random) -> Figure:
    """A day that nobody has asked for: it is worked out and counted within the request."""
    days = (timezone.now() - FIRST).days - 1
    times = []
    for number in range(40):
        day = FIRST + timedelta(days=chance.randrange(days))
        census._kept.pop(day + timedelta(days=1), None)
        began = time.perf_counter()
        _get(f"/figures/?register=all&as_of={day:%Y-%m-%d}", REMOTE_ADDR=f"10.0.{number}.1")
        times.append((time.perf_counter() - began) * 1_000)
    return Figure(
        "figures as of any past day, never asked before",
        median(times),
        "ms",
        "< 200 ms",
        note=f"p95 {sorted(times)[37]:.1f} ms",
    )


def _after_a_change() -> Figure:
    times = []
    for _ in range(7):
        with transaction.atomic():
            versions.bump()
        began = time.perf_counter()
        _get("/figures/?register=all")
        times.append((time.perf_counter() - began) * 1_000)
    return Figure("figures page, first request after a change (reads the history)", median(times), "ms", "")


def _narrowed(chance: random.Random) -> str:
    country = chance.choice(["US", "CA", "GB", "DE"])
    return f"register=all&country={country}&type={chance.choice(['hospital', 'clinic', 'health-system'])}"
