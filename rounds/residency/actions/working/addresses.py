"""The secret address of one's own calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.models import Chief, Place
from rounds.users.models import User


@transaction.atomic
def renew(*, whose: Place | Chief, by: User, at: datetime) -> str:
    """A new one; the one before leads nowhere from now on."""
    key = secrets.token_urlsafe(24)
    type(whose).objects.filter(pk=whose.pk).update(calendar_key=key)
    record(verb="residency.calendar_renewed", about=whose, by=by, at=at)
    return key
