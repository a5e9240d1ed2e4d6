"""Read the files of `data/`: the registers and the accounts to begin with. A second time there is nothing to do."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from rounds.directory.importing import starter
from rounds.organizations.importing import terminal
from rounds.organizations.importing.runs import Overtaken
from rounds.organizations.sources.record import SourceError


class Command(BaseCommand):
    help = "Fill a new installation with the starter registers and accounts. Does nothing where they are in already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=settings.BASE_DIR / "data", help="where the files are (data/)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console()
        try:
            files = list(starter.unread(options["folder"]))
            runs = [self._read(file, options["folder"], console) for file in files]
        except (SourceError, Overtaken) as wrong:
            raise CommandError(str(wrong)) from None
        starter.make_sub_lists()
        if runs:
            console.print(terminal.table_of(runs))
        elif options["verbosity"] > 0:
            console.print("The starter data is in already.")

    def _read(self, file: starter.File, folder: Path, console: Console) -> Any:
        with terminal.bar(console, f"{file.source:<22}") as progress:
            return starter.read(file, folder, at=timezone.now(), progress=progress)
