"""`make bench-reconciliation`: see the package."""

import argparse
import json
import os
import random
import secrets
from pathlib import Path

HOME = Path(__file__).resolve().parents[3]
FOLDER = HOME / "var" / "bench"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="make bench-reconciliation")
    arguments.add_argument("--json", type=Path, help="also write the figures here")
    arguments.add_argument("--seed", type=int, default=secrets.randbelow(10**9), help="to see a run again")
    arguments.add_argument("--fresh", action="store_true", help="make the databases anew")
    arguments.add_argument("--sizes", default="5381,50000", help="organizations in the databases")
    arguments.add_argument("--no-peer", action="store_true", help="leave csv-reconcile out")
    arguments.add_argument("--wrong", action="store_true", help="say what was matched and wrong")
    options = arguments.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER / 'reconciliation.sqlite3'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["LOG_LEVEL"] = "ERROR"

    import django

    django.setup()

    from tests.bench.reconciliation import measuring

    print(f"Seed {options.seed}", flush=True)
    sizes = [int(size) for size in options.sizes.split(",")]
    rows = []
    for size in sizes:
        rows += measuring.measured(
            FOLDER,
            size,
            random.Random(options.seed),
            fresh=options.fresh,
            peer=not options.no_peer and size == min(sizes),
            tell=options.wrong,
        )
    measuring.show(rows, options.seed)
    if options.json:
        told = {"seed": options.seed, "figures": [row._asdict() for row in rows]}
        options.json.write_text(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    main()
