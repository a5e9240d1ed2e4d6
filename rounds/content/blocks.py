"""What the text of a page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = [
    "bold",
    "italic",
    "link",
    "ol",
    "ul",
]  # no links to files: the resource that carries one is its gate


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quote"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES)
    list = blocks.ListBlock(
        blocks.CharBlock(label=_("Item"), max_length=500), label=_("Checklist"), icon="list-ul"
    )
    quote = QuoteBlock()
