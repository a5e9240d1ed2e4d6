"""A picture in the text."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """Either it says what is to be seen, or that it is a decoration: whoever does not see it misses nothing."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("What is to be seen"),
        required=False,
        max_length=250,
        help_text=_("For people who do not see it: what the picture tells here, in a sentence."),
    )
    is_decoration = blocks.BooleanBlock(
        label=_("It is a decoration"),
        required=False,
        help_text=_("Nothing is missed by who does not see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    credit = blocks.CharBlock(
        label=_("Credit"),
        required=False,
        max_length=200,
        help_text=_("Left empty, the credit that is kept with the picture stands there."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        says = bool((cleaned.get("alt") or "").strip())
        if says == bool(cleaned.get("is_decoration")):
            words = (
                _("A decoration needs no words: remove them, or take the tick away.")
                if says
                else _("Say what is to be seen, or that it is a decoration.")
            )
            raise blocks.StructBlockValidationError(block_errors={"alt": ValidationError(words)})
        return cleaned
