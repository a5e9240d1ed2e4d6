"""Reading a register: the verb behind the command, the staff screen and the starter data."""

import time
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from rounds.activity.actions import record
from rounds.organizations import versions
from rounds.organizations.importing import batches, editions, parents, runs
from rounds.organizations.importing.finding import Finder
from rounds.organizations.importing.merging import Teller
from rounds.organizations.models import ImportRun, Register
from rounds.organizations.precedence import Origin
from rounds.organizations.sources.record import Source, SourceError
from rounds.users.models import User


def import_register(
    *,
    source: Source,
    path: Path,
    by: User | None,
    at: datetime,
    file_name: str = "",
    progress: runs.Progress | None = None,
) -> ImportRun:
    """Read a register's file into the database. Reading it again changes nothing; a reading cut off goes on.

    Raises SourceError where the file is not this register (nothing is written then) and Overtaken where another
    process took the reading over.
    """
    begun = time.monotonic()
    run = runs.begin(
        source=source, file_name=file_name or path.name, digest=runs.digest_of(path), by=by, at=at
    )
    near = editions.neighbours(run.register)
    finder = Finder(source=source, run=run, neighbours=near)
    try:
        survey = runs.survey(source.read, path, is_unsure=finder.is_unsure)
    except SourceError as wrong:
        runs.fail(run, str(wrong), at=at)
        raise
    runs.expect(run, survey.lines)
    finder.settle(survey.keys, survey.unsure)
    survey.unsure.clear()
    teller = _teller(source, near)
    for batch in runs.batches(runs.reading(source.read, path), behind=run.line):
        batches.store(batch, run=run, found=finder.found, teller=teller, repeated=survey.repeated, at=at)
        runs.refresh(run)
        if progress:
            progress(run)
    _finish(run, source, survey, near, teller, at + timedelta(seconds=time.monotonic() - begun))
    return run


@transaction.atomic
def _finish(
    run: ImportRun,
    source: Source,
    survey: runs.Survey,
    near: editions.Neighbours,
    teller: Teller,
    at: datetime,
) -> None:
    """What can only be said when all lines are in: what is gone, and what is part of what."""
    runs.hold(run)
    gone = 0
    if source.complete:
        pairs = [(near.older, run.register), (run.register, near.newer)]
        gone = sum(
            editions.close_gone(
                older, newer, teller, keys=survey.keys if newer == run.register else set(), run=run, at=at
            )
            for older, newer in pairs
            if older and newer
        )
    linked = parents.link(survey.parents, teller, run=run, at=at)
    runs.finish(run, tally=runs.Tally(gone=gone), at=at)
    runs.refresh(run)
    record(verb="register.imported", about=run, by=run.by, at=at, register=source.slug)
    if gone or linked:
        versions.bump()


def _teller(source: Source, near: editions.Neighbours) -> Teller:
    families = dict(Register.objects.values_list("slug", "family"))
    origin = Origin(source.slug, source.family, source.as_of)
    return Teller(origin, families, near.newer.as_of if near.newer else None)
