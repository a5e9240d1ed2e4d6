"""Somebody asks for everything about them."""

from datetime import datetime
from functools import partial

from django.db import transaction

from rounds.users.actions import archiving
from rounds.users.leaving import tasks
from rounds.users.models import TakeOut, User
from rounds.users.personal_data import holdings
from rounds.users.signals import happened


@transaction.atomic
def ask(*, user: User, at: datetime) -> TakeOut:
    """Ask for everything. Asked again while it is being made, it is made once; afterwards a new one takes its place."""
    User.objects.select_for_update().get(pk=user.pk)
    current = TakeOut.objects.filter(user=user).first()
    if current and not current.is_ready:
        return current
    if current:
        archiving.erase(current)
    made = TakeOut.objects.create(user=user, asked_at=at, moved_at=at, total=len(holdings()))
    happened.send(sender=TakeOut, verb="user.data_asked", about=user, by=user, at=at, data={})
    transaction.on_commit(partial(tasks.build_archive.enqueue, made.pk))
    return made
