"""How large a course may be that comes as a ZIP, and a file of a lesson."""

from django.utils.translation import gettext_lazy as _

from rounds.core import uploads
from rounds.courses.folders.unpacking import MB, MOST_OF_ALL, MOST_OF_ONE


def enter() -> None:
    most, of_one = MOST_OF_ALL // MB, MOST_OF_ONE // MB
    uploads.enter("courses.folders", uploads.Limit("/office/courses/folder/", most, _("a course as a ZIP")))
    uploads.enter("courses.files", uploads.Limit("/office/courses/lessons/", of_one, _("a file of a lesson")))
