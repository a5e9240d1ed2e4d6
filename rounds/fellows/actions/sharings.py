"""How results were shared: what the gold step stands on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.fellows.actions.holding import hold_own
from rounds.fellows.models import Sharing, Step
from rounds.fellows.refusing import Refused
from rounds.users.models import User

FIELDS = ("kind", "title", "venue", "on", "url")


@transaction.atomic
def add_sharing(*, step: Step, to: Mapping[str, Any], by: User, at: datetime) -> Sharing:
    held = hold_own(step, by)
    if held.sharings.count() >= Sharing.MOST:
        raise Refused(Refused.FULL)
    made = Sharing.objects.create(step=held, **{name: to[name] for name in FIELDS})
    record(verb="fellow.sharing_added", about=held, by=by, at=at, title=made.title)
    return made


@transaction.atomic
def change_sharing(*, sharing: Sharing, to: Mapping[str, Any], by: User, at: datetime) -> Sharing:
    held = hold_own(sharing.step, by)
    here = held.sharings.get(pk=sharing.pk)
    for name in FIELDS:
        setattr(here, name, to[name])
    here.save(update_fields=FIELDS)
    record(verb="fellow.sharing_changed", about=held, by=by, at=at, title=here.title)
    return here


@transaction.atomic
def take_sharing_out(*, sharing: Sharing, by: User, at: datetime) -> None:
    held = hold_own(sharing.step, by)
    title = sharing.title
    held.sharings.filter(pk=sharing.pk).delete()
    record(verb="fellow.sharing_taken_out", about=held, by=by, at=at, title=title)
