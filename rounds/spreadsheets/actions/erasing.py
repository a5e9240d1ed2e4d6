"""A spreadsheet's file is erased: on request, and by the clock."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from rounds.activity.actions import record
from rounds.spreadsheets import files
from rounds.spreadsheets.actions import Refused
from rounds.spreadsheets.models import Planned, Spreadsheet
from rounds.users.models import User

KEPT_FOR = timedelta(days=30)
State = Spreadsheet.State


@transaction.atomic
def erase(*, spreadsheet: Spreadsheet, by: User | None, at: datetime) -> bool:
    """Delete the file and what it said. Returns whether anything is left: what was done, if it was taken in."""
    current = Spreadsheet.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.state in (State.TAKING, State.RETURNING):
        raise Refused("busy")
    transaction.on_commit(partial(files.erase, current.kept_as))
    record(verb="spreadsheet.erased", about=current, by=by, at=at)
    if current.state in Spreadsheet.PLANNING:
        current.delete()
        return False
    Planned.objects.filter(row__spreadsheet=current).delete()
    current.rows.update(cells=[], label="", key="", candidates=[], changes=[], reason="", differs="")
    current.kept_as, current.erased_at, current.names = "", at, []
    current.save(update_fields=["kept_as", "erased_at", "names"])
    return True


def erase_old(*, at: datetime) -> int:
    """No file stays longer than KEPT_FOR. Returns how many went."""
    old = Spreadsheet.objects.filter(sent_at__lt=at - KEPT_FOR, erased_at=None)
    done = 0
    for one in list(old.exclude(state__in=[State.TAKING, State.RETURNING])):
        erase(spreadsheet=one, by=None, at=at)
        done += 1
    for name in files.leftovers(
        set(Spreadsheet.objects.exclude(kept_as="").values_list("kept_as", flat=True))
    ):
        files.erase_if_old(name, at - timedelta(days=1))
    return done
