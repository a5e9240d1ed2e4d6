"""A figure of the List: which table, and what is counted. The numbers are counted when the page is read."""

from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from rounds.directory.as_of import moment_of
from rounds.directory.grid.census import Busy
from rounds.figures.answers import Unanswerable, answer_to
from rounds.figures.questions import Question, read

TABLES = [
    ("coverage", _("How organizations are covered")),
    ("platforms", _("By platform")),
    ("proofs", _("By status of proof")),
    ("places", _("By state or region")),
    ("countries", _("By country")),
    ("types", _("By type")),
    ("beds", _("By number of beds")),
    ("ownerships", _("By ownership")),
    ("spread", _("Accounts for each organization")),
]


class FigureBlock(blocks.StructBlock):
    table = blocks.ChoiceBlock(label=_("Which figure"), choices=TABLES)
    question = blocks.CharBlock(
        label=_("What is counted"),
        required=False,
        max_length=600,
        help_text=_(
            "Set it up on the page of figures and paste its address here. Empty: what that page begins with."
        ),
    )
    on_day = blocks.DateBlock(
        label=_("Fixed to a day"),
        required=False,
        help_text=_(
            "Empty: always as of today. A day: these numbers for ever, which is what a report wants."
        ),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        icon = "history"
        label = _("Figure of the List")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            answer_of(cleaned)
        except (Unanswerable, ValueError) as why:
            raise blocks.StructBlockValidationError(
                block_errors={"question": ValidationError(str(why))}
            ) from None
        except Busy:
            pass  # it will be counted when the page is read
        return cleaned


def question_of(value: Any) -> Question:
    """An address of the page of figures, or its part behind the question mark. The day is the block's own."""
    asked = (value.get("question") or "").strip()
    query = urlsplit(asked).query if "?" in asked else asked if "=" in asked else ""
    day: date | None = value.get("on_day")
    return read(QueryDict(query)).on(day.isoformat() if day else "")


def answer_of(value: Any) -> Any:
    """Raises Unanswerable or ValueError, in words, and Busy."""
    question = question_of(value)
    moment = moment_of(question.as_of)
    return answer_to(question if moment else question.on(""), moment=moment)
