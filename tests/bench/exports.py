"""How fast the whole register is exported, through the middleware. A row: an account, or an organization without."""

import time
from datetime import date, timedelta
from statistics import median

from django.db import transaction
from django.utils import timezone

from rounds.open_data.actions.changes import log_changes
from rounds.open_data.models import LoggedChange
from rounds.organizations import versions
from rounds.organizations.models import Identifier, Name, Organization, Register, RegisterRow
from tests.bench.figures import Figure, _get

AIM = ">= 80,000"
ROUNDS = 3


def figures() -> list[Figure]:
    _add_details()
    rows = _get("/list.csv?scope=register")[2].count(b"\r\n") - 1
    return [
        _export("CSV of all", "/list.csv?scope=register", rows, AIM),
        _export("JSON Lines of all", "/list.jsonl?scope=register", rows, AIM),
        _export("JSON-LD of all", "/list.jsonld?scope=register", rows, ""),
        _export("OPML of all", "/list.opml?scope=register", rows, ""),
        *_changes(),
    ]


def _export(what: str, address: str, rows: int, aim: str) -> Figure:
    rates, size = [], 0
    for number in range(ROUNDS):
        began = time.perf_counter()
        size = len(_get(address, REMOTE_ADDR=f"192.0.2.{100 + number}")[2])
        rates.append(rows / (time.perf_counter() - began))
    return Figure(what, median(rates), "rows/s", aim, note=f"{rows:,} rows, {size / 1_000_000:.0f} MB")


def _changes() -> list[Figure]:
    """What changed, on a log that tells of every organization and every listing."""
    began = time.perf_counter()
    lines = log_changes(at=timezone.now())
    seconds = time.perf_counter() - began
    versions.bump()
    log_changes(at=timezone.now() + timedelta(minutes=2))  # so that the floor has risen
    told = LoggedChange.objects.count()
    made = [Figure("changes, the log written", lines / seconds, "lines/s", "")] if lines else []
    return [
        *made,
        _page("changes, page for people", "/changes/", told),
        _page("changes, JSON since a day", "/changes.json?since=2024-05-03", told),
        _page("changes, JSON of a rare filter", "/changes.json?since=0&country=KE", told),
        _page("changes, Atom", "/changes.atom", told),
    ]


def _page(what: str, address: str, lines: int) -> Figure:
    times = []
    for number in range(40):
        began = time.perf_counter()
        _get(address, REMOTE_ADDR=f"198.51.100.{number}")
        times.append((time.perf_counter() - began) * 1_000)
    return Figure(what, median(times), "ms", "", note=f"{lines:,} changes")


@transaction.atomic
def _add_details() -> None:
    """What real organizations have and the made-up ones have not: identifiers, other names, lines of registers."""
    if Register.objects.filter(slug="made-up").exists():
        return
    register = Register.objects.create(
        slug="made-up", family="made-up", name="Made up", publisher="Nobody", as_of=date(2026, 1, 1)
    )
    pks = list(Organization.objects.order_by("pk").values_list("pk", flat=True))
    Identifier.objects.bulk_create(
        (Identifier(organization_id=pk, scheme="hifld", value=f"made-{pk}", source="made-up") for pk in pks),
        batch_size=2_000,
    )
    Name.objects.bulk_create(
        (
            Name(organization_id=pk, kind="alternative", text=f"Other name {pk}", source="made-up")
            for pk in pks[::2]
        ),
        batch_size=2_000,
    )
    RegisterRow.objects.bulk_create(
        (
            RegisterRow(
                register=register, key=str(pk), organization_id=pk, line=n, source_name="MADE UP", digest="0"
            )
            for n, pk in enumerate(pks)
        ),
        batch_size=2_000,
    )
    versions.bump()
