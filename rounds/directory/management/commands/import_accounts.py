"""Read a list of accounts: `manage.py import_accounts federal-pages-2017 pages.csv`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console

from rounds.directory.imports import import_accounts
from rounds.directory.sources import SOURCES
from rounds.organizations.importing import terminal
from rounds.organizations.importing.report import write_rejects
from rounds.organizations.importing.runs import Overtaken
from rounds.organizations.sources.record import SourceError


class Command(BaseCommand):
    help = "Read a list of accounts; each is listed as reported by it. Reading a file again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", choices=sorted(SOURCES), help="which list the file is")
        parser.add_argument("file", type=Path, help="the file, plain or .gz")
        parser.add_argument(
            "--rejects",
            type=Path,
            help="where the lines go that cannot be used (var/rejects/<file>.rejects.csv)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        console = Console()
        try:
            with terminal.bar(console, options["source"]) as progress:
                run = import_accounts(
                    source=SOURCES[options["source"]],
                    path=path,
                    by=None,
                    at=timezone.now(),
                    progress=progress,
                )
        except (SourceError, Overtaken) as wrong:
            raise CommandError(str(wrong)) from None
        except KeyboardInterrupt:
            raise CommandError("Stopped. Start the same command again and it goes on where it was.") from None
        terminal.show(console, run)
        rejects = options["rejects"] or settings.VAR_DIR / "rejects" / f"{path.name}.rejects.csv"
        if count := write_rejects(run, rejects):
            console.print(
                f"{count:,} lines went aside, with line number and reason: {rejects}", highlight=False
            )
