"""csv-reconcile 0.3.2 (PyPI), the peer that is nearest: in an environment of its own, on the same names."""

import contextlib
import csv
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench.reconciliation.lines import Hospital, Line
from tests.bench.reconciliation.serving import free_port, running

NAME = "csv-reconcile==0.3.2"
_SERVE = """
import sys
from werkzeug.serving import WSGIRequestHandler
from csv_reconcile import create_app, initdb
folder, table, port = sys.argv[1:]
WSGIRequestHandler.protocol_version = "HTTP/1.1"
app = create_app(instance_path=folder)
with app.app_context():
    initdb.init_db_with_context(table, "id", "label")
app.run(port=int(port))
"""


class Missing(Exception):
    """It could not be installed; says why."""


def installed(folder: Path) -> Path:
    """Its Python. Installed once; nothing of it stands in our own environment."""
    python = folder / "bin" / "python"
    if not (folder / "ready").exists():
        uv = Path(sys.executable).with_name("uv")
        for command in (
            [uv, "venv", "--quiet", "--clear", "--python", sys.executable, folder],
            [uv, "pip", "install", "--quiet", "--python", python, NAME],
        ):
            done = subprocess.run(
                [str(part) for part in command], capture_output=True, text=True, check=False
            )
            if done.returncode:
                raise Missing(
                    done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason given"
                )
        (folder / "ready").touch()
    return python


@contextlib.contextmanager
def serving(python: Path, folder: Path, hospitals: Sequence[Hospital], *, with_place: bool) -> Iterator[int]:
    """It compares one column only. `with_place`: the city and the state stand in it, behind the name."""
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "register.csv"
    with table.open("w", newline="") as file:
        writer = csv.writer(
            file, quoting=csv.QUOTE_ALL
        )  # it guesses the form of the file, and guesses wrong else
        writer.writerow(("id", "label"))
        writer.writerows((one.slug, label(one.name, one.city, one.region, with_place)) for one in hospitals)
    port = free_port()
    command = [str(python), "-c", _SERVE, str(folder), str(table), str(port)]
    with running(command, port, folder, {}):
        yield port


def query(line: Line, *, with_place: bool) -> dict[str, object]:
    return {"query": label(line.name, line.city, line.state, with_place), "limit": 5}


def label(name: str, city: str, state: str, with_place: bool) -> str:
    return f"{name} {city.strip()} {state.removeprefix('US-')}" if with_place else name
