"""What pages carry for downloading."""

from django.core.files.storage import Storage, storages
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from rounds.content.file_field import CheckedField


def private() -> Storage:
    return storages["private"]


class File(AbstractDocument):
    """What a page carries. It lies in private storage: the one way to it is our view, which asks who it is."""

    file = CheckedField(_("file"), upload_to="resources", storage=private)
    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
