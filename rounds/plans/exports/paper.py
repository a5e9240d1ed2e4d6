"""A plan as a PDF, tagged for screen readers (PDF/UA-1)."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from rounds.billing.money import money
from rounds.core.paper.lettering import printable
from rounds.core.paper.sizes import paper_of
from rounds.core.paper.typesetting import set_pdf
from rounds.plans.exports.blocks import LONGEST, blocks
from rounds.plans.exports.printed import Printed
from rounds.plans.models.sections import Key
from rounds.plans.shape import Content, Measure
from rounds.plans.words import COLUMNS, amount, cells, day, sums

TEMPLATE = Path(__file__).parent / "plan.typ"
_LONG = re.compile(r"\S{24,}")  # would leave its cell: it may be broken anywhere


def pdf(printed: Printed) -> bytes:
    """The same plan of the same day gives the same bytes. Raises NotInTime."""
    with translation.override(printed.language):
        return set_pdf(TEMPLATE, content_of(printed), day=printed.day)


def content_of(printed: Printed) -> dict[str, Any]:
    """All that stands on the pages, in letters that the font has."""
    content = printed.content
    return {
        "paper": paper_of(content.country or "US"),
        "language": content.language.partition("-")[0].lower(),
        "title": printable(content.title, 200),
        "organization": printable(content.organization, 200),
        "kind": printable(_("Strategic plan for social media")),
        "dates": printable(_dates(content)),
        "state": printable(printed.state, 200),
        "contents": printable(_("Contents")),
        "page": printable(_("Page")),
        "nothing": printable(_("Nothing is written here yet.")),
        "sections": [_section(key, printed) for key in Content.ORDER],
    }


def _dates(content: Content) -> str:
    """One of the two alone is said as well."""
    begins, ends = day(content.begins_on), day(content.ends_on)
    return f"{begins} – {ends}" if begins and ends else begins or ends


def _section(key: str, printed: Printed) -> dict[str, Any]:
    content = printed.content
    rows = content.rows(key)
    table = [cells(key, row, content, printed.names) for row in rows]
    kept = [at for at in range(len(COLUMNS.get(key, ()))) if at == 0 or any(line[at] for line in table)]
    columns = [COLUMNS[key][at] for at in kept]
    lines = [[_cell(line[at]) for at in kept] for line in table]
    return {
        "title": printable(str(Key(key).label)),
        "blocks": blocks(content.section(key).text),
        "heads": [_cell(str(one.label)) for one in columns],
        "numbers": [one.is_number for one in columns],
        "widths": [
            _width([str(one.label), *cut])
            for one, cut in zip(columns, zip(*lines, strict=True), strict=False)
        ],
        "rows": lines,
        "sums": [
            [printable(label), printable(money(cents, content.currency))] for label, cents in sums(content)
        ]
        if key == "budget" and rows
        else [],
        "paths": [path for row in rows if (path := _path(row))] if key == "measures" else [],
    }


def _width(texts: list[str]) -> float:
    """A column with nothing in any row is left out; the others are as wide as what they say is long, within bounds."""
    return float(min(max(max(map(len, texts)), 10), 120) ** 0.55)


def _path(measure: Measure) -> dict[str, Any] | None:
    """From today to the target as a bar, and in words. `now`: the last reading, as a share of the way."""
    if measure.baseline is None or measure.target is None or measure.baseline == measure.target:
        return None
    last = max(measure.readings, key=lambda one: one.on, default=None)
    way = measure.target - measure.baseline
    share = (last.value - measure.baseline) / way if last else Decimal(0)
    said = _("From %(baseline)s to %(target)s %(unit)s") % {
        "baseline": amount(measure.baseline),
        "target": amount(measure.target),
        "unit": measure.unit,
    }
    if measure.target_on:
        said = _("%(said)s by %(day)s") % {"said": said.strip(), "day": day(measure.target_on)}
    if last:
        reading = {"said": said.strip(), "value": amount(last.value), "day": day(last.on)}
        said = _("%(said)s; on %(day)s it was %(value)s") % reading
    return {
        "name": printable(measure.name, 200),
        "said": printable(said, 300),
        "share": float(min(max(share, Decimal(0)), Decimal(1))),
        "from": printable(amount(measure.baseline)),
        "to": printable(amount(measure.target)),
    }


def _cell(text: str) -> str:
    return _LONG.sub(
        lambda word: "\u200b".join(re.findall(".{1,12}", word.group())), printable(text, LONGEST)
    )
