"""How large what editors bring may be. Whatever is larger is refused before it is read."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rounds.core import uploads


def enter() -> None:
    uploads.enter(
        "content.pictures", uploads.Limit("/office/images/", settings.PICTURE_MOST_MB, _("a picture"))
    )
    uploads.enter("content.files", uploads.Limit("/office/documents/", settings.FILE_MOST_MB, _("a file")))
