"""What is taken out of a draft is kept beside it, rows and all, and can be put back as it was."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core import serializers
from django.db import transaction
from django.db.models import Model

from rounds.activity.actions import record
from rounds.courses.actions.editions import locked_draft
from rounds.courses.actions.files import forget_files
from rounds.courses.actions.taking_in import take_in
from rounds.courses.actions.writing.drafts import end_of, free_key
from rounds.courses.folders.shape import CourseIn
from rounds.courses.models import (
    Card,
    Course,
    Edition,
    Lesson,
    LessonFile,
    Module,
    Objective,
    Question,
    TakenOut,
)
from rounds.media.models import Recording
from rounds.users.models import User

Kind = TakenOut.Kind


class CannotBePutBack(Exception):
    """What it belonged to is gone, or something else has taken its place."""


def take_out(draft: Edition, kind: TakenOut.Kind, row: Model, *, at: datetime) -> TakenOut | None:
    """Inside the transaction that holds the draft. None where somebody else did it already."""
    rows = _below(kind, row.pk)
    if not rows:
        return None
    lesson = row.lesson_id if isinstance(row, Question | Card | LessonFile) else None
    kept = _keep(draft, kind, rows, title=str(row), lesson_id=lesson, at=at)
    type(row)._default_manager.filter(pk=row.pk).delete()
    return kept


@transaction.atomic
def put_back(*, edition: Edition, pk: int, by: User | None, at: datetime) -> TakenOut | None:
    """At its place. None where it is back already. Raises CannotBePutBack."""
    draft = locked_draft(edition)
    kept = TakenOut.objects.of(draft).filter(pk=pk).first()
    if kept is None:
        return None
    for row in _rows(kept.rows):
        _fit(row, draft)
        row.save_base(raw=True, force_insert=True)
    kept.delete()
    record(verb="course.put_back", about=draft.course, by=by, at=at, title=kept.title)
    return kept


@transaction.atomic
def throw_away(*, course: Course, by: User | None, at: datetime) -> TakenOut | None:
    """The draft of the next edition. Of a course that was never published the draft stays: None."""
    locked = Course.objects.select_for_update().get(pk=course.pk)
    draft = locked.editions.drafts().filter(number__gt=1).first()
    if draft is None:
        return None
    _forget(TakenOut.objects.of(draft))
    kept = _keep(draft, Kind.DRAFT, _all_of(draft), title=draft.title, lesson_id=None, at=at)
    draft.delete()
    record(verb="course.draft_thrown_away", about=locked, by=by, at=at, number=kept.number)
    return kept


@transaction.atomic
def take_in_folder(*, folder: CourseIn, by: User | None, at: datetime) -> Edition:
    """As `take_in`; the draft whose place it takes is kept, and can be taken up again."""
    course = Course.objects.select_for_update().filter(code__iexact=folder.code).first()
    draft = course.editions.drafts().first() if course else None
    if draft and draft.lessons.exists():
        _keep(draft, Kind.DRAFT, _all_of(draft), title=draft.title, lesson_id=None, at=at)
    return take_in(folder=folder, by=by, at=at)


@transaction.atomic
def take_up_draft(*, course: Course, by: User | None, at: datetime) -> Edition:
    """The one that was thrown away last, or whose place a folder took; the two change places.

    Raises CannotBePutBack where there is none, or its edition is published by now.
    """
    locked = Course.objects.select_for_update().get(pk=course.pk)
    kept = draft_aside(locked)
    if kept is None:
        raise CannotBePutBack
    draft = locked.editions.drafts().first()
    if draft:
        _keep(draft, Kind.DRAFT, _all_of(draft), title=draft.title, lesson_id=None, at=at)
        draft.delete()
    for row in _rows(kept.rows):
        row.save_base(raw=True, force_insert=True)
    kept.delete()
    record(verb="course.draft_put_back", about=locked, by=by, at=at, number=kept.number)
    return locked.editions.drafts().get()


def draft_aside(course: Course) -> TakenOut | None:
    """The draft that can be taken up again."""
    newest = course.editions.order_by("-number").first()
    if newest is None:
        return None
    number = newest.number + 1 if newest.published_at else newest.number
    rows = TakenOut.objects.filter(course=course, kind=Kind.DRAFT, number=number)
    return rows.order_by("-at", "-pk").first()


def taken_keys(course_id: int, kind: TakenOut.Kind) -> list[str]:
    """Keys that stay free for what may be put back."""
    kept = TakenOut.objects.filter(course_id=course_id, kind=kind).values_list("rows", flat=True)
    return [rows[0]["fields"].get("key") or rows[0]["fields"].get("slug", "") for rows in kept]


def _keep(
    draft: Edition,
    kind: TakenOut.Kind,
    rows: list[Model],
    *,
    title: str,
    lesson_id: int | None,
    at: datetime,
) -> TakenOut:
    """What was taken out of editions before is let go."""
    _forget(TakenOut.objects.filter(course_id=draft.course_id, number__lt=draft.number))
    return TakenOut.objects.create(
        course_id=draft.course_id,
        number=draft.number,
        lesson_id=lesson_id,
        kind=kind,
        title=title[:150],
        rows=_written(rows),
        at=at,
    )


def _forget(kept: Any) -> None:
    files = [
        one["fields"]["file"] for rows in kept.values_list("rows", flat=True) for one in rows if _is_file(one)
    ]
    kept.delete()
    forget_files(files)


def _is_file(row: dict[str, Any]) -> bool:
    return row["model"] == LessonFile._meta.label_lower


def _written(rows: Iterable[Model]) -> list[dict[str, Any]]:
    return json.loads(serializers.serialize("json", rows))


def _rows(written: list[dict[str, Any]]) -> list[Model]:
    found = serializers.deserialize("python", written, ignorenonexistent=True)
    return [one.object for one in found]


def _below(kind: TakenOut.Kind, pk: int) -> list[Model]:
    """It, and what goes with it, in an order in which they can come back."""
    if kind == Kind.MODULE:
        lessons = list(Lesson.objects.filter(module_id=pk).order_by("position", "pk"))
        return [*Module.objects.filter(pk=pk), *lessons, *_parts(lessons)]
    if kind == Kind.LESSON:
        lessons = list(Lesson.objects.filter(pk=pk))
        return [*lessons, *_parts(lessons)]
    rows: dict[str, type[Model]] = {Kind.QUESTION: Question, Kind.CARD: Card, Kind.FILE: LessonFile}
    return list(rows[kind]._default_manager.filter(pk=pk))


def _all_of(draft: Edition) -> list[Model]:
    lessons = list(draft.lessons.order_by("pk"))
    above: list[Model] = [draft, *draft.objectives.order_by("pk"), *draft.modules.order_by("pk")]
    return [*above, *lessons, *_parts(lessons)]


def _parts(lessons: list[Lesson]) -> list[Model]:
    parts: tuple[type[Model], ...] = (LessonFile, Question, Card)
    return [row for part in parts for row in part._default_manager.filter(lesson__in=lessons).order_by("pk")]


def _fit(row: Model, draft: Edition) -> None:
    """Into the draft as it is by now."""
    if isinstance(row, Module):
        row.slug = _still_free(row.slug, draft.modules.values_list("slug", flat=True))
    elif isinstance(row, Lesson):
        _fit_lesson(row, draft)
    elif isinstance(row, Question | Card | LessonFile):
        _fit_part(row, draft)


def _fit_part(row: Question | Card | LessonFile, draft: Edition) -> None:
    """Into a lesson taken out together with it, or one that there is."""
    if not draft.lessons.filter(pk=row.lesson_id).exists():
        raise CannotBePutBack


def _fit_lesson(row: Lesson, draft: Edition) -> None:
    row.key = _still_free(row.key, draft.lessons.values_list("key", flat=True))
    if not draft.modules.filter(pk=row.module_id).exists():
        module = draft.modules.order_by("-position", "-pk").first()
        if module is None:
            raise CannotBePutBack
        row.module, row.position = module, end_of(module.lessons.all())
    if row.objective_id and not Objective.objects.filter(pk=row.objective_id).exists():
        row.objective = None
    if row.recording_id and not Recording.objects.filter(pk=row.recording_id).exists():
        row.recording = None


def _still_free(key: str, taken: Iterable[str]) -> str:
    """Its own, unless something else has it by now."""
    there = set(taken)
    return free_key(key, there, otherwise="part") if key in there else key
