"""Work for people who leave: what a page starts, and what the clock does."""

import logging
from datetime import datetime, timedelta

from django_tasks import task

from rounds.core.clock import due
from rounds.users.actions import archiving, closing
from rounds.users.leaving import archives, building, erasing
from rounds.users.models import TakeOut

STANDS_STILL = timedelta(minutes=10)
LEFT_OVER = timedelta(days=1)

log = logging.getLogger(__name__)


@task()
def build_archive(take_out_id: int) -> None:
    try:
        building.build(take_out_id)
    except archiving.Overtaken:
        log.info("Archive %s is made by somebody else, or not needed any more.", take_out_id)


@due(every=timedelta(minutes=5))
def take_up_archives(at: datetime) -> None:
    """Whatever a crash cut off begins anew."""
    still = TakeOut.objects.under_way().filter(moved_at__lte=at - STANDS_STILL, user__is_active=True)
    for pk in still.order_by("pk").values_list("pk", flat=True):
        build_archive.enqueue(pk)


@due(every=timedelta(hours=1))
def erase_old_archives(at: datetime) -> None:
    archiving.erase_old(at=at)
    known = set(TakeOut.objects.exclude(kept_as="").values_list("kept_as", flat=True))
    for name in list(archives.leftovers(known, before=at - LEFT_OVER)):
        archives.erase(name)


@due(every=timedelta(minutes=5))
def erase_closed(at: datetime) -> None:
    """What people closed is erased half an hour later, whatever was cut off goes on, and their last mails go."""
    erasing.erase_due(at=at)
    closing.forget_farewells(at=at)
