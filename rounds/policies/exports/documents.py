"""What is exported, whatever the kind of file. Pure."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rounds.core.plain_text import without_unprintable
from rounds.policies.text import NONE, Block, blocks

_NO_XML = re.compile("[\ufffe\uffff]")
_FROM_RIGHT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


class Document(NamedTuple):
    """`clauses`: (heading, text) in order. `lines`: below the title. `edition`: in the footer, "Edition 2".

    `values` fill the blanks that are still in the text; one without a value is marked and shows its label.
    """

    title: str
    organization: str  # "" for a template
    lines: Sequence[str]
    clauses: Sequence[tuple[str, str]]
    language: str
    edition: str
    day: date
    country: str = ""  # of ISO 3166: it decides on the paper
    values: Mapping[str, str] = NONE
    labels: Mapping[str, str] = NONE

    @property
    def is_from_right(self) -> bool:
        return self.language.partition("-")[0].lower() in _FROM_RIGHT

    def parts(self) -> list[tuple[str, list[Block]]]:
        return [
            (readable(heading), blocks(_NO_XML.sub("", text), self.values, self.labels))
            for heading, text in self.clauses
        ]


def readable(text: str) -> str:
    """One line without what no file can carry."""
    return " ".join(_NO_XML.sub("", without_unprintable(text)).split())
