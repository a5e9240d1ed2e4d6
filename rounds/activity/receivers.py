"""The record of what happens to people below this context."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from rounds.activity.actions import record
from rounds.users.models import User
from rounds.users.signals import closing_asked, closing_taken_back, take_out_asked, user_closed


@receiver(take_out_asked, dispatch_uid="activity.take_out_asked")
def asked_for_everything(sender: Any, *, user: User, at: datetime, **more: Any) -> None:
    record(verb="user.data_asked", about=user, by=user, at=at)


@receiver(closing_asked, dispatch_uid="activity.closing_asked")
def began_to_close(sender: Any, *, user: User, at: datetime, **more: Any) -> None:
    record(verb="user.closing", about=user, by=user, at=at)


@receiver(closing_taken_back, dispatch_uid="activity.closing_taken_back")
def came_back(sender: Any, *, user: User, at: datetime, **more: Any) -> None:
    record(verb="user.stayed", about=user, by=user, at=at)


@receiver(user_closed, dispatch_uid="activity.user_closed")
def left(sender: Any, *, user: User, at: datetime, **more: Any) -> None:
    record(verb="user.closed", about=user, by=None, at=at)
