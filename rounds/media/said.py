"""What the record says about recordings, in words."""

from django.utils.translation import gettext_lazy as _

SAID = {
    "recording.added": _("Recording brought"),
    "recording.changed": _("Details changed"),
    "recording.file_replaced": _("File replaced"),
    "recording.words_kept": _("Words kept"),
    "recording.words_removed": _("Words removed"),
    "recording.chapters_kept": _("Chapters kept"),
    "recording.poster_kept": _("Still picture changed"),
    "recording.removed": _("Removed"),
}
