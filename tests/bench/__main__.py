"""`make bench`: the figures that the product promises, measured on a made-up List of 50,000 organizations.

One process, SQLite, through the whole middleware; medians. `--json FILE` writes them for a machine.
The database of the run is made once and kept in var/; `--fresh` makes it anew.
"""

import argparse
import json
import os
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "var" / "bench.sqlite3"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="make bench", description=__doc__)
    arguments.add_argument("--json", type=Path, help="also write the figures here")
    arguments.add_argument("--fresh", action="store_true", help="make the database anew")
    options = arguments.parse_args()
    os.environ["DATABASE_URL"] = f"sqlite:///{BENCH}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["LOG_LEVEL"] = "ERROR"

    import django

    django.setup()

    from tests.bench import checking, exports, figures, figures_pages, people, prepare, verify

    prepare.database(BENCH, fresh=options.fresh)
    rows = [
        *figures.measure(),
        *exports.figures(),
        *figures_pages.figures(),
        *verify.figures(),
        *checking.figures(BENCH),
        *people.figures(),
    ]
    figures.show(rows)
    if options.json:
        options.json.write_text(json.dumps([row._asdict() for row in rows], indent=2) + "\n")
    sys.exit(0)


if __name__ == "__main__":
    main()
