"""A reading that is started in a terminal: a bar that moves, then a table, and a file of what went aside."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from rounds.organizations.importing.report import COUNTS, changed_fields, summary, write_rejects
from rounds.organizations.importing.runs import Overtaken
from rounds.organizations.importing.runs import Progress as Watcher
from rounds.organizations.models import ImportRun
from rounds.organizations.sources.record import Edition, SourceError


def add_arguments(parser: ArgumentParser, sources: Iterable[str], help: str) -> None:
    parser.add_argument("source", choices=sorted(sources), help=help)
    parser.add_argument("file", type=Path, help="the file, plain or .gz")
    parser.add_argument(
        "--rejects",
        type=Path,
        help="where the lines go that cannot be used (var/rejects/<file>.rejects.csv)",
    )


def read(verb: Callable[..., ImportRun], source: Edition, path: Path, rejects: Path | None) -> None:
    """Read a file by this verb and show what it did. Raises CommandError with a sentence where it cannot."""
    console = Console()
    try:
        with bar(console, source.slug) as progress:
            run = verb(source=source, path=path, by=None, at=timezone.now(), progress=progress)
    except (SourceError, Overtaken) as wrong:
        raise CommandError(str(wrong)) from None
    except KeyboardInterrupt:
        raise CommandError("Stopped. Start the same command again and it goes on where it was.") from None
    show(console, run)
    aside = rejects or settings.VAR_DIR / "rejects" / f"{path.name}.rejects.csv"
    if count := write_rejects(run, aside):
        console.print(f"{count:,} lines went aside, with line number and reason: {aside}", highlight=False)


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
