"""What staff do with imports: send a file in, stop a reading, let it go on."""

from datetime import datetime
from functools import partial
from typing import IO

from django.db import transaction

from rounds.activity.actions import record
from rounds.organizations import tasks
from rounds.organizations.importing import runs, uploads
from rounds.organizations.models import ImportRun
from rounds.organizations.sources.record import Edition
from rounds.users.models import User


@transaction.atomic
def send_in(
    *, source: Edition, content: IO[bytes], digest: str, file_name: str, by: User, at: datetime
) -> ImportRun:
    """Keep the file and have it read. The same file of the same register that still waits is not sent in twice."""
    register = runs.remember(source)
    waiting = ImportRun.objects.filter(
        register=register, file_digest=digest, state__in=[ImportRun.State.WAITING, ImportRun.State.RUNNING]
    ).first()
    uploads.keep(content, digest)
    run = waiting or ImportRun.objects.create(
        register=register,
        file_name=file_name[:300],
        file_digest=digest,
        state=ImportRun.State.WAITING,
        by=by,
        started_at=at,
    )
    record(verb="import.sent_in", about=run, by=by, at=at, register=source.slug)
    transaction.on_commit(partial(tasks.read_register.enqueue, run.pk))
    return run


@transaction.atomic
def stop(*, run: ImportRun, by: User, at: datetime) -> None:
    """End a reading after its current batch. What is in stays in; the same file may be sent in again."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state in (ImportRun.State.WAITING, ImportRun.State.RUNNING):
        runs.fail(run, f"Stopped at line {run.line:,} by {by}.", at=at)
        record(verb="import.stopped", about=run, by=by, at=at)


@transaction.atomic
def go_on(*, run: ImportRun, by: User, at: datetime) -> None:
    """Take up a reading that a crash cut off, behind its last safe line."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state == ImportRun.State.RUNNING and uploads.is_kept(run.file_digest):
        record(verb="import.taken_up", about=run, by=by, at=at)
        transaction.on_commit(partial(tasks.read_register.enqueue, run.pk))
