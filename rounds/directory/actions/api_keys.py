"""Keys for the API are given out, used and taken back."""

import secrets
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from rounds.activity.actions import record
from rounds.directory.models import ApiKey
from rounds.users.models import User

BEGINS = "rounds_"


@transaction.atomic
def issue_key(*, name: str, per_minute: int, by: User, at: datetime) -> tuple[ApiKey, str]:
    """The record, and the key itself: it is nowhere else, so whoever asked must see it now."""
    key = f"{BEGINS}{secrets.token_urlsafe(32)}"
    kept = ApiKey.objects.create(
        name=name,
        digest=digest_of(key),
        start=key[: len(BEGINS) + 4],
        owner=by,
        per_minute=per_minute,
        created_at=at,
    )
    record(verb="api_key.issued", about=kept, by=by, at=at, name=name)
    return kept, key


@transaction.atomic
def revoke_key(*, key: ApiKey, by: User, at: datetime) -> None:
    key = ApiKey.objects.select_for_update().get(pk=key.pk)
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        record(verb="api_key.revoked", about=key, by=by, at=at, name=key.name)


@transaction.atomic
def restore_key(*, key: ApiKey, by: User, at: datetime) -> None:
    """Undo: it works again as before."""
    key = ApiKey.objects.select_for_update().get(pk=key.pk)
    if key.revoked_at is not None:
        key.revoked_at = None
        key.save(update_fields=["revoked_at"])
        record(verb="api_key.restored", about=key, by=by, at=at, name=key.name)


def key_used(*, key: ApiKey, on: date) -> None:
    """Once a day at most, so that asking writes nothing."""
    if key.last_used_on != on:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=on)


def digest_of(key: str) -> str:
    return sha256(key.encode("utf-8", "replace")).hexdigest()
