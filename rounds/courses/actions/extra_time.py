"""More time in every check that has a limit, for whoever needs it."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.models import ExtraTime
from rounds.users.models import User


@transaction.atomic
def give_extra_time(*, user: User, percent: int, by: User, at: datetime) -> None:
    """From the next check on; 0 takes it back. Why is asked of nobody."""
    User.objects.select_for_update().get(pk=user.pk)
    if percent:
        ExtraTime.objects.update_or_create(
            user=user, defaults={"percent": percent, "given_by": by, "given_at": at}
        )
        record(verb="extra_time.given", about=user, by=by, at=at, percent=percent)
    elif ExtraTime.objects.filter(user=user).delete()[0]:
        record(verb="extra_time.taken_back", about=user, by=by, at=at)
