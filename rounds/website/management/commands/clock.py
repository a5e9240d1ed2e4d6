"""`manage.py clock`: do whatever is due, once; with `--loop`, keep doing it."""

import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from rounds.website.clock import do_what_is_due


class Command(BaseCommand):
    help = "Does whatever is due. Safe to run as often as you like, and in several places at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", type=float, metavar="SECONDS", help="look again every so many seconds")

    def handle(self, *args: Any, loop: float | None = None, **options: Any) -> None:
        if not loop:
            self._once(options["verbosity"])
            return
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            while True:
                close_old_connections()
                self._once(options["verbosity"])
                time.sleep(loop)
        except KeyboardInterrupt:
            return

    def _once(self, verbosity: int) -> None:
        for name, went_well in do_what_is_due(at=timezone.now()).items():
            if verbosity:
                self.stdout.write(f"{name}: {'done' if went_well else 'failed, see the log'}")
