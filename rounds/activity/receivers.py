"""Contexts below the record announce what happened; here it is written down."""

from datetime import datetime
from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from rounds.activity.actions import record
from rounds.users.models import User
from rounds.users.signals import happened


@receiver(happened)
def write_down(
    sender: Any, *, verb: str, about: Model, by: User | None, at: datetime, data: dict[str, Any], **_more: Any
) -> None:
    record(verb=verb, about=about, by=by, at=at, **data)
