"""What happens to pages outside the editor: Wagtail's own screens do the rest, and `wagtail_hooks` records it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection

from rounds.activity.actions import record
from rounds.content.models import File, Library, Resource, ResourceFile
from rounds.users.models import User


@transaction.atomic
def keep_file(*, title: str, name: str, content: bytes, by: User | None) -> File:
    """`name`: as people will download it, "crisis-checklist.pdf"."""
    root = Collection.get_first_root_node()
    document = File(title=title, collection=root, uploaded_by_user=by)
    document.file.save(name, ContentFile(content), save=False)
    document._set_document_file_metadata()  # Wagtail's own way: its upload view calls it before it saves
    document.save()
    return document


@transaction.atomic
def publish_resource(
    *,
    library: Library,
    slug: str,
    fields: dict[str, Any],
    files: Sequence[File],
    by: User | None,
    at: datetime,
) -> Resource:
    """Add a resource to the library. Raises ValidationError where its fields do not fit together."""
    locked = Library.objects.select_for_update().get(pk=library.pk)  # its children take their places in a row
    resource = Resource(slug=slug, owner=by, **fields)
    resource.files.set(
        [ResourceFile(document=document, sort_order=number) for number, document in enumerate(files)]
    )
    resource.full_clean(exclude=["path", "depth", "url_path", "translation_key", "locale", "content_type"])
    locked.add_child(instance=resource)
    resource.save_revision(user=by, log_action=False).publish(user=by, log_action=False)
    record(verb="resource.published", about=resource, by=by, at=at, title=resource.title)
    return Resource.objects.get(pk=resource.pk)
