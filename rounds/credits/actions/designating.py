"""What can happen to accreditors, and to what they designate."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction

from rounds.activity.actions import record
from rounds.credits.models import Accreditor, Activity, Part
from rounds.credits.refusing import Refused
from rounds.users.models import User


class Session(NamedTuple):
    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    is_counted: bool = True


@transaction.atomic
def add_accreditor(*, to: Mapping[str, Any], by: User | None, at: datetime) -> Accreditor:
    made = Accreditor.objects.create(**to, created_at=at)
    record(verb="accreditor.added", about=made, by=by, at=at)
    return made


@transaction.atomic
def change_accreditor(
    *, accreditor: Accreditor, to: Mapping[str, Any], by: User | None, at: datetime
) -> Accreditor:
    """What was entered before keeps the terms that it was entered with."""
    kept = Accreditor.objects.select_for_update().get(pk=accreditor.pk)
    changed = {
        name: [getattr(kept, name), value] for name, value in to.items() if getattr(kept, name) != value
    }
    for name, value in to.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*to])
    if changed:
        record(verb="accreditor.changed", about=kept, by=by, at=at, changed=changed)
    return kept


@transaction.atomic
def designate(
    *,
    accreditor: Accreditor,
    kind: str,
    key: str,
    title: str,
    most_minutes: int,
    by: User | None,
    at: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    excludes: str = "",
    sessions: Sequence[Session] = (),
    repeat_of: Activity | None = None,
) -> Activity:
    """In advance: what has begun is refused. `repeat_of`: an earlier giving of the same talk."""
    if not Accreditor.objects.active().filter(pk=accreditor.pk).exists():
        raise Refused(Refused.INACTIVE)
    begins = [one.starts_at for one in sessions] + ([starts_at] if starts_at else [])
    first = min(begins, default=None)
    if first is not None and first <= at:
        raise Refused(Refused.BEGUN)
    try:
        with transaction.atomic():
            made = Activity.objects.create(
                accreditor=accreditor,
                kind=kind,
                key=key,
                title=title,
                most_minutes=most_minutes,
                excludes=excludes,
                starts_at=first,
                ends_at=ends_at or max([one.ends_at for one in sessions], default=None),
                repeat_of_id=repeat_of.family if repeat_of else None,
                designated_at=at,
                designated_by=by,
            )
    except IntegrityError:
        raise Refused(Refused.DESIGNATED) from None
    Part.objects.bulk_create(Part(activity=made, **one._asdict()) for one in sessions)
    record(verb="activity.designated", about=made, by=by, at=at, minutes=most_minutes)
    return made


@transaction.atomic
def withdraw(*, activity: Activity, by: User | None, at: datetime) -> Activity:
    """What is finished from now on earns nothing; what is entered stays."""
    kept = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    if kept.withdrawn_at:
        raise Refused(Refused.WITHDRAWN)
    kept.withdrawn_at = at
    kept.save(update_fields=["withdrawn_at"])
    record(verb="activity.withdrawn", about=kept, by=by, at=at)
    return kept
