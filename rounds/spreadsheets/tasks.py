"""Work on spreadsheets outside the request, and what the clock does for them."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django_tasks import task

from rounds.core.clock import due
from rounds.spreadsheets.actions import erasing
from rounds.spreadsheets.models import Spreadsheet
from rounds.spreadsheets.working import looking_through, moving, returning, taking

STANDS_STILL = timedelta(minutes=10)

logger = logging.getLogger(__name__)


@task()
def work(spreadsheet_id: int) -> None:
    """Do what a spreadsheet waits for: look it through, take it in, or take it back."""
    spreadsheet = Spreadsheet.objects.select_related("by", "returned_by").filter(pk=spreadsheet_id).first()
    if spreadsheet is not None:
        go_on(spreadsheet)


def go_on(spreadsheet: Spreadsheet) -> None:
    """Behind its last safe row, to the end."""
    if spreadsheet.state not in _WORK:
        return
    try:
        _WORK[spreadsheet.state](spreadsheet)
    except moving.Overtaken as reason:
        logger.info("Spreadsheet %s: %s", spreadsheet.pk, reason)
    except Exception:  # it stays as it is, so that it can be taken up
        logger.exception("Spreadsheet %s was cut off.", spreadsheet.pk)
        said = _(
            "Something went wrong on our side. What was done is safe, and you need not bring the file again. "
            "If it is cut off once more, please tell whoever runs this site."
        )
        Spreadsheet.objects.filter(pk=spreadsheet.pk).update(error=said)
        raise


_WORK: dict[str, Callable[[Spreadsheet], None]] = {
    Spreadsheet.State.MATCHING: looking_through.look_through,
    Spreadsheet.State.TAKING: taking.go_on,
    Spreadsheet.State.RETURNING: returning.go_on,
}


@due(every=timedelta(minutes=5))
def take_up_spreadsheets(at: datetime) -> None:
    """Whatever a crash cut off goes on behind its last safe row."""
    for pk in standing_still(at):
        work.enqueue(pk)


def standing_still(at: datetime) -> QuerySet[Spreadsheet, int]:
    still = Spreadsheet.objects.filter(state__in=Spreadsheet.BUSY, moved_at__lt=at - STANDS_STILL)
    return still.order_by("pk").values_list("pk", flat=True)


@due(every=timedelta(hours=6))
def erase_old_spreadsheets(at: datetime) -> None:
    erasing.erase_old(at=at)
