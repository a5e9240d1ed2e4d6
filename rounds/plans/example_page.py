"""How a worked example is shown: its words as paragraphs, its rows as tables with the columns that tell something."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.billing.money import money
from rounds.core import prose
from rounds.plans import words
from rounds.plans.models.sections import Key
from rounds.plans.shape import Content, Section


class Cell(NamedTuple):
    label: str | Promise
    text: str
    is_number: bool


class Shown(NamedTuple):
    """A section. `table`: its rows, each a list of cells. `sums`: of the budget, in words."""

    key: str
    title: str
    text: SafeString
    table: list[list[Cell]]
    sums: list[tuple[str, str]]

    @property
    def columns(self) -> list[Cell]:
        return self.table[0] if self.table else []


def sections_of(content: Content) -> list[Shown]:
    return [_shown(one, content) for one in content.sections]


def _shown(section: Section, content: Content) -> Shown:
    sums = words.sums(content) if section.key == Key.BUDGET else []
    return Shown(
        section.key,
        str(Key(section.key).label),
        prose.html(section.text, top=3),
        _table(section, content),
        [(label, money(cents, content.currency)) for label, cents in sums],
    )


def _table(section: Section, content: Content) -> list[list[Cell]]:
    if not section.rows:
        return []
    columns = words.COLUMNS[section.key]
    lines = [_with_numbers(section.key, line, content) for line in words.table(section.key, content)]
    telling = [at for at in range(len(columns)) if at == 0 or len({line[at] for line in lines}) > 1]
    return [[Cell(columns[at].label, line[at], columns[at].is_number) for at in telling] for line in lines]


def _with_numbers(key: str, line: list[str], content: Content) -> list[str]:
    """An objective that another row serves is named by its number; its words stand a page before."""
    if key == Key.OBJECTIVES:
        return line
    numbers = {one.text: at for at, one in enumerate(content.rows("objectives"), start=1)}
    return [_("Objective %(n)s") % {"n": numbers[cell]} if cell in numbers else cell for cell in line]
