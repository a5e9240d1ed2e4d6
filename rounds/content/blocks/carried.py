"""What is kept here and played or taken along: recordings and files. Both are for whoever may read the page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from rounds.media.models import Recording


class RecordingChooserBlock(blocks.ChooserBlock):
    target_model = Recording

    @cached_property
    def widget(self) -> Any:
        from rounds.media.choosing import chooser

        return chooser.widget_class()


class RecordingBlock(blocks.StructBlock):
    """Sound or video. One that lacks its words is for half of the readers only, so it cannot be chosen."""

    recording = RecordingChooserBlock(label=_("Recording"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "media"
        label = _("Sound or video")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        recording = cleaned.get("recording")
        if recording and (lacks := recording.lacks()):
            raise blocks.StructBlockValidationError(block_errors={"recording": ValidationError(lacks)})
        return cleaned


class FileBlock(blocks.StructBlock):
    file = DocumentChooserBlock(label=_("File"))
    note = blocks.CharBlock(label=_("What it is good for"), required=False, max_length=300)

    class Meta:
        icon = "doc-full-inverse"
        label = _("File to take along")
