"""What a resident does of a workbook: writes, which is saved as they type, and is done with a task, or not yet."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from rounds.activity.actions import record
from rounds.core.merging import merged
from rounds.residency.access import must_be_open
from rounds.residency.actions.working.completing import look
from rounds.residency.models import Place, Task, Work
from rounds.residency.not_done import NotDone
from rounds.users.models import User


class Met(Exception):
    """Two changes of one's work meet. `work` is what stands; nothing was changed."""

    def __init__(self, work: Work) -> None:
        super().__init__("met")
        self.work = work


class Saved(NamedTuple):
    work: Work
    is_merged: bool


@transaction.atomic
def save_work(
    *, place: Place, task: Task, version: int, base: str, text: str, url: str, by: User, at: datetime
) -> Saved:
    """`version` and `base`: the work as it was when whoever writes began. Raises Met, NotDone."""
    _hold(place, by)
    work = Work.objects.filter(place=place, task=task).first() or Work(place=place, task=task, version=0)
    is_merged = False
    if version != work.version and text != work.text:
        joined = merged(base, text, work.text)
        if joined is None or len(joined) > (Work._meta.get_field("text").max_length or 0):
            raise Met(work)
        text, is_merged = joined, joined != text
    if (text, url) == (work.text, work.url):
        return Saved(work, is_merged)
    is_new = work.pk is None
    work.text, work.url, work.version, work.changed_at = text, url, work.version + 1, at
    work.save(force_insert=is_new, update_fields=None if is_new else ["text", "url", "version", "changed_at"])
    if is_new:
        record(verb="residency.work_begun", about=work, by=by, at=at, task=task.key)
    return Saved(work, is_merged)


@transaction.atomic
def be_done(*, place: Place, task: Task, by: User, at: datetime) -> Work:
    """A task in public wants the address where it can be seen. Raises NotDone."""
    _hold(place, by)
    work = Work.objects.filter(place=place, task=task).first()
    if task.is_public and not (work and work.url):
        raise NotDone(NotDone.NEEDS_LINK)
    if work is None:
        work = Work.objects.create(place=place, task=task, version=1, changed_at=at)
    if work.done_at is None:
        work.done_at = at
        work.save(update_fields=["done_at"])
        record(verb="residency.task_done", about=work, by=by, at=at, task=task.key)
        look(place=place, at=at)
    return work


@transaction.atomic
def be_at_it_again(*, place: Place, task: Task, by: User, at: datetime) -> Work | None:
    _hold(place, by)
    work = Work.objects.filter(place=place, task=task).first()
    if work and work.done_at:
        work.done_at = None
        work.save(update_fields=["done_at"])
        record(verb="residency.task_not_done", about=work, by=by, at=at, task=task.key)
    return work


def _hold(place: Place, by: User) -> Place:
    """So that two tabs of one resident do not write at once."""
    held = Place.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=place.pk)
    must_be_open(held.cohort)
    if held.user_id != by.pk or held.left_at:
        raise NotDone(NotDone.NOT_IN_IT)
    return held
