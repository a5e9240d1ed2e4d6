"""What happens in the library beside writing."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from rounds.activity.actions import record
from rounds.content.models.collections import ResourceCollection
from rounds.content.models.downloads import Downloads
from rounds.content.models.resources import Resource, ResourceEdition
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


@transaction.atomic
def begin_edition(
    *, resource: Resource, published_on: date, what_changed: str, by: User, at: datetime
) -> ResourceEdition:
    """Write the next edition into the draft. The files so far become those of the one before; new ones come with it."""
    locked = Resource.objects.select_for_update().get(pk=resource.pk)
    draft = locked.get_latest_revision_as_object()
    editions = list(draft.editions.all())
    if not editions:
        first = draft.first_published_at or at
        editions = [ResourceEdition(number=1, published_on=first.date())]
    before = max(one.number for one in editions)
    edition = ResourceEdition(number=before + 1, published_on=published_on, what_changed=what_changed)
    files = list(draft.files.all())
    for one in files:
        one.edition = one.edition or before
    draft.files.set(files)
    draft.editions.set([*editions, edition])
    draft.save_revision(user=by, log_action=True)
    record(
        verb="resource.edition_begun", about=locked, by=by, at=at, title=draft.title, number=edition.number
    )
    return edition
