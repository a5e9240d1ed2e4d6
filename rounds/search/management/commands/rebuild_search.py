"""Make what is found anew: `manage.py rebuild_search`. What is found already stays found while it runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from rounds.search import rebuilding
from rounds.search.sources import kept_here


class Command(BaseCommand):
    help = "Compare all that can be found with what the contexts keep, and set right what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--anew", action="store_true", help="empty the index of words first")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(quiet=options["verbosity"] == 0)
        if options["anew"]:
            rebuilding.begin_anew()
        total = sum(len(list(source.ids())) for source in kept_here().values() if source.ids)
        columns = TextColumn("Search"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
            task = bar.add_task("things", total=total)
            repaired = rebuilding.heal(progress=lambda done: bar.advance(task, done))
        console.print(
            f"{repaired.changed:,} things changed, {repaired.gone:,} gone, {repaired.unfound:,} passages and"
            f" {repaired.words:,} words set right."
        )
