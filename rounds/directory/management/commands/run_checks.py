"""Visit the sites and accounts that are due: `manage.py run_checks --most 2000`."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from rounds.directory.actions.account_checks import plan_looks
from rounds.directory.actions.checks import plan_visits
from rounds.directory.checking.fetchers import ChecksAreOff, open_fetcher
from rounds.directory.checking.rounds import WORKERS, look_at_accounts, visit_sites
from rounds.directory.models import CheckRun


class Command(BaseCommand):
    help = "Visit the sites and accounts that are due. Stopped half-way, the next run goes on with the rest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=2_000, help="sites, and accounts, at most (2000)")
        parser.add_argument("--workers", type=int, default=WORKERS, help=f"read side by side ({WORKERS})")
        parser.add_argument(
            "--pause", type=float, default=1.0, help="seconds between two requests to a host (1)"
        )

    def handle(self, *args: Any, most: int, workers: int, pause: float, **options: Any) -> None:
        plan_visits(at=timezone.now())
        plan_looks(at=timezone.now())
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        try:
            with open_fetcher(pause=pause) as fetcher, Progress(*columns, transient=True) as bar:
                runs = [
                    check(fetcher=fetcher, most=most, workers=workers, progress=_progress(bar, name))
                    for name, check in (("Sites", visit_sites), ("Accounts", look_at_accounts))
                ]
        except ChecksAreOff:
            raise CommandError(
                "The checks are off: nothing was asked. An administrator turns them on at /office/checks/."
            ) from None
        Console().print(_report(runs))


def _progress(bar: Progress, name: str) -> Callable[[int, int], None]:
    task = bar.add_task(name, total=None)
    return lambda done, due: bar.update(task, completed=done, total=due)


def _report(runs: list[CheckRun]) -> Table:
    table = Table("", "Checked", "Could not be read", "Confirmed", "Not found any more", "New suggestions")
    for run in runs:
        figures = (run.done, run.failed, run.confirmed, run.missed, run.suggested)
        table.add_row(str(run.get_kind_display()), *(f"{figure:,}" for figure in figures))
    return table
