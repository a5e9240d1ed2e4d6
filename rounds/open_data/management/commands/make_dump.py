"""`manage.py make_dump`: everything public, as tables with checksums. The clock does it every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from rounds.open_data.actions.dumps import AlreadyThere, make_dump
from rounds.open_data.dumps.tables import TABLES


class Command(BaseCommand):
    help = "Writes everything public of the List down, with checksums, where /open-data/ offers it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--replace", action="store_true", help="also where there is one of today")

    def handle(self, *args: Any, replace: bool, **options: Any) -> None:
        console = Console()
        with Progress(console=console) as progress:
            task = progress.add_task("Writing", total=len(TABLES))

            def watch(table: str, rows: int) -> None:
                progress.update(task, advance=1, description=f"{table}: {rows:,} rows")

            try:
                name = make_dump(at=timezone.now(), replace=replace, watch=watch)
            except AlreadyThere as there:
                raise CommandError(f"There is a dump of {there} already; --replace writes it anew.") from None
        console.print(f"The dump of {name} is at /data/dumps/{name}/", highlight=False)
