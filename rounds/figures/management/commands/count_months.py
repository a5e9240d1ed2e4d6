from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from rounds.figures import actions


class Command(BaseCommand):
    help = (
        "Counts the months that the figures over time are made of, where they are missing or no longer hold."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="throw all away and count them again")

    def handle(self, *args: Any, **options: Any) -> None:
        count = actions.rebuild_months if options["all"] else actions.fill_months
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console()) as shown:
            task = shown.add_task("Counting months", total=None)
            done = count(
                at=timezone.now(), progress=lambda done, of: shown.update(task, completed=done, total=of)
            )
        self.stdout.write(f"{done} months counted.")
