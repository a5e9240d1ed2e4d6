"""`make bench`: the figures that the product promises, measured on a made-up List of 50,000 organizations.

One process, SQLite, through the whole middleware; medians. `--json FILE` writes them for a machine.
The database of the run is made once and kept in var/; `--fresh` makes it anew. `--people` measures the people,
their network and what is published for them, in a database of their own, or in the empty one that DATABASE_URL
names; `--search` the search over everything, on either database.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.bench.figures import Figure

VAR = Path(__file__).resolve().parents[2] / "var"
BENCH = VAR / "bench.sqlite3"
PEOPLE = VAR / "bench-people.sqlite3"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="make bench", description=__doc__)
    arguments.add_argument("--json", type=Path, help="also write the figures here")
    arguments.add_argument("--fresh", action="store_true", help="make the database anew")
    arguments.add_argument("--people", action="store_true", help="measure people and their network alone")
    arguments.add_argument("--search", action="store_true", help="measure the search over everything alone")
    options = arguments.parse_args()
    os.environ["DATABASE_URL"] = _database(people=options.people, search=options.search)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["LOG_LEVEL"] = "ERROR"

    import django

    django.setup()

    from tests.bench import figures, people, seed

    if options.search:
        rows = _search(fresh=options.fresh)
    else:
        rows = _people(fresh=options.fresh) if options.people else _all(fresh=options.fresh)
    listed = "" if options.people else f"{seed.ORGANIZATIONS:,} organizations, {seed.ACCOUNTS:,} accounts, "
    figures.show(rows, f"{listed}{people.PEOPLE:,} people")
    if options.json:
        options.json.write_text(json.dumps([row._asdict() for row in rows], indent=2) + "\n")
    sys.exit(0)


def _database(*, people: bool, search: bool) -> str:
    if search:
        return os.environ.get("DATABASE_URL") or f"sqlite:///{BENCH}"
    if people:
        return os.environ.get("DATABASE_URL") or f"sqlite:///{PEOPLE}"
    return f"sqlite:///{BENCH}"


def _people(*, fresh: bool) -> "list[Figure]":
    from tests.bench import badges, cohort, learning, library, network, people, plans, prepare, shows

    prepare.tables(PEOPLE, fresh=fresh)
    if people.are_others():
        sys.exit("There are people in this database whom the bench did not make. Name an empty one.")
    return [
        *people.figures(),
        *network.figures(),
        *learning.home(),
        *library.figures(),
        *shows.figures(),
        *badges.figures(),
        *plans.figures(),
        *cohort.figures(),
    ]


def _search(*, fresh: bool) -> "list[Figure]":
    from tests.bench import prepare, searching

    prepare.database(BENCH, fresh=fresh)
    return searching.figures()


def _all(*, fresh: bool) -> "list[Figure]":
    from tests.bench import (
        badges,
        checking,
        exports,
        figures,
        figures_pages,
        learning,
        library,
        network,
        people,
        plans,
        prepare,
        searching,
        shows,
        verify,
    )

    prepare.database(BENCH, fresh=fresh)
    return [
        *figures.measure(),
        *exports.figures(),
        *figures_pages.figures(),
        *verify.figures(),
        *checking.figures(BENCH),
        *people.figures(),
        *network.figures(),
        *learning.home(),
        *library.figures(),
        *searching.figures(),
        *shows.figures(),
        *badges.figures(),
        *plans.figures(),
    ]


if __name__ == "__main__":
    main()
