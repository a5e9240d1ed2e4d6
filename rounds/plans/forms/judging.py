"""A reviewer's desk as it was typed: one form, so that whatever is pressed saves all of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rounds.core.plain_text import without_unprintable
from rounds.plans.models import Rating, Remark, Review
from rounds.plans.models.sections import Key
from rounds.plans.rubric import Criterion, Rubric

Typed = Mapping[str, str]


@dataclass(slots=True)
class Mark:
    """One criterion. `theirs`: what was saved in another tab meanwhile. `problem`: why it was not saved."""

    criterion: Criterion
    level: int | None = None
    why: str = ""
    seen: int = 0
    theirs: Rating | None = None
    problem: str = ""


@dataclass(slots=True)
class Note:
    """A remark, or the room for a new one (`pk` 0)."""

    section: str
    name: str
    pk: int = 0
    quote: str = ""
    text: str = ""
    must_change: bool = True
    seen: int = 0
    theirs: Remark | None = None
    problem: str = ""


@dataclass(slots=True)
class Desk:
    marks: dict[str, Mark]
    notes: dict[str, list[Note]]  # by section; the last of each is the room for a new one
    summary: str = ""
    seen: int = 0
    verdict: str = ""
    theirs: str = ""
    problems: list[str] = field(default_factory=list)

    def all_notes(self) -> Iterator[Note]:
        for notes in self.notes.values():
            yield from notes

    def parts(self) -> "Iterator[Mark | Note]":
        yield from self.marks.values()
        yield from self.all_notes()

    @property
    def is_clashing(self) -> bool:
        return bool(self.theirs) or any(one.theirs for one in self.parts())

    @property
    def is_kept(self) -> bool:
        faulty = any(one.problem for one in self.parts())
        return not (self.is_clashing or faulty or self.problems)


def as_kept(review: Review, by: Rubric) -> Desk:
    ratings = {one.criterion: one for one in review.ratings.all()}
    marks = {one.key: _mark(one, ratings.get(one.key)) for one in by.criteria}
    remarks = list(review.remarks.order_by("pk"))
    notes = {
        key: [*(_note(one) for one in remarks if one.section == key), Note(key, f"new-{key}")]
        for key in Key.values
    }
    return Desk(marks, notes, review.summary, review.version)


def as_typed(review: Review, by: Rubric, typed: Typed) -> Desk:
    """What was not sent stands as it is kept."""
    desk = as_kept(review, by)
    for key, mark in desk.marks.items():
        if f"seen-{key}" in typed:
            level = typed.get(f"level-{key}", "")
            mark.level = int(level) if level in ("0", "1", "2", "3") else None
            mark.why, mark.seen = _text(typed, f"why-{key}"), _number(typed, f"seen-{key}")
    for note in desk.all_notes():
        if f"{note.name}-seen" in typed:
            note.quote, note.text = _text(typed, f"{note.name}-quote"), _text(typed, f"{note.name}-text")
            note.must_change = typed.get(f"{note.name}-weight") != "advice"
            note.seen = _number(typed, f"{note.name}-seen")
            note.pk = note.pk or _number(typed, f"{note.name}-pk")
    if "seen-summary" in typed:
        desk.summary, desk.seen = _text(typed, "summary"), _number(typed, "seen-summary")
    desk.verdict = typed.get("verdict", "")
    return desk


def _mark(criterion: Criterion, kept: Rating | None) -> Mark:
    return Mark(criterion, kept.level, kept.remark, kept.version) if kept else Mark(criterion)


def _note(kept: Remark) -> Note:
    name = f"remark-{kept.pk}"
    return Note(kept.section, name, kept.pk, kept.quote, kept.text, kept.must_change, kept.version)


def _text(typed: Typed, name: str) -> str:
    return without_unprintable(typed.get(name, "")).replace("\r\n", "\n").strip()


def _number(typed: Typed, name: str) -> int:
    text = typed.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
