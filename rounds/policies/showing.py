"""An edition as it is shown: its clauses made into HTML once, its blanks with their labels."""

from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rounds.policies.exports import Document
from rounds.policies.models import Blank, Edition, Template
from rounds.policies.text import html


class Shown(NamedTuple):
    key: str
    heading: str
    text: SafeString
    guidance: SafeString
    is_optional: bool


def clauses_of(edition: Edition) -> list[Shown]:
    labels = labels_of(blanks_of(edition))
    return [
        Shown(one.key, one.heading, html(one.text, labels=labels), html(one.guidance), one.is_optional)
        for one in edition.clauses.order_by("position", "pk")
    ]


def headings_of(edition: Edition) -> list[tuple[str, bool]]:
    """(heading, whether it is optional): what everybody may know of it."""
    return list(edition.clauses.order_by("position", "pk").values_list("heading", "is_optional"))


def blanks_of(edition: Edition) -> list[Blank]:
    return list(edition.blanks.order_by("pk"))


def labels_of(blanks: list[Blank]) -> dict[str, str]:
    return {one.key: one.label for one in blanks}


def document_of(template: Template, edition: Edition) -> Document:
    """The template as a file, with its blanks marked."""
    assert edition.published_at
    day = localtime(edition.published_at).date()
    said = _("Edition %(number)s") % {"number": edition.number}
    return Document(
        title=template.title,
        organization="",
        lines=[template.summary, f"{said}, {date_format(day, 'DATE_FORMAT')}"],
        clauses=list(edition.clauses.order_by("position", "pk").values_list("heading", "text")),
        language=template.language,
        edition=said,
        day=day,
        labels=labels_of(blanks_of(edition)),
    )
