"""A person agrees to what the preview says, or wants all of it back. The worker does it."""

from datetime import datetime
from functools import partial

from django.db import transaction

from rounds.activity.actions import record
from rounds.spreadsheets import tasks
from rounds.spreadsheets.actions import Refused
from rounds.spreadsheets.models import MODERATE, Row, Spreadsheet
from rounds.spreadsheets.planning.powers import powers_of
from rounds.users.models import User

State, Group = Spreadsheet.State, Row.Group


@transaction.atomic
def take_in(*, spreadsheet: Spreadsheet, by: User, at: datetime) -> Spreadsheet:
    """The person agrees. From here on the worker takes it in; agreeing twice agrees once."""
    current = Spreadsheet.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.state in Spreadsheet.IN:
        return current
    if current.state != State.READY or current.by_id != by.pk:
        raise Refused("state")
    if not current.rows.filter(group=Group.READY).exists():
        raise Refused("nothing")
    current.state, current.position, current.moved_at, current.error = State.TAKING, 0, at, ""
    current.save(update_fields=["state", "position", "moved_at", "error"])
    record(verb="spreadsheet.agreed_to", about=current, by=by, at=at)
    transaction.on_commit(partial(tasks.work.enqueue, current.pk))
    return current


@transaction.atomic
def take_back(*, spreadsheet: Spreadsheet, by: User, at: datetime) -> Spreadsheet:
    """Undo the whole of it, now or days later. Asking twice asks once."""
    current = Spreadsheet.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.state in (State.RETURNING, State.RETURNED):
        return current
    if current.state != State.TAKEN or not (current.by_id == by.pk or by.has_perm(MODERATE)):
        raise Refused("state")
    powers = powers_of(by)
    if not (powers.is_moderator or current.steps.filter(organization__in=powers.organizations).exists()):
        raise Refused("no-longer-yours")
    current.state, current.position, current.total = State.RETURNING, 0, current.steps.count()
    current.returned_by, current.moved_at, current.error = by, at, ""
    current.save(update_fields=["state", "position", "total", "returned_by", "moved_at", "error"])
    record(verb="spreadsheet.asked_back", about=current, by=by, at=at)
    transaction.on_commit(partial(tasks.work.enqueue, current.pk))
    return current


@transaction.atomic
def take_up(*, spreadsheet: Spreadsheet, by: User, at: datetime) -> None:
    """Nothing moves: go on behind the last safe row."""
    current = Spreadsheet.objects.select_for_update().get(pk=spreadsheet.pk)
    if current.is_busy:
        record(verb="spreadsheet.taken_up", about=current, by=by, at=at)
        transaction.on_commit(partial(tasks.work.enqueue, current.pk))
