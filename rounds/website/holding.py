"""What Wagtail keeps about people who work in the back office: it knows nothing of our contexts."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import File
from django.db.models import FileField, Model, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from rounds.users.models import User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

WHY_PAGES = _("Readers and editors rely on the center’s pages. It then says “a person who left”.")
WHY_LOG = _("The center must be able to tell what was changed. It then says “a person who left”.")
TABLES = (
    Table("wagtailusers.UserProfile", _("your settings and picture in the back office"), Fate.ERASED),
    Table("wagtailadmin.EditingSession", _("what you have open in the back office"), Fate.ERASED),
    Table("wagtailadmin.FormState", _("what you have not saved yet in the back office"), Fate.ERASED),
    Table("wagtailcore.UploadedFile", _("files you have not saved yet in the back office"), Fate.ERASED),
    Table("wagtailcore.APIToken", _("your keys for the back office’s API"), Fate.ERASED),
    Table("wagtailcore.PageSubscription", _("pages whose comments you follow"), Fate.ERASED),
    Table("wagtailcore.Page", _("pages you made for the center"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtailcore.Revision", _("your changes to pages"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtailcore.Comment", _("your comments on pages"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtailcore.CommentReply", _("your answers to comments on pages"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtailcore.WorkflowState", _("pages you sent to be reviewed"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtailcore.TaskState", _("pages you reviewed"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtailimages.Image", _("pictures you uploaded for the center"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtaildocs.Document", _("documents you uploaded for the center"), Fate.ANONYMOUS, WHY_PAGES),
    Table("wagtailcore.ModelLogEntry", _("what you changed in the back office"), Fate.ANONYMOUS, WHY_LOG),
    Table("wagtailcore.PageLogEntry", _("what you did to pages"), Fate.ANONYMOUS, WHY_LOG),
)
GONE = (UserProfile, EditingSession, FormState, APIToken, PageSubscription)


def enter() -> None:
    register("back-office", Holding(tables=TABLES, export=export, erase=erase))


def export(user: User) -> Iterable[Part]:
    for name, found, without in _found(user):
        yield Part(f"{name}.json", rows(found, without=without))
    yield from _files("pictures", get_image_model().objects.filter(uploaded_by_user=user))
    yield from _files("documents", get_document_model().objects.filter(uploaded_by_user=user))
    yield from _files("unsaved-files", UploadedFile.objects.filter(uploaded_by_user=user))
    yield from _files("settings", UserProfile.objects.filter(user=user), field="avatar")


def erase(user: User, at: datetime) -> None:
    for profile in UserProfile.objects.filter(user=user).exclude(avatar=""):
        profile.avatar.delete(save=False)
    for unsaved in UploadedFile.objects.filter(uploaded_by_user=user):
        unsaved.file.delete(save=False)
        unsaved.delete()
    for model in GONE:
        model.objects.filter(user=user).delete()
    Page.objects.filter(locked_by=user).update(locked=False, locked_by=None, locked_at=None)
    _entries_about(user).update(label=gettext("A person who left"), data={})


def _found(user: User) -> Iterable[tuple[str, QuerySet, tuple[str, ...]]]:
    """By the names of their files, and without what."""
    yield "settings", UserProfile.objects.filter(user=user), ("user",)
    yield "open-editors", EditingSession.objects.filter(user=user), ("user",)
    yield "unsaved", FormState.objects.filter(user=user), ("user",)
    yield "unsaved-files", UploadedFile.objects.filter(uploaded_by_user=user), ("uploaded_by_user",)
    yield "api-keys", APIToken.objects.filter(user=user), ("user", "key_hash")
    yield "followed-pages", PageSubscription.objects.filter(user=user), ("user",)
    pages = Page.objects.filter(Q(owner=user) | Q(locked_by=user))
    yield "pages", pages, ("owner", "locked_by", "path", "depth", "numchild")
    yield "revisions", Revision.objects.filter(user=user), ("user",)
    yield "comments", Comment.objects.filter(user=user), ("user", "resolved_by")
    yield "comments-resolved", Comment.objects.filter(resolved_by=user), ("user", "text", "resolved_by")
    yield "answers", CommentReply.objects.filter(user=user), ("user",)
    yield "sent-to-review", WorkflowState.objects.filter(requested_by=user), ("requested_by",)
    yield "reviewed", TaskState.objects.filter(finished_by=user), ("finished_by",)
    yield "pictures", get_image_model().objects.filter(uploaded_by_user=user), ("uploaded_by_user",)
    yield "documents", get_document_model().objects.filter(uploaded_by_user=user), ("uploaded_by_user",)
    yield "changes", ModelLogEntry.objects.filter(user=user), ("user",)
    yield "changes-of-pages", PageLogEntry.objects.filter(user=user), ("user",)
    yield "changes-of-you", _entries_about(user), ("user",)


def _files(folder: str, found: QuerySet, *, field: str = "file") -> Iterable[Part]:
    for one in found.order_by("pk"):
        if opened := _opened(one, field):
            yield Part(f"{folder}/{Path(opened.name or '').name}", opened)


def _opened(one: Model, field: str) -> File | None:
    """None where there is none, or the storage has lost it."""
    file: FileField = getattr(one, field)
    try:
        return file.storage.open(file.name) if file else None
    except FileNotFoundError:
        return None


def _entries_about(user: User) -> QuerySet[ModelLogEntry]:
    """Who changed the person's own row: the entry is called by the person's name."""
    return ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    )
