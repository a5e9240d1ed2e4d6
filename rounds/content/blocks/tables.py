"""A table, with a caption and with a heading over each column."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockValidationError

MOST_COLUMNS, MOST_ROWS = 12, 200


class TableBlock(TypedTableBlock):
    """The first column names the rows."""

    text = blocks.CharBlock(label=_("Words"), required=False, max_length=1_000)
    number = blocks.CharBlock(
        label=_("Number"), required=False, max_length=60, help_text=_("As it is to be read: “1,204”, “12%”.")
    )

    class Meta:
        icon = "table"
        label = _("Table")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        wrong = []
        if not (cleaned.caption or "").strip():
            wrong.append(_("Give the table a caption: what it shows."))
        if not cleaned.columns or not cleaned.row_data:
            wrong.append(_("A table has a column and a row at least."))
        if any(not (column["heading"] or "").strip() for column in cleaned.columns):
            wrong.append(_("Every column has a heading: it is read before each of its cells."))
        if len(cleaned.columns) > MOST_COLUMNS or len(cleaned.row_data) > MOST_ROWS:
            wrong.append(_("Nobody reads a table of this size on a page: bring it as a file."))
        if wrong:
            raise TypedTableBlockValidationError(non_block_errors=[ValidationError(words) for words in wrong])
        return cleaned
