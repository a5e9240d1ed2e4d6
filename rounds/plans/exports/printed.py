"""What is put on paper, whatever the kind of file. Pure."""

from datetime import date
from typing import NamedTuple

from rounds.plans.shape import Content
from rounds.plans.words import NOBODY, Names


class Printed(NamedTuple):
    """`state`: "Accepted on April 2, 2026". `day`: of what is said; the same plan of the same day is the same file."""

    content: Content
    state: str
    day: date
    names: Names = NOBODY

    @property
    def language(self) -> str:
        return self.content.language
