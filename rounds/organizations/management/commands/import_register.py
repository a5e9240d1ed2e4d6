"""Read a register's file: `manage.py import_register cms-2026-06 data/us_hospitals_cms_2026-06.csv.gz`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from rounds.organizations.importing import terminal
from rounds.organizations.importing.registers import import_register
from rounds.organizations.sources import SOURCES


class Command(BaseCommand):
    help = "Read a register of health organizations. Reading a file again changes nothing; after a crash it goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        terminal.add_arguments(parser, SOURCES, "which register the file is")

    def handle(self, *args: Any, source: str, file: Path, rejects: Path | None, **options: Any) -> None:
        terminal.read(import_register, SOURCES[source], file, rejects)
