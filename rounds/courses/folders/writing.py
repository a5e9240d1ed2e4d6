"""A course to the files of its folder, and to a ZIP: always the same bytes for the same course. Pure."""

import re
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from rounds.courses import questions
from rounds.courses.folders import toml
from rounds.courses.folders.shape import CourseIn, LessonIn, QuestionIn, RecordingIn, Source
from rounds.courses.folders.texts import FENCE
from rounds.media import vtt

CHUNK = 64 * 1024
WHEN = (2020, 1, 1, 0, 0, 0)  # of every part of the archive: a course is the same whenever it goes out
_FENCE = re.compile(r"(?m)^\+\+\+(?=\s*$)")


def files(course: CourseIn) -> Iterator[tuple[str, bytes | Source]]:
    """By path, in the order in which people would read them."""
    yield "course.toml", f"{toml.document(_course(course))}\n".encode()
    for module in course.modules:
        for place, lesson in enumerate(module.lessons, start=1):
            stem = f"{module.slug}/{place:02}-{lesson.key}"
            yield f"{stem}.md", _lesson(lesson).encode()
            if lesson.recording:
                yield from _of_recording(stem, lesson.recording)
            for one in lesson.files:
                yield f"{stem}/{one.name}", one.source


def write(course: CourseIn, to: IO[bytes]) -> None:
    """As a ZIP."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files(course):
            info = zipfile.ZipInfo(path, WHEN)
            info.external_attr = 0o100644 << 16
            info.create_system = 3
            info.compress_type = zipfile.ZIP_DEFLATED if isinstance(content, bytes) else zipfile.ZIP_STORED
            with archive.open(info, "w") as part:
                if isinstance(content, bytes):
                    part.write(content)
                else:
                    _copy(content, part)


def _copy(source: Source, to: IO[bytes]) -> None:
    with source.open() as opened:
        while piece := opened.read(CHUNK):
            to.write(piece)


def _course(course: CourseIn) -> dict[str, Any]:
    told = {name: getattr(course, name) for name in ("code", "title", "summary", "zone", "language")}
    told |= {name: list(getattr(course, name)) for name in ("audience", "topics", "prerequisites")}
    modules = [{"slug": one.slug, "title": one.title} for one in course.modules]
    whole = {**told, "instructors": course.instructors, "objectives": course.objectives, "modules": modules}
    return {name: _said(value) for name, value in whole.items() if value or name in ("code", "title", "zone")}


def _lesson(lesson: LessonIn) -> str:
    head = toml.document(_head(lesson))
    body = _FENCE.sub(r"\\+++", _text(lesson.body))
    tail = toml.document(
        {
            "questions": [_question(one) for one in lesson.questions],
            "cards": [
                {"key": one.key, "front": _text(one.front), "back": _text(one.back)} for one in lesson.cards
            ],
        }
    )
    return f"{FENCE}\n{head}\n{FENCE}\n{body}\n" + (f"{FENCE}\n{tail}\n" if tail else "")


def _head(lesson: LessonIn) -> dict[str, Any]:
    """What is as it would be without being said is left out."""
    told: dict[str, Any] = {
        "title": lesson.title,
        "summary": lesson.summary or None,
        "objective": lesson.objective or None,
        "minutes": lesson.minutes,
        "is_sample": lesson.is_sample or None,
        "activity": _text(lesson.activity) or None,
        "prompt": _text(lesson.prompt) or None,
        "drawn_from": lesson.drawn_from if lesson.drawn_from != "lesson" else None,
        "draw": lesson.draw,
        "attempts_at_most": lesson.attempts_at_most,
        "seconds_at_most": lesson.seconds_at_most,
        "pass_percent": lesson.pass_percent if lesson.pass_percent != 80 else None,
    }
    if lesson.recording:
        told["recording"] = _recording(lesson.recording)
    told["files"] = {one.name: one.title for one in lesson.files if one.title}
    return told


def _recording(one: RecordingIn) -> dict[str, str]:
    told = {"title": one.title, "language": one.language}
    if one.address:
        told |= {"kind": one.kind, "address": one.address}
    return {name: value for name, value in told.items() if value}


def _of_recording(stem: str, one: RecordingIn) -> Iterator[tuple[str, bytes | Source]]:
    if one.source:
        yield f"{stem}.{one.ending}", one.source
    if one.words:
        yield f"{stem}.vtt", vtt.write(one.words).encode()
    for language, words in sorted(one.translations.items()):
        yield f"{stem}.{language}.vtt", vtt.write(words).encode()


def _question(one: QuestionIn) -> dict[str, Any]:
    written = questions.written(one.kind, one.text, one.content, one.feedback)
    kind = written.pop("kind")
    return {"kind": kind, "key": one.key, **{name: _said(value) for name, value in written.items()}}


def _said(value: Any) -> Any:
    """With one kind of line ending, however deep it lies."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_said(one) for one in value]
    if isinstance(value, dict):
        return {name: _said(one) for name, one in value.items()}
    return value


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").rstrip()
