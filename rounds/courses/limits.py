"""How large a course may be that comes as a ZIP, and a file of a lesson."""

from django.utils.translation import gettext_lazy as _

from rounds.core import uploads
from rounds.courses.folders.unpacking import MB, MOST_OF_ALL
from rounds.courses.forms.files import MOST_MB


def enter() -> None:
    most = MOST_OF_ALL // MB
    uploads.enter("courses.folders", uploads.Limit("/office/courses/folder/", most, _("a course as a ZIP")))
    uploads.enter(
        "courses.files", uploads.Limit("/office/courses/lessons/", MOST_MB, _("a file of a lesson"))
    )
