"""Text and quotations."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from rounds.content.cleaning import clean
from rounds.content.links import is_safe

FEATURES = [
    "bold",
    "italic",
    "link",
    "ol",
    "ul",
]  # no links to files and no pictures: those have blocks of their own, which are gated


class TextBlock(blocks.RichTextBlock):
    """Cleaned on its way into the database, whoever brings it: an editor's paste, an import, a program."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": FEATURES, "label": _("Text"), **kwargs})

    def clean(self, value: RichText) -> RichText:
        return super().clean(RichText(clean(value.source)))

    def get_prep_value(self, value: RichText) -> str:
        return clean(value.source)


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    source = blocks.CharBlock(
        label=_("Who said it"), required=False, help_text=_("“Florence Nightingale, Notes on Nursing, 1859”")
    )
    url = blocks.URLBlock(label=_("Where it can be read"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not is_safe(cleaned.get("url") or ""):
            wrong = ValidationError(_("An address begins with https:// or http://."))
            raise blocks.StructBlockValidationError(block_errors={"url": wrong})
        return cleaned
