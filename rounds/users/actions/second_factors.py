"""What an administrator can do for somebody who has lost what the second step asks for."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction

from rounds.users.leaving import sessions
from rounds.users.models import User
from rounds.users.signals import happened
from rounds.users.signing_in import emails


def may_reset(user: User, *, of: User) -> bool:
    """One's own is removed on one's own page, which asks for it first: who sits at an open screen cannot."""
    return user.is_superuser and user.pk != of.pk


@transaction.atomic
def reset_second_factors(*, user: User, by: User, at: datetime) -> int:
    """Take away apps, passkeys and recovery codes, sign them out everywhere, and tell them. Gives how many went."""
    if not may_reset(by, of=user):
        raise PermissionDenied
    locked = User.objects.select_for_update().get(pk=user.pk)
    theirs = Authenticator.objects.filter(user=locked)
    count = len(theirs)
    if count:
        theirs.delete()
        sessions.end_listed(locked)
        data = {"ways": count}
        happened.send(sender=User, verb="user.second_step_reset", about=locked, by=by, at=at, data=data)
        emails.tell_second_step_reset(locked, at=at)
    return count
