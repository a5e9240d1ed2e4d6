"""What happens to pages outside the editor: Wagtail's own screens do the rest, and `wagtail_hooks` records it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, cast

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Collection, Page, ReferenceIndex

from rounds.activity.actions import record
from rounds.content import tasks
from rounds.content.models import File, Library, Picture, Resource, ResourceFile
from rounds.organizations import versions
from rounds.users.models import User

ROLES_OF = {
    "picture": ("lead", "card", "social"),
    "cover": ("cover", "feed"),
}  # by the field that names a picture
IN_THE_TEXT = ("body",)


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
def keep_picture(
    *, title: str, name: str, content: bytes, by: User | None, description: str = "", credit: str = ""
) -> Picture:
    """Raises ValidationError where it is no picture that we take."""
    root = Collection.get_first_root_node()
    picture = Picture(
        title=title, collection=root, uploaded_by_user=by, description=description, credit=credit
    )
    picture.file.save(name, ContentFile(content), save=False)
    picture._set_image_file_metadata()  # Wagtail's own way: its upload view calls it before it saves
    picture.save()
    return picture


@transaction.atomic
def carry(*, page: Page) -> None:
    """A page was published: whoever may read it may have what it carries, from this moment, and in the right sizes."""
    ReferenceIndex.create_or_update_for_object(page.specific)
    for pk, roles in _pictures_of(page):
        _order_sizes(pk, roles)


@transaction.atomic
def drawn_anew(*, picture: Picture) -> None:
    """A picture has another file or another point of interest: the pages with it are other pages now."""
    found = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(Picture), to_object_id=str(picture.pk)
    )
    if roles := {role for path in found.values_list("model_path", flat=True) for role in _roles(path)}:
        _order_sizes(picture.pk, roles)
    versions.bump()


@transaction.atomic
def carried_anew() -> None:
    """A file has another name or size, which the pages that carry it say."""
    versions.bump()


def _pictures_of(page: Page) -> Iterator[tuple[int, set[str]]]:
    found = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        to_content_type=ContentType.objects.get_for_model(Picture),
    )
    roles: defaultdict[int, set[str]] = defaultdict(set)
    for pk, path in found.values_list("to_object_id", "model_path"):
        roles[int(pk)].update(_roles(path))
    yield from sorted(roles.items())


def _roles(path: str) -> tuple[str, ...]:
    return ROLES_OF.get(path, IN_THE_TEXT)


def _order_sizes(pk: int, roles: set[str]) -> None:
    transaction.on_commit(partial(tasks.make_sizes.enqueue, pk, sorted(roles)))


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
    resource = Resource(slug=slug, **fields)
    resource.files.set(
        [ResourceFile(document=document, sort_order=number) for number, document in enumerate(files)]
    )
    return cast(Resource, publish_page(page=resource, below=library, by=by, at=at))


@transaction.atomic
def publish_page(*, page: Page, below: Page, by: User | None, at: datetime, **told: Any) -> Page:
    """Add a page below another. `told`: more for the record. Raises ValidationError where its fields do not fit."""
    locked = type(below).objects.select_for_update().get(pk=below.pk)  # children take their places in a row
    page.owner = by
    page.full_clean(exclude=["path", "depth", "url_path", "translation_key", "locale", "content_type"])
    locked.add_child(instance=page)
    page.save_revision(user=by, log_action=False).publish(user=by, log_action=False)
    verb = f"{page._meta.model_name}.published"
    record(verb=verb, about=page, by=by, at=at, title=page.title, **told)
    return type(page).objects.get(pk=page.pk)
