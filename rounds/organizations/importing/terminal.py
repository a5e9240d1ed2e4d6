"""A reading as it is seen in a terminal: a bar that moves, then a table."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from rounds.organizations.importing.report import COUNTS, changed_fields, summary
from rounds.organizations.importing.runs import Progress as Watcher
from rounds.organizations.models import ImportRun


@contextmanager
def bar(console: Console, title: str) -> Iterator[Watcher]:
    """Give what a reading calls after each batch."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as shown:
        task = shown.add_task(title, total=None)

        def watch(run: ImportRun) -> None:
            shown.update(task, completed=run.line, total=run.lines)

        yield watch


def show(console: Console, run: ImportRun) -> None:
    console.print(summary(run), highlight=False)
    fields = changed_fields(run)
    if fields:
        table = Table("changed field", "organizations", title=run.register.slug)
        for field, count in fields:
            table.add_row(field, f"{count:,}")
        console.print(table)


def table_of(runs: list[ImportRun]) -> Table:
    """Several readings under each other."""
    table = Table("register", "as of", *COUNTS)
    for run in runs:
        counts = (f"{getattr(run, name):,}" for name in COUNTS)
        table.add_row(run.register.slug, str(run.register.as_of), *counts)
    return table
