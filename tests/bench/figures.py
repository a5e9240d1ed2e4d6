"""What is measured, and how. Each figure is a median; queries are counted in a run of their own."""

import csv
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from rounds.directory.grid.index import current_index
from rounds.directory.platforms import Address, parse
from rounds.organizations import versions
from rounds.organizations.importing.registers import import_register
from rounds.organizations.models import Organization
from rounds.organizations.sources import SOURCES
from tests.bench import seed

ROUNDS = 200
_handler = WSGIHandler()


class Figure(NamedTuple):
    what: str
    value: float
    unit: str
    aim: str
    queries: str = ""
    note: str = ""


def measure() -> list[Figure]:
    chance = random.Random(7)
    slugs = list(Organization.objects.filter(entry__accounts__gte=3).values_list("slug", flat=True)[:5_000])
    _get("/list/")  # imports, templates, connections
    return [
        _pages("grid, first page, five facets", lambda: "/list/", "<= 12 ms", cold=True),
        _pages("grid, whole register", lambda: "/list/?scope=register", "", cold=True),
        _pages("grid, one to four filters", lambda: f"/list/?{_filters(chance)}", "<= 30 ms", cold=True),
        _pages(
            "grid, filters, an answer remembered", lambda: "/list/?country=US&type=hospital", "", cold=False
        ),
        _pages("search", lambda: f"/list/?scope=register&q={_words(chance)}", "<= 15 ms", cold=True),
        _pages(
            "organization's page", lambda: f"/organizations/{chance.choice(slugs)}/", "<= 12 ms", cold=True
        ),
        _unchanged(),
        *_api(),
        _after_a_change(),
        _past_day(),
        _writes(slugs),
        _import(),
        _addresses(),
    ]


def _pages(what: str, address: Callable[[], str], aim: str, *, cold: bool) -> Figure:
    """`cold`: no result is remembered from an earlier question, so that each is worked out anew."""
    times = []
    for _ in range(ROUNDS):
        asked = address()
        if cold:
            current_index().results.clear()
        began = time.perf_counter()
        _get(asked)
        times.append((time.perf_counter() - began) * 1_000)
    counted = set()
    for _ in range(5):
        current_index().results.clear()
        with CaptureQueriesContext(connection) as queries:
            _get(address())
        counted.add(len(queries))
    return Figure(
        what, median(times), "ms", aim, _span(counted), f"p95 {sorted(times)[int(ROUNDS * 0.95)]:.1f} ms"
    )


def _unchanged() -> Figure:
    tag = dict(_get("/list/")[1])["ETag"]
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        status, _headers, _body = _get("/list/", HTTP_IF_NONE_MATCH=tag)
        times.append((time.perf_counter() - began) * 1_000)
        assert status.startswith("304"), status
    return Figure("grid, not changed since (304)", median(times), "ms", "")


def _api() -> list[Figure]:
    """As a harvester asks: many times a minute, within its limit."""
    with_accounts = "/api/v1/organizations?limit=100"
    return [
        _answers("API, 100 organizations with their accounts", with_accounts, "<= 15 ms"),
        _answers("API, a page in the middle, by name", _further(f"{with_accounts}&sort=name", 20), ""),
        _answers("API, 100 accounts", "/api/v1/accounts?limit=100", ""),
    ]


def _answers(what: str, address: str, aim: str) -> Figure:
    times = []
    for number in range(ROUNDS):
        visitor = f"10.7.{len(address) % 250}.{number // 50}"  # fifty are no visitor too many
        began = time.perf_counter()
        status, _headers, body = _get(address, REMOTE_ADDR=visitor)
        times.append((time.perf_counter() - began) * 1_000)
        assert status.startswith("200"), status
    with CaptureQueriesContext(connection) as queries:
        _get(address, REMOTE_ADDR="10.7.200.1")
    rows = f"p95 {sorted(times)[int(ROUNDS * 0.95)]:.1f} ms, {len(body) / 1_000:.0f} kB"
    return Figure(what, median(times), "ms", aim, str(len(queries)), rows)


def _further(address: str, pages: int) -> str:
    for number in range(pages):
        told = json.loads(_get(address, REMOTE_ADDR=f"10.8.0.{number}")[2])
        address = told["next"].removeprefix(settings.PUBLIC_URL)
    return address


def _after_a_change() -> Figure:
    times = []
    for _ in range(7):
        with transaction.atomic():
            versions.bump()
        began = time.perf_counter()
        _get("/list/")
        times.append((time.perf_counter() - began) * 1_000)
    return Figure("grid, first request after a change", median(times), "ms", "")


def _past_day() -> Figure:
    times = []
    for number in range(5):
        began = time.perf_counter()
        _get(f"/list/?as_of=2025-0{number + 1}-15")
        times.append((time.perf_counter() - began) * 1_000)
    return Figure("grid as of a past day, first request", median(times), "ms", "")


def _writes(slugs: list[str]) -> Figure:
    raw = connection.connection
    before = raw.total_changes
    cookies = 0
    for address in (
        "/",
        "/list/",
        "/list/?q=mercy",
        f"/organizations/{slugs[0]}/",
        "/lists/",
        "/list.csv?q=mercy",
    ):
        _status, headers, _body = _get(address)
        cookies += sum(name.lower() == "set-cookie" for name, _value in headers)
    changed = raw.total_changes - before
    return Figure("database writes and cookies of six anonymous pages", changed + cookies, "", "0")


def _import() -> Figure:
    """50,000 rows of the US register's form into an empty database, by the importer that staff use."""
    source = SOURCES["cms-2026-06"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        _write_register(path)
        began = time.perf_counter()
        with transaction.atomic():
            run = import_register(source=source, path=path, by=None, at=timezone.now())
            seconds = time.perf_counter() - began
            transaction.set_rollback(True)
    return Figure(
        "import of 50,000 rows", seconds, "s", "< 60 s", note=f"{run.added:,} added, {run.rejected} rejected"
    )


def _write_register(path: Path) -> None:
    header = [
        "Facility ID",
        "Facility Name",
        "Address",
        "City/Town",
        "State",
        "ZIP Code",
        "County/Parish",
        "Telephone Number",
        "Hospital Type",
        "Hospital Ownership",
        "Emergency Services",
    ]
    chance = random.Random(3)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for number in range(50_000):
            name = f"{chance.choice(seed._FIRST.split('|'))} HOSPITAL {number}".upper()
            city = chance.choice(seed._CITIES.split("|")).upper()
            writer.writerow(
                (
                    *(f"{number:06d}", name, f"{number} MAIN STREET", city, "MN", f"{number:05d}", "OLMSTED"),
                    *(f"(507) {number // 10_000:03d}-{number % 10_000:04d}", "Acute Care Hospitals"),
                    *("Voluntary non-profit - Private", "Yes"),
                )
            )


def _addresses() -> Figure:
    given = [
        shape.format(number)
        for number in range(2_000)
        for shape in (
            "https://www.facebook.com/Hospital{}",
            "https://twitter.com/hospital{}?lang=en",
            "http://m.youtube.com/user/hospital{}",
            "https://www.youtube.com/channel/UC{:022d}",
            "instagram.com/hospital.{}/",
            "https://www.linkedin.com/company/hospital-{}/about/",
            "https://bsky.app/profile/hospital{}.org",
            "https://mastodon.social/@hospital{}",
            "https://www.tiktok.com/@hospital{}",
            "https://hospital{}.example.org/contact",
        )
    ]
    rates = []
    for _ in range(5):
        began = time.perf_counter()
        read = sum(isinstance(parse(text), Address) for text in given)
        rates.append(len(given) / (time.perf_counter() - began))
    return Figure(
        "addresses read", median(rates), "/s", ">= 50,000", note=f"{read:,} of {len(given):,} are accounts"
    )


def _filters(chance: random.Random) -> str:
    pairs = {
        "country": chance.choice(["US", "CA", "GB", "DE"]),
        "type": chance.choice(["hospital", "clinic", "health-system"]),
        "platform": chance.choice(["facebook", "x", "youtube", "linkedin"]),
        "seen": chance.choice(["year", "five-years", "longer"]),
        "proof": "reported",
        "sort": chance.choice(["accounts", "seen", "newest"]),
    }
    return "&".join(f"{key}={pairs[key]}" for key in chance.sample(sorted(pairs), chance.randint(1, 4)))


def _words(chance: random.Random) -> str:
    """One to three words that a person would type, the last often unfinished."""
    typed = [
        chance.choice(seed._FIRST.split("|")).split()[-1],
        chance.choice(seed._SECOND.split("|")),
        chance.choice(seed._CITIES.split("|")),
    ]
    typed = typed[: chance.randint(1, 3)]
    typed[-1] = typed[-1][: chance.randint(3, 9)]
    return "+".join(typed)


def _get(address: str, **more: str) -> tuple[str, list[tuple[str, str]], bytes]:
    """One request through the whole stack, its answer read to the end."""
    path, _, query = address.partition("?")
    answer: dict[str, Any] = {}
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": settings.ALLOWED_HOSTS[0],
        "SERVER_PORT": "80",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **more,
    }

    def start(status: str, headers: list[tuple[str, str]], *_: object) -> None:
        answer.update(status=status, headers=headers)

    response = _handler(environ, start)
    body = b"".join(_parts(response))
    assert answer["status"][:3] in ("200", "304"), (address, answer["status"])
    return answer["status"], answer["headers"], body


def _parts(response: Any) -> Iterator[bytes]:
    try:
        yield from response
    finally:
        response.close()


def _span(counted: set[int]) -> str:
    return str(min(counted)) if len(counted) == 1 else f"{min(counted)}-{max(counted)}"


def show(rows: list[Figure], among: str) -> None:
    table = Table(title=f"{among}, {connection.vendor}")
    for column in ("figure", "median", "aim", "queries", "note"):
        table.add_column(column, justify="right" if column == "median" else "left")
    for row in rows:
        number = f"{row.value:,.0f}" if row.value >= 1_000 or row.unit == "" else f"{row.value:,.2f}"
        table.add_row(row.what, f"{number} {row.unit}".strip(), row.aim, row.queries, row.note)
    Console().print(table)
