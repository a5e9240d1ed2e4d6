"""An edition as plain text, part by part, as an author reads it beside another."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from rounds.courses.differing import Part
from rounds.courses.models import Edition, Lesson, Question

ABOUT = ""  # the key of what is said about the course; a lesson's is never empty


def parts_of(edition: Edition) -> list[Part]:
    lessons = edition.lessons.select_related("module", "objective", "recording").prefetch_related(
        "questions", "cards", "files"
    )
    rows = lessons.order_by("module__position", "module_id", "position", "pk")
    return [_about(edition), *(Part(one.key, one.title, _lines(_of_lesson(one))) for one in rows)]


def _about(edition: Edition) -> Part:
    aims = edition.objectives.order_by("position", "pk").values_list("text", flat=True)
    people = [", ".join(filter(None, (one["name"], one.get("role", "")))) for one in edition.instructors]
    facts = (
        (_("Who may take it"), edition.get_zone_display()),
        (_("Language"), edition.language),
        (_("For whom"), ", ".join(edition.audience)),
        (_("Topics"), ", ".join(edition.topics)),
        (_("To be passed before"), ", ".join(edition.prerequisites)),
        (_("By"), "; ".join(people)),
    )
    told = [f"{label}: {value}" for label, value in facts if value]
    return Part(ABOUT, edition.title, _lines([edition.summary, *told, *(f"- {aim}" for aim in aims)]))


def _of_lesson(lesson: Lesson) -> Iterator[str]:
    yield lesson.summary
    yield from _facts(lesson)
    yield lesson.body
    for label, text in ((_("Something to do"), lesson.activity), (_("Something to discuss"), lesson.prompt)):
        if text:
            yield f"{label}: {text}"
    for question in sorted(lesson.questions.all(), key=lambda one: (one.position, one.pk)):
        yield from _of_question(question)
    for card in sorted(lesson.cards.all(), key=lambda one: (one.position, one.pk)):
        yield f"{_('Review card')}: {card.front}\n→ {card.back}"
    for file in sorted(lesson.files.all(), key=lambda one: one.name):
        yield f"{_('File')}: {file.name} {file.title} {file.sha256[:8]}"


def _facts(lesson: Lesson) -> Iterator[str]:
    limit = lesson.seconds_at_most
    facts = (
        (_("Module"), lesson.module.title),
        (_("It works toward"), lesson.objective.text if lesson.objective else ""),
        (_("Minutes it takes"), str(lesson.minutes)),
        (_("Open as a sample"), _("yes") if lesson.is_sample else ""),
        (_("Sound or video"), lesson.recording.title if lesson.recording else ""),
        (
            _("Questions from"),
            lesson.get_drawn_from_display() if lesson.drawn_from != Lesson.Bank.LESSON else "",
        ),
        (_("How many of them"), str(lesson.draw or "")),
        (_("Passed with, in percent of the points"), str(lesson.pass_percent)),
        (_("Attempts at most"), str(lesson.attempts_at_most or "")),
        (_("Seconds at most"), str(limit or "")),
    )
    yield "\n".join(f"{label}: {value}" for label, value in facts if value)


def _of_question(question: Question) -> Iterator[str]:
    yield f"{question.get_kind_display()}: {question.text}"
    for name, value in question.content.items():
        if isinstance(value, list):
            yield from (f"  {_row(one)}" for one in value)
        elif value not in ("", None, 0) or name in ("answer", "right"):
            yield f"  {name.replace('_', ' ')}: {value}"
    if question.feedback:
        yield f"  {question.feedback}"


def _row(one: Any) -> str:
    if isinstance(one, str):
        return one
    if "left" in one:
        return f"{one['left']} → {one['right']}"
    said = f" ({one['feedback']})" if one.get("feedback") else ""
    return f"{'✓' if one.get('right') else '✗'} {one['text']}{said}"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(one for one in parts if one)
