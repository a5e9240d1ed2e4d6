"""The file of one lesson: its head, its text, its questions and cards. Pure."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from rounds.courses import questions
from rounds.courses.folders.shape import CardIn, Fault, LessonIn, QuestionIn, RecordingIn
from rounds.courses.folders.tables import KEY, Table
from rounds.courses.folders.texts import Part, Parts, parts_of, toml_of
from rounds.media import languages

NUMBERED = re.compile(r"(\d{1,3})-([A-Za-z0-9][A-Za-z0-9_-]{0,59})\.md", re.ASCII)
MOST_QUESTIONS, MOST_CARDS, MOST_FILES = 200, 200, 50
BANKS = ("lesson", "module", "course")
_NOTHING: dict[str, Any] = {}


class Written(NamedTuple):
    """A lesson without what lies beside it. `names`: the titles that it gives to files; `words`: all it says."""

    lesson: LessonIn
    recording: RecordingIn | None
    names: dict[str, str]
    words: str


def lesson_of(key: str, whole: Part, faults: list[Fault]) -> Written | None:
    parts = parts_of(whole, faults)
    if parts is None:
        return None
    front, tail = toml_of(parts.front, faults), toml_of(parts.tail, faults)
    if front is None or tail is None:
        return None
    told = Table(front, parts.front, faults)
    beneath = Table(tail, parts.tail, faults)
    lesson = _lesson(key, told, parts, beneath)
    recording, names = _recording(told.table("recording")), _names(told.table("files"))
    told.finish()
    beneath.finish()
    return Written(lesson, recording, names, whole.text)


def _lesson(key: str, told: Table, parts: Parts, beneath: Table) -> LessonIn:
    if len(parts.body.text) > 100_000:
        told.faults.append(parts.body.fault(_("The text is longer than 100,000 characters."), 1))
    return LessonIn(
        key=key,
        title=told.text("title", 150, is_needed=True),
        summary=told.text("summary", 300),
        objective=told.text("objective", 60),
        minutes=told.number("minutes", 1, 240, 10),
        is_sample=told.yes_or_no("is_sample"),
        body=parts.body.text,
        activity=told.text("activity", 10_000),
        prompt=told.text("prompt", 2_000),
        drawn_from=told.one_of("drawn_from", BANKS, "lesson"),
        draw=told.number("draw", 1, 200),
        attempts_at_most=told.number("attempts_at_most", 1, 100),
        seconds_at_most=told.number("seconds_at_most", 10, 86_400),
        pass_percent=told.number("pass_percent", 0, 100, 80),
        questions=_questions(beneath),
        cards=_cards(beneath),
    )


def _recording(told: Table | None) -> RecordingIn | None:
    if told is None:
        return None
    address = told.text("address", 500)
    if address and not re.match(r"https://[^\s/]+\.[^\s/]", address):
        told.say("address", _("The address of a recording begins with https://."))
    language = told.text("language", 35)
    if language and not languages.TAG.fullmatch(language):
        told.say("language", _("A language is written as “en” or “pt-BR”."))
    found = RecordingIn(
        title=told.text("title", 255),
        language=language,
        kind=told.one_of("kind", ("audio", "video"), "video"),
        address=address,
    )
    told.finish()
    return found


def _names(told: Table | None) -> dict[str, str]:
    return told.named(MOST_FILES, longest=150) if told else {}


def _questions(beneath: Table) -> list[QuestionIn]:
    rows = _some(beneath, "questions", MOST_QUESTIONS)
    keys = _keys(rows, "q")
    return [one for row, key in zip(rows, keys, strict=True) if (one := _question(row, key))]


def _question(row: Table, key: str) -> QuestionIn | None:
    try:
        read = questions.read(_without_key(row.raw))
    except questions.Unreadable as wrong:
        row.say(_field_in(wrong.sentence, row.raw), wrong.sentence)
        return None
    return QuestionIn(key, read.kind, read.text, read.content, read.feedback)


def _cards(beneath: Table) -> list[CardIn]:
    rows = _some(beneath, "cards", MOST_CARDS)
    made = []
    for row, key in zip(rows, _keys(rows, "c"), strict=True):
        front, back = (
            row.text(name, most, is_needed=True) for name, most in (("front", 1_000), ("back", 2_000))
        )
        made.append(CardIn(key, front, back))
        row.finish()
    return made


def _some(beneath: Table, name: str, most: int) -> list[Table]:
    rows = beneath.tables(name)
    if len(rows) > most:
        rows[most].say("", _("A lesson has at most %(most)d of them.") % {"most": most})
    return rows[:most]


def _keys(rows: list[Table], letter: str) -> list[str]:
    """Their own, or by the place that they stand at."""
    keys: list[str] = []
    for place, row in enumerate(rows, start=1):
        key = row.text("key", 60, default=f"{letter}{place}")
        if not KEY.fullmatch(key):
            row.say("key", _("A key is made of letters, digits and hyphens, 60 at most."))
        elif key in keys:
            row.say("key", _("The key “%(key)s” is there twice.") % {"key": key})
        keys.append(key)
    return keys


def _without_key(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name != "key"}


def _field_in(sentence: str, raw: Mapping[str, Any]) -> str:
    """The field that a sentence speaks of, so that its line can be told."""
    return next((name for name in raw if f"“{name}”" in sentence and name != "kind"), "")
