"""How fast pages are read, and a night's round of sites."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.db import connection

from tests.bench.figures import Figure
from tests.bench.pages import pages_per_second


def figures(database: Path) -> list[Figure]:
    rate, kilobytes = pages_per_second()
    night = _night(database)
    return [
        Figure("extraction, one core", rate, "pages/s", "", note=f"1,000 pages of {kilobytes:.0f} KB"),
        Figure(
            f"a round of {night['sites']:,} sites",
            night["seconds"],
            "s",
            "<= 300 s",
            note=f"{night['sites'] / night['seconds']:.0f} sites/s, {night['confirmed']:,} listings confirmed",
        ),
    ]


def _night(database: Path) -> dict[str, float]:
    """On a copy, in a process of its own: it writes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "bench.sqlite3"
        connection.close()
        shutil.copy(database, copy)
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.nightly_round"],
            env=os.environ | {"DATABASE_URL": f"sqlite:///{copy}"},
            capture_output=True,
            text=True,
            check=True,
        )
    return json.loads(done.stdout.splitlines()[-1])
