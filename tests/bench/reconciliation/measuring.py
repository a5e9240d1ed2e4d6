"""One size measured: speed and exactness, and the peer beside them."""

import random
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.db import connections
from rich.console import Console
from rich.table import Table

from rounds.organizations.models import Organization
from tests.bench.figures import Figure
from tests.bench.reconciliation import lines, peer, registers, serving
from tests.bench.reconciliation.asking import Candidates, ask
from tests.bench.reconciliation.judging import Judged, judged, strangers_matched
from tests.bench.reconciliation.lines import Hospital, Sheet

PEER_ASKED = 300  # it is slow
AIMS = {True: ">= 300", False: ">= 120"}  # queries a second: at the register's size, above


def measured(
    folder: Path, size: int, chance: random.Random, *, fresh: bool, peer: bool, tell: bool
) -> list[Figure]:
    kept, used = folder / f"register-{size}.sqlite3", folder / "reconciliation.sqlite3"
    if fresh:
        for old in folder.glob(f"{kept.name}*"):
            old.unlink()
    print(f"{size:,} organizations …", flush=True)
    registers.template(kept, organizations=size)
    registers.copied(kept, used)
    hospitals = registers.hospitals()
    sheet, gone = lines.sheet(hospitals, chance)
    registers.take_out(gone)
    key, count = registers.key(), Organization.objects.count()
    connections["default"].close()
    where = f"{count:,} organizations"
    with serving.ours(used) as port:
        rows = _ours(port, sheet, key, where, small=size < 10_000, tell=tell)
    left = [one for one in hospitals if one not in set(gone)]
    return [*rows, *(_peers(folder, left, sheet) if peer else [])]


def _ours(port: int, sheet: Sheet, key: str, where: str, *, small: bool, tell: bool) -> list[Figure]:
    everything = [lines.query(one.line) for one in (*sheet.known, *sheet.held_out, *sheet.made_up)]
    ask(port, everything[-50:], at_once=50, key=key)  # imports, connections
    runs = {at_once: ask(port, everything, at_once=at_once, key=key) for at_once in (50, 10)}
    rows = [
        Figure(
            f"{where}, {at_once} at once",
            run.rate,
            "queries/s",
            AIMS[small] if at_once == 50 else "",
            note=f"one request {median(run.seconds) * 1000:.0f} ms",
        )
        for at_once, run in runs.items()
    ]
    return [*rows, *_exactness(where, sheet, runs[50].answers, tell=tell)]


def _peers(folder: Path, hospitals: list[Hospital], sheet: Sheet) -> list[Figure]:
    try:
        python = peer.installed(folder / "peer")
    except peer.Missing as reason:
        print(f"{peer.NAME} could not be installed, so nothing is compared: {reason}", flush=True)
        return []
    some = Sheet(sheet.known[:PEER_ASKED], sheet.held_out[:100], sheet.made_up[:100])
    asked = [peer.query(one.line) for one in (*some.known, *some.held_out, *some.made_up)]
    print(f"{peer.NAME} …", flush=True)
    with peer.serving(python, folder / "peer-data", hospitals) as port:
        run = ask(port, asked, at_once=10)
    where = f"csv-reconcile 0.3.2, {len(hospitals):,} rows"
    speed = Figure(
        f"{where}, 10 at once", run.rate, "queries/s", "", note="name, city and state in one column"
    )
    return [speed, *_exactness(where, some, run.answers, aims=False)]


def _exactness(
    where: str, sheet: Sheet, answers: list[Candidates], *, aims: bool = True, tell: bool = False
) -> list[Figure]:
    known, held_out = len(sheet.known), len(sheet.held_out)
    result = judged(sheet.known, answers[:known])
    real = strangers_matched(sheet.held_out, answers[known : known + held_out])
    made_up = strangers_matched(sheet.made_up, answers[known + held_out :])
    if tell:
        print("\n".join([*result.wrong, *real, *made_up]), flush=True)
    aim: Callable[[str], str] = lambda text: text if aims else ""  # noqa: E731
    share = f"of {known:,}"
    return [
        Figure(f"{where}, right first", result.first, "", aim(">= 0.975"), note=share),
        Figure(f"{where}, right in first five", result.in_five, "", "", note=share),
        Figure(f"{where}, automatic", result.automatic, "", aim(">= 0.93"), note=share),
        Figure(
            f"{where}, automatic and right", result.automatic_right, "", aim(">= 0.995"), note=_wrong(result)
        ),
        Figure(f"{where}, held-out strangers matched", len(real), "", aim("0"), note=f"of {held_out}"),
        Figure(
            f"{where}, made-up strangers matched", len(made_up), "", aim("0"), note=f"of {len(sheet.made_up)}"
        ),
    ]


def _wrong(result: Judged) -> str:
    return f"{len(result.wrong)} wrong"


def show(rows: list[Figure], seed: int) -> None:
    table = Table(title=f"Reconciliation over HTTP, one process; seed {seed}")
    for column in ("figure", "value", "aim", "note"):
        table.add_column(column, justify="right" if column == "value" else "left")
    for row in rows:
        number = f"{row.value:,.0f}" if row.unit or row.value > 1 or row.value == 0 else f"{row.value:.4f}"
        table.add_row(row.what, f"{number} {row.unit}".strip(), row.aim, row.note)
    Console(width=150).print(table)
