"""The texts of a section by person and sitting: what one person saved with no pause of half an hour between."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from rounds.plans.models import Section, Text

PAUSE = timedelta(minutes=30)
MOST = 500  # texts that are looked through


class Sitting(NamedTuple):
    """`last`: how the text stood at its end; `before`: the number of the text that it began from, 0 for none."""

    last: Text
    before: int
    saves: int


def sittings(section: Section) -> Sequence[Sitting]:
    """The newest first."""
    found = section.texts.select_related("by").defer("text").order_by("-number")[:MOST]
    made: list[Sitting] = []
    for text in reversed(list(found)):
        last = made[-1] if made else None
        if last and last.last.by_id == text.by_id and text.at - last.last.at < PAUSE:
            made[-1] = Sitting(text, last.before, last.saves + 1)
        else:
            made.append(Sitting(text, last.last.number if last else 0, 1))
    return made[::-1]
