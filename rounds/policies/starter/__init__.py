"""Policies to begin with: one file each, written for this product and free to change (MIT, as all of it)."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from rounds.policies.actions.editions import begin_draft, parts_of, publish_edition
from rounds.policies.actions.templates import make_template, write_draft
from rounds.policies.checking import Part
from rounds.policies.models import Edition, Template
from rounds.policies.text import blanks_in

HERE = Path(__file__).parent
ALL = 1_000
Written = Mapping[str, Any]


def load(*, at: datetime, up_to: int = ALL) -> list[Edition]:
    """Publish the editions that are missing, up to one of a number. What editors changed, or began, stays."""
    return [edition for path in sorted(HERE.glob("*.toml")) for edition in _load(read(path), at, up_to)]


def read(path: Path) -> Written:
    return tomllib.loads(path.read_text())


@transaction.atomic
def _load(written: Written, at: datetime, up_to: int) -> list[Edition]:
    numbers = [one["number"] for one in written["editions"] if one["number"] <= up_to]
    return [edition for number in numbers if (edition := _publish(written, number, at))]


def _publish(written: Written, number: int, at: datetime) -> Edition | None:
    template = Template.objects.select_for_update().filter(slug=written["slug"]).first()
    if template is None and number == 1:
        fields = ("title", "slug", "summary", "zone", "language")
        template = make_template(to={name: written[name] for name in fields}, by=None, at=at)
    elif template is None or not _is_as_written(template, written, number - 1):
        return None
    draft = begin_draft(template=template, by=None, at=at)
    blanks = [{"hint": "", "example": "", **blank} for blank in written["blanks"]]
    used = {key for one in clauses_of(written, number) for key in blanks_in(one.text)}
    write_draft(
        edition=draft,
        clauses=[one._asdict() for one in clauses_of(written, number)],
        blanks=[blank for blank in blanks if blank["key"] in used],
        by=None,
        at=at,
    )
    what_changed = next(one.get("what_changed", "") for one in written["editions"] if one["number"] == number)
    return publish_edition(edition=draft, what_changed=what_changed, by=None, at=at)


def clauses_of(written: Written, number: int) -> list[Part]:
    """As they stand in one edition of the file."""
    return [
        Part(
            one["key"],
            one["heading"],
            (one["first"] if number == 1 and "first" in one else one)["text"].strip(),
            one["guidance"].strip(),
            one.get("optional", False),
        )
        for one in written["clauses"]
        if one.get("since", 1) <= number <= one.get("until", ALL)
    ]


def _is_as_written(template: Template, written: Written, number: int) -> bool:
    """Its newest edition is ours, word for word, and nobody works on the next."""
    newest = template.editions.newest_first().first()
    if newest is None or newest.published_at is None or newest.number != number:
        return False
    return parts_of(newest) == clauses_of(written, number)
