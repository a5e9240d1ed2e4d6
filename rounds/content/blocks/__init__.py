"""What the text of a page is made of. `bodies` fetches what the blocks point at; each has its template.

Whatever lives elsewhere (a picture, an organization, a figure) is pointed at and never copied, so that a page says what
is so today; where it is gone, the block says so or is left out.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from rounds.content.blocks.calls import CallBlock
from rounds.content.blocks.cards import AccountCardBlock, OrganizationCardBlock
from rounds.content.blocks.carried import FileBlock, RecordingBlock
from rounds.content.blocks.figures import FigureBlock
from rounds.content.blocks.pictures import PictureBlock
from rounds.content.blocks.tables import TableBlock
from rounds.content.blocks.text import QuoteBlock, TextBlock

WRITTEN, FROM_THE_LIST, ONWARD = _("Written"), _("From the List"), _("To look at and to take along")


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=200, group=WRITTEN)
    text = TextBlock(group=WRITTEN)
    subheading = blocks.CharBlock(label=_("Smaller heading"), icon="h3", max_length=200, group=WRITTEN)
    list = blocks.ListBlock(
        blocks.CharBlock(label=_("Item"), max_length=500),
        label=_("Checklist"),
        icon="list-ul",
        group=WRITTEN,
    )
    quote = QuoteBlock(group=WRITTEN)
    table = TableBlock(group=WRITTEN)
    picture = PictureBlock(group=ONWARD)
    recording = RecordingBlock(group=ONWARD)
    file = FileBlock(group=ONWARD)
    call = CallBlock(group=ONWARD)
    figure = FigureBlock(group=FROM_THE_LIST)
    organization = OrganizationCardBlock(group=FROM_THE_LIST)
    account = AccountCardBlock(group=FROM_THE_LIST)
