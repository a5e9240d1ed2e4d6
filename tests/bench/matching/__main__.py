"""`make bench-matching`: how often matching is right, on pairs made from the registers in data/, and how fast it is.

Half of the organizations, by a hash of their key, tuned the weights; the other half did not, nor did the names of
2021. Dirty names are made with a new seed at every run. `--json FILE` writes the figures for a machine; `--fit` fits
the weights anew and prints them (docs/matching.md says how they are published).
"""

import argparse
import json
import os
import pickle
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
LARGE = ("us-50000", "us-200000")


def main() -> None:
    arguments = argparse.ArgumentParser(prog="make bench-matching", description=__doc__)
    arguments.add_argument("--json", type=Path, help="also write the figures here")
    arguments.add_argument("--fresh", action="store_true", help="make the databases anew")
    arguments.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    arguments.add_argument("--small", action="store_true", help="leave out the enlarged corpora")
    arguments.add_argument(
        "--fit", action="store_true", help="fit the weights on the tuning half; needs scipy"
    )
    arguments.add_argument("--part", nargs=2, metavar=("CORPUS", "FILE"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.part:
        _part(*options.part, options)
        return
    if options.fresh:
        for file in (ROOT / "var").glob("bench-matching-*"):
            file.unlink()
    corpora = ["us", "ror", *(() if options.small else LARGE)]
    if options.fit:
        _fit(("us", "ror", "us-50000"))
        return
    figures = [figure for corpus in corpora for figure in _asked(corpus, options)]
    if os.environ.get("DATABASE_URL", "").startswith("postgres") and not options.small:
        figures += _asked("us-200000", options, database=os.environ["DATABASE_URL"])

    from tests.bench.matching.show import show

    show(figures)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")


def _asked(corpus: str, options: argparse.Namespace, database: str = "") -> list[dict[str, Any]]:
    file = ROOT / "var" / f"bench-matching-{corpus}.json"
    _run(corpus, file, ["--seed", str(options.seed)], database)
    return json.loads(file.read_text())


def _fit(corpora: tuple[str, ...]) -> None:
    _set_up(f"sqlite:///{ROOT / 'var' / 'bench-matching-us.sqlite3'}")

    from tests.bench.matching.fit import Choice, fitted

    made: list[Choice] = []
    for corpus in corpora:
        file = ROOT / "var" / f"bench-matching-{corpus}.pickle"
        _run(corpus, file, ["--fit"], "")
        made += [Choice(*one) for one in pickle.loads(file.read_bytes())]  # noqa: S301
    print(json.dumps(fitted(made), indent=4, sort_keys=True))


def _run(corpus: str, file: Path, more: list[str], database: str) -> None:
    """A process for each database."""
    file.parent.mkdir(exist_ok=True)
    path = ROOT / "var" / f"bench-matching-{corpus}.sqlite3"
    environment = os.environ | {"DATABASE_URL": database or f"sqlite:///{path}"}
    command = [sys.executable, "-m", "tests.bench.matching", "--part", corpus, str(file), *more]
    subprocess.run(command, env=environment, check=True, cwd=ROOT)


def _part(corpus: str, file: str, options: argparse.Namespace) -> None:
    _set_up(os.environ["DATABASE_URL"])

    from tests.bench.matching import corpora, fit

    corpora.make(corpus)
    if options.fit:
        Path(file).write_bytes(pickle.dumps([tuple(choice) for choice in fit.choices(corpus)]))
        return
    Path(file).write_text(json.dumps(list(_figures(corpus, options.seed))))


def _set_up(database: str) -> None:
    os.environ |= {
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }

    import django

    django.setup()


def _figures(corpus: str, seed: int) -> Iterator[dict[str, Any]]:
    from tests.bench.matching import measure

    if corpus == "ror":
        yield from (row._asdict() for row in measure.ror())
    elif corpus == "us":
        yield measure.speed(seed)._asdict()
        yield from (row._asdict() for row in measure.us(seed))
    else:
        yield measure.speed(seed)._asdict()
        yield from (row._asdict() for row in measure.large(corpus, seed))


if __name__ == "__main__":
    main()
