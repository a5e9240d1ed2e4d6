"""What a new installation can take to begin with: lists, checks, takes. What it is says `rounds.content.starter`."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import track
from rich.table import Table

from rounds.content.addresses import address_of
from rounds.content.starter import checking
from rounds.content.starter.pieces import Piece, pieces
from rounds.content.starter.standing import Standing, standings
from rounds.content.starter.taking import take
from rounds.courses import starter as curriculum
from rounds.policies import starter as policies
from rounds.residency import starter as residency

POLICIES, CURRICULUM, RESIDENCY = "policies", "curriculum", "residency"
EPILOG = (
    "A name is that of a piece (crisis-checklist) or of a group: policies, curriculum, residency, resources, articles, "
    "podcast, videos. What editors changed stays as it is. What they took away comes back only with --again."
)


class Command(BaseCommand):
    help = "Lists what a new installation can take to begin with, and takes what you name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.epilog = EPILOG
        parser.add_argument("names", nargs="*", metavar="name", help="what to take")
        parser.add_argument("--all", action="store_true", help="take all that is not there yet")
        parser.add_argument(
            "--except", dest="left", nargs="+", default=[], metavar="name", help="leave these"
        )
        parser.add_argument("--again", action="store_true", help="also what editors have taken away")
        parser.add_argument("--check", action="store_true", help="check the files, and take nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console(quiet=options["verbosity"] == 0, highlight=False, soft_wrap=True)
        _refuse_unknown([*options["names"], *options["left"]])
        if options["check"]:
            return _check(console)
        if not options["names"] and not options["all"]:
            return _list(console)
        names = options["names"] or [POLICIES, CURRICULUM, RESIDENCY, *(piece.group for piece in pieces())]
        _take(console, set(names), set(options["left"]), again=options["again"])
        return None


def _refuse_unknown(names: list[str]) -> None:
    courses = (piece.slug for piece in curriculum.pieces())
    groups = (piece.group for piece in pieces())
    known = {POLICIES, CURRICULUM, RESIDENCY, *courses, *groups, *(piece.slug for piece in pieces())}
    if unknown := sorted(set(names) - known):
        raise CommandError(f"There is no {', '.join(unknown)}. `manage.py starter` lists what there is.")


def _check(console: Console) -> None:
    wrong = [
        (piece, what)
        for piece in track(pieces(), "Checking", console=console)
        for what in checking.faults(piece)
    ]
    told = [f"{piece.key}: {what}" for piece, what in wrong]
    told += [
        f"{CURRICULUM}/{course.slug}: {what}"
        for course in curriculum.pieces()
        for what in curriculum.faults(course)
    ]
    for line in told:
        console.print(line)
    if told:
        raise CommandError(f"{len(told)} things are to be mended.")
    console.print(f"{len(pieces()) + len(curriculum.pieces())} pieces, and nothing to mend.")


def _list(console: Console) -> None:
    known = standings()
    table = Table("Group", "Name", "What it is", "Here", box=None)
    table.add_row(POLICIES, "", "Policies that organizations can adopt", "")
    for course in curriculum.pieces():
        there = Standing.THERE if curriculum.is_there(course) else Standing.NEW
        table.add_row(CURRICULUM, course.slug, course.read().title, there.value)
    here = Standing.THERE if residency.is_there() else Standing.NEW
    table.add_row(RESIDENCY, "", residency.program()["title"], here.value)
    for piece in pieces():
        table.add_row(piece.group, piece.slug, piece.title, known[piece.key].value)
    console.print(table)
    console.print("\nTake them: manage.py starter --all, or name pieces or groups.")


def _take(console: Console, names: set[str], left: set[str], *, again: bool) -> None:
    at = timezone.now()
    if POLICIES in names - left:
        for edition in policies.load(at=at):
            console.print(f"Taken: {edition}")
    others = _take_courses(console, names, left, at)
    others += _take_residency(console, at) if RESIDENCY in names - left else 0
    known = standings()
    wanted = [piece for piece in pieces() if _names(piece) & names and not _names(piece) & left]
    free = {Standing.NEW, Standing.GONE} if again else {Standing.NEW}
    new = [piece for piece in wanted if known[piece.key] in free]
    taken = [(piece, take(piece, at=at)) for piece in track(new, "Taking", console=console, disable=not new)]
    for piece, page in taken:
        console.print(
            f"Taken: {address_of(page.url_path)} {piece.title}" if page else f"No place for it: {piece.title}"
        )
    for piece in (piece for piece in wanted if piece not in new and known[piece.key] is not Standing.THERE):
        console.print(f"Left: {piece.title} ({known[piece.key].value})")
    if not new and not others:
        console.print("There is nothing to take: it is all here.")


def _take_courses(console: Console, names: set[str], left: set[str], at: datetime) -> int:
    """How many were taken."""
    called = [(one, {CURRICULUM, one.slug}) for one in curriculum.pieces()]
    wanted = [one for one, its_names in called if its_names & names and not its_names & left]
    taken = [edition for one in wanted if (edition := curriculum.take(one, at=at))]
    for edition in taken:
        console.print(f"Taken: /courses/{edition.course.slug}/ {edition.title}")
    return len(taken)


def _take_residency(console: Console, at: datetime) -> int:
    taken = residency.take_in_program(at)
    if taken:
        console.print(f"Taken: {taken.get_absolute_url()} {taken.title}")
    return 1 if taken else 0


def _names(piece: Piece) -> set[str]:
    return {piece.group, piece.slug}
