"""`manage.py verify_dump FOLDER`: whether a dump is whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rounds.open_data.dumps.verifying import faults


class Command(BaseCommand):
    help = "Says whether a dump is whole: its sums, rows and columns against its manifest."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        found = list(faults(folder))
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError("The dump is not whole.")
        self.stdout.write("The dump is whole.")
