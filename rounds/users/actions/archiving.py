"""What can happen to an archive of everything about a person: begun, further on, ready, erased."""

import secrets
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F

from rounds.users.leaving import archives, emails
from rounds.users.models import TakeOut, User
from rounds.users.personal_data import holdings

KEPT_FOR = timedelta(days=7)


class Overtaken(Exception):
    """Somebody else builds it by now, or nobody needs it any more."""


@transaction.atomic
def begin(*, take_out_id: int, at: datetime) -> TakeOut:
    """Take it up, from the beginning. Whoever was at it before is overtaken."""
    taken = TakeOut.objects.under_way().filter(pk=take_out_id, user__is_active=True)
    if not taken.update(attempt=F("attempt") + 1, position=0, moved_at=at, total=len(holdings())):
        raise Overtaken
    return TakeOut.objects.select_related("user").get(pk=take_out_id)


def move_on(*, take_out: TakeOut, position: int, at: datetime) -> None:
    """So many holdings are in."""
    mine = TakeOut.objects.under_way().filter(pk=take_out.pk, attempt=take_out.attempt)
    if not mine.update(position=position, moved_at=at):
        raise Overtaken


@transaction.atomic
def finish(*, take_out: TakeOut, kept_as: str, size: int, digest: str, at: datetime) -> TakeOut:
    """The archive lies in the private storage: the person is told."""
    current = TakeOut.objects.select_for_update().select_related("user").filter(pk=take_out.pk).first()
    if current is None or current.is_ready or current.attempt != take_out.attempt:
        raise Overtaken
    current.kept_as, current.size, current.digest = kept_as, size, digest
    current.ready_at, current.expires_at = at, at + KEPT_FOR
    current.save(update_fields=["kept_as", "size", "digest", "ready_at", "expires_at"])
    emails.tell_ready(current, at=at)
    return current


@transaction.atomic
def erase_old(*, at: datetime) -> int:
    """Erase what was kept for long enough. Returns how many went."""
    old = list(TakeOut.objects.select_for_update().filter(expires_at__lte=at))
    for one in old:
        erase(one)
    return len(old)


@transaction.atomic
def erase_of(*, user: User) -> None:
    """Erase a person's archive, whether it is ready or not."""
    for one in TakeOut.objects.select_for_update().filter(user=user):
        erase(one)


def new_name() -> str:
    """Where the next archive is kept; nobody can guess it."""
    return f"{archives.FOLDER}/{secrets.token_hex(16)}.zip"


def erase(take_out: TakeOut) -> None:
    """Within the transaction of whoever has reason to."""
    transaction.on_commit(partial(archives.erase, take_out.kept_as))
    take_out.delete()
