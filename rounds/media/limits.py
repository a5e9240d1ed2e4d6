"""How large a recording may be. `sized` refuses by itself; this lets as much through to it."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rounds.core import uploads


def enter() -> None:
    most = settings.RECORDINGS_MOST_BYTES // uploads.MB
    uploads.enter("media.recordings", uploads.Limit("/office/recordings/", most, _("a recording")))
