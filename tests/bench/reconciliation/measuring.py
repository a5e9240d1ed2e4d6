"""One size measured: speed and exactness, and the peer beside them."""

import random
from pathlib import Path
from statistics import median

from django.db import connections
from rich.console import Console
from rich.table import Table

from rounds.organizations.models import Organization
from tests.bench.figures import Figure
from tests.bench.reconciliation import lines, peer, registers, serving
from tests.bench.reconciliation.asking import Candidates, ask
from tests.bench.reconciliation.judging import judged, strangers_matched
from tests.bench.reconciliation.lines import Hospital, Sheet
from tests.bench.reconciliation.serving import Server

PEER_ASKED, PEER_STRANGERS = 300, 70  # it is slow
STRANGERS = ("strangers held out", "strangers made up", "strangers from elsewhere")
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
    with serving.ours(used) as server:
        rows = _ours(server, sheet, key, where, small=size < 10_000, tell=tell)
    left = [one for one in hospitals if one not in set(gone)]
    return [*rows, *(_peers(folder, left, sheet) if peer else [])]


def _ours(server: Server, sheet: Sheet, key: str, where: str, *, small: bool, tell: bool) -> list[Figure]:
    everything = [lines.query(one.line) for part in sheet for one in part]
    ask(server.port, everything[-50:], at_once=50, key=key)  # imports, connections
    rows: list[Figure] = []
    answers: list[Candidates] = []
    for at_once in (10, 50):
        before = server.worked()
        run = ask(server.port, everything, at_once=at_once, key=key)
        answers, worked = run.answers, server.worked() - before
        told = f"one request {median(run.seconds) * 1000:.0f} ms"
        if worked:
            told += f"; {len(run.answers) / worked:,.0f} for each second of a processor"
        aim = AIMS[small] if at_once == 50 else ""
        rows.append(Figure(f"{where}, {at_once} at once", run.rate, "queries/s", aim, note=told))
    return [*rows, *_exactness(where, sheet, answers, tell=tell)]


def _peers(folder: Path, hospitals: list[Hospital], sheet: Sheet) -> list[Figure]:
    try:
        python = peer.installed(folder / "peer")
    except peer.Missing as reason:
        print(f"{peer.NAME} could not be installed, so nothing is compared: {reason}", flush=True)
        return []
    some = Sheet(sheet.known[:PEER_ASKED], *(part[:PEER_STRANGERS] for part in sheet[1:]))
    rows = []
    for with_place, what in ((False, "name"), (True, "name, city and state in one column")):
        asked = [peer.query(one.line, with_place=with_place) for part in some for one in part]
        print(f"{peer.NAME}, {what} …", flush=True)
        with peer.serving(python, folder / "peer-data", hospitals, with_place=with_place) as port:
            run = ask(port, asked, at_once=10)
        where = f"csv-reconcile 0.3.2, {what}"
        speed = Figure(f"{where}, 10 at once", run.rate, "queries/s", "", note=f"{len(hospitals):,} rows")
        rows += [speed, *_exactness(where, some, run.answers, aims=False)]
    return rows


def _exactness(
    where: str, sheet: Sheet, answers: list[Candidates], *, aims: bool = True, tell: bool = False
) -> list[Figure]:
    rest = iter(answers)
    by_part = Sheet(*([next(rest) for _one in part] for part in sheet))  # type: ignore[arg-type]
    result = judged(sheet.known, by_part.known)
    strangers = [
        (what, strangers_matched(asked, found))
        for what, asked, found in zip(STRANGERS, sheet[1:], by_part[1:], strict=True)
    ]
    if tell:
        print(
            "\n".join([*result.wrong, *(one for _what, matched in strangers for one in matched)]), flush=True
        )
    share = f"of {len(sheet.known):,}"
    rows = [
        Figure(f"{where}, right first", result.first, "", ">= 0.975", note=share),
        Figure(f"{where}, right in first five", result.in_five, "", "", note=share),
        Figure(f"{where}, automatic", result.automatic, "", ">= 0.93", note=share),
        Figure(
            f"{where}, automatic and right",
            result.automatic_right,
            "",
            ">= 0.995",
            note=f"{len(result.wrong)} wrong",
        ),
        *(
            Figure(f"{where}, {what} matched", len(found), "strangers", "0", note=f"of {len(asked)}")
            for (what, found), asked in zip(strangers, sheet[1:], strict=True)
        ),
    ]
    return rows if aims else [row._replace(aim="") for row in rows]


def show(rows: list[Figure], seed: int) -> None:
    table = Table(title=f"Reconciliation over HTTP, one process; seed {seed}")
    for column in ("figure", "value", "aim", "note"):
        table.add_column(column, justify="right" if column == "value" else "left")
    for row in rows:
        number = f"{row.value:,.0f}" if row.unit or row.value > 1 or row.value == 0 else f"{row.value:.4f}"
        table.add_row(row.what, f"{number} {row.unit}".strip(), row.aim, row.note)
    Console(width=150).print(table)
