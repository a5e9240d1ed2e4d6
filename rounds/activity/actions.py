"""Writing the record."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from rounds.activity.models import Activity
from rounds.users.models import User


def record(*, verb: str, about: Model, by: User | None, at: datetime, **data: Any) -> Activity:
    """Add one sentence to the record, inside the caller's transaction."""
    return Activity.objects.create(**_sentence(verb, about, by, at, data))


def record_many(
    *, verb: str, about: Iterable[tuple[Model, dict[str, Any]]], by: User | None, at: datetime
) -> None:
    """Add one sentence for each (thing, data), in bulk."""
    Activity.objects.bulk_create(
        [Activity(**_sentence(verb, thing, by, at, data)) for thing, data in about], batch_size=1_000
    )


def _sentence(verb: str, about: Model, by: User | None, at: datetime, data: dict[str, Any]) -> dict[str, Any]:
    return {
        "verb": verb,
        "object_type": about._meta.label_lower,
        "object_id": about.pk,
        "actor": by,
        "happened_at": at,
        "data": data,
    }
