"""What happens in the library beside writing."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from rounds.activity.actions import record
from rounds.content.models.collections import ResourceCollection
from rounds.content.models.downloads import Downloads
from rounds.users.models import User


@transaction.atomic
def count_download(*, document_id: int, on: date) -> None:
    """One more on that day. Of those who come at once each is counted: the database adds, and a row is made once."""
    of_day = Downloads.objects.filter(document=document_id, on=on)
    if not of_day.update(count=F("count") + 1):
        Downloads.objects.bulk_create([Downloads(document_id=document_id, on=on)], ignore_conflicts=True)
        of_day.update(count=F("count") + 1)


@transaction.atomic
def keep_collection(*, collection: ResourceCollection, by: User, at: datetime) -> ResourceCollection:
    """Add it, or change it: with its resources, in their order."""
    collection.changed_at = at
    collection.save()
    record(verb="collection.kept", about=collection, by=by, at=at, title=collection.title)
    return collection


@transaction.atomic
def remove_collection(*, collection: ResourceCollection, by: User, at: datetime) -> None:
    record(verb="collection.removed", about=collection, by=by, at=at, title=collection.title)
    collection.delete()
