"""Read a list of accounts: `manage.py import_accounts federal-pages-2017 pages.csv`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from rounds.directory.importing.accounts import import_accounts
from rounds.directory.sources import SOURCES
from rounds.organizations.importing import terminal


class Command(BaseCommand):
    help = "Read a list of accounts; each is listed as reported by it. Reading a file again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        terminal.add_arguments(parser, SOURCES, "which list the file is")

    def handle(self, *args: Any, source: str, file: Path, rejects: Path | None, **options: Any) -> None:
        terminal.read(import_accounts, SOURCES[source], file, rejects)
