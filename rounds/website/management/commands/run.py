"""`manage.py run`: the whole site with one command. Makes what is missing, then keeps everything running."""

import os
import signal
from datetime import datetime
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from rich.console import Console

from rounds.badges.sample import make_sample_badge
from rounds.content.starter import load
from rounds.courses.review_sample import make_sample_reviews
from rounds.courses.sample import make_sample_courses
from rounds.credits.sample import make_sample_credits
from rounds.directory.sample import give_representative, make_example_hospital
from rounds.fellows import searching as fellows_found
from rounds.fellows.sample import make_sample_fellows
from rounds.memberships.sample import make_sample_network
from rounds.plans import searching as plans_found
from rounds.plans.sample import make_sample_plans
from rounds.policies.sample import make_sample_policies
from rounds.residency import workbooks_found
from rounds.residency.sample import make_sample_residency
from rounds.users.sample import PASSWORD, PEOPLE
from rounds.users.sample_profiles import make_sample_profiles
from rounds.website.processes import ProcessDied, Processes, is_free, site
from rounds.website.setting_up import migrate


class Command(BaseCommand):
    help = "Prepares the database, then runs the web server, the worker and the clock until you press Ctrl-C."
    requires_system_checks: list[str] = []  # the child processes check

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
        if not is_free(host, port):
            raise CommandError(f"Port {port} is taken. Choose another one: PORT={port + 1} make run")
        prepare(Console(highlight=False))
        with Processes(site(host, port, int(os.environ.get("WEB_WORKERS", "2")))) as running:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, _stop)
            try:
                running.wait_until_it_answers(host, port)
                self.stdout.write(banner())
                running.wait()
            except ProcessDied as death:
                raise CommandError(f"{death} Everything is stopped.") from death
            except Stopped:
                self.stdout.write("Stopped.")


def prepare(console: Console) -> None:
    """Make what is missing. The second time this takes a moment and changes nothing."""
    migrate(console)
    call_command("createcachetable", verbosity=0)
    if settings.SAMPLE:
        if "load_starter" in get_commands():
            call_command("load_starter")
        call_command("create_sample_people", verbosity=0)
        make_sample(at=timezone.now())
    connection.close()


def make_sample(*, at: datetime) -> None:
    """What every desk has on it. Each part is made once."""
    give_representative(at=at)
    make_example_hospital(at=at)
    make_sample_network(at=at)
    make_sample_policies(at=at)
    make_sample_credits(at=at)
    make_sample_courses(at=at)
    make_sample_reviews(at=at)
    make_sample_profiles(at=at)
    make_sample_badge(at=at)
    make_sample_plans(at=at)
    make_sample_residency(at=at)
    make_sample_fellows(at=at)
    load(at=at)
    for found in (plans_found, workbooks_found, fellows_found):
        found.refind()


def banner() -> str:
    """Where the site is, who can sign in, where mail is to be read."""
    url = settings.PUBLIC_URL
    lines = [("Rounds is at", url)]
    if settings.SAMPLE:
        lines += [("", "")]
        lines += [(person.role.capitalize(), person.email) for person in PEOPLE]
        lines += [("Their password", PASSWORD)]
        lines += [
            ("", ""),
            ("Sign in", f"{url}/people/login/"),
            ("Back office", f"{url}/office/  (moderator, membership team, treasurer, editor, administrator)"),
            ("Mail", f"{url}/mail/  (none leaves this machine)"),
        ]
    lines += [("Stop", "Ctrl-C")]
    return "\n" + "\n".join(f"  {what:<17}{where}".rstrip() for what, where in lines) + "\n"


class Stopped(Exception):
    """Somebody pressed Ctrl-C, or asked the process to end."""


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    raise Stopped
