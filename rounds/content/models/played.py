"""Pages that play something are published with its words, by whatever door: editor, schedule, workflow, program."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.admin.forms import WagtailAdminPageForm

if TYPE_CHECKING:
    from wagtail.models import Revision

    from rounds.media.models import Recording

NO_RECORDING = gettext_lazy("Choose a recording: what is published has one, with its words.")


class NotReady(PublishPermissionError):
    """The recording, or some of its words, are missing. Says which."""


def missing(recording: "Recording | None") -> str:
    """What stands between this and the public, as a sentence or some; "" where nothing does."""
    if recording is None:
        return str(NO_RECORDING)
    return " ".join(map(str, recording.lacks()))


class PlayedForm(WagtailAdminPageForm):
    """Says at the field what is missing, to whoever publishes or hands in. A draft may be without."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation and (lacks := missing(cleaned.get("recording"))):
            self.add_error("recording", lacks)
        return cleaned


class Played:
    """`publish` is where every door of Wagtail comes by, also the one for later, and once more when later has come."""

    base_form_class = PlayedForm

    def publish(self, revision: "Revision", *args: Any, **more: Any) -> Any:
        coming = revision.as_object()
        if lacks := missing(coming.recording):
            raise NotReady(
                _("“%(title)s” cannot be published yet. %(lacks)s") % {"title": coming, "lacks": lacks}
            )
        return super().publish(revision, *args, **more)  # type: ignore[misc]
