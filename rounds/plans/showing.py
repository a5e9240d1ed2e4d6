"""A plan as it is read on a page: Markdown as markup, rows as tables. Names of owners are looked up once."""

from typing import Any, NamedTuple

from django.utils.safestring import SafeString

from rounds.billing.money import money
from rounds.core import prose
from rounds.plans.models import Key
from rounds.plans.shape import Content
from rounds.plans.words import COLUMNS, Names, cells, sums
from rounds.users.models import User


class Shown(NamedTuple):
    """`rows`: for each the cells, and whether each is a number. `sums`: of the budget."""

    key: str
    title: str
    html: SafeString | str
    heads: list[tuple[str, bool]]
    rows: list[list[tuple[str, bool]]]
    sums: list[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        return not self.html and not self.rows


def shown(content: Content, names: Names, *, top: int = 3) -> list[Shown]:
    """`top`: the rank of the highest heading in a text."""
    return [_section(key, content, names, top) for key in Content.ORDER]


def names_in(*contents: Content) -> Names:
    """Of users who own a tactic, as they are called now."""
    owners = {one.owner for content in contents for one in content.rows("tactics") if one.owner}
    if not owners:
        return {}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=owners)}


def _section(key: str, content: Content, names: Names, top: int) -> Shown:
    text = content.section(key).text
    columns = COLUMNS.get(key, ())
    rows = [
        [
            (cell, column.is_number)
            for cell, column in zip(cells(key, row, content, names), columns, strict=True)
        ]
        for row in content.rows(key)
    ]
    total: Any = sums(content) if key == "budget" and rows else []
    return Shown(
        key,
        str(Key(key).label),
        prose.html(text, top=top) if text.strip() else "",
        [(str(column.label), column.is_number) for column in columns],
        rows,
        [(label, money(cents, content.currency)) for label, cents in total],
    )
