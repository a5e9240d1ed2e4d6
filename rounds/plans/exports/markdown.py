"""A plan as Markdown: its words as they were typed, its rows as tables."""

import re
from collections.abc import Iterable, Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from rounds.billing.money import money
from rounds.plans.exports.printed import Printed
from rounds.plans.models.sections import Key
from rounds.plans.shape import Content
from rounds.plans.words import COLUMNS, day, sums, table


def markdown(printed: Printed) -> str:
    with translation.override(printed.language):
        return "\n\n".join(_parts(printed)) + "\n"


def _parts(printed: Printed) -> Iterator[str]:
    content = printed.content
    yield f"# {_line(content.title)}"
    dates = [day(one) for one in (content.begins_on, content.ends_on) if one]
    said = [content.organization, " – ".join(dates), printed.state]
    yield "  \n".join(_line(one) for one in said if one)
    for number, key in enumerate(Content.ORDER, start=1):
        yield f"## {number}. {Key(key).label}"
        text = content.section(key).text.strip()
        rows = table(key, content, printed.names) if key in COLUMNS else []
        if text:
            yield _below(text)
        if rows:
            yield _table([str(one.label) for one in COLUMNS[key]], rows)
        if rows and key == "budget":
            totals = ((label, money(cents, content.currency)) for label, cents in sums(content))
            yield "\n".join(f"- **{label}:** {total}" for label, total in totals)
        if not text and not rows:
            yield _("*Nothing is written here yet.*")


def _below(text: str) -> str:
    """Headings of a section stand below its own."""
    ranks = [len(found) for found in re.findall(r"^(#{1,6}) ", text, re.MULTILINE)]
    more = max(0, 3 - min(ranks, default=3))
    return re.sub(
        r"^#{1,6} ", lambda found: f"{'#' * min(6, len(found[0]) - 1 + more)} ", text, flags=re.MULTILINE
    )


def _table(heads: list[str], rows: list[list[str]]) -> str:
    return "\n".join([_row(heads), _row("---" for _head in heads), *(_row(map(_cell, row)) for row in rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return _line(text).replace("|", "\\|")


def _line(text: str) -> str:
    return " ".join(text.split())
