"""Lessons of a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.actions.editions import locked_draft
from rounds.courses.actions.writing.drafts import end_of, free_key, lay, move, set_to, unchanged
from rounds.courses.actions.writing.taking_out import Kind, take_out, taken_keys
from rounds.courses.models import Lesson, Module
from rounds.users.models import User


@transaction.atomic
def add_lesson(*, module: Module, to: Mapping[str, Any], by: User | None, at: datetime) -> Lesson:
    """At the module's end. Its key, made of its title, stays its own in every edition to come."""
    draft = locked_draft(module.edition)
    taken = Lesson.objects.filter(edition__course_id=draft.course_id).values_list("key", flat=True)
    key = free_key(to["title"], [*taken, *taken_keys(draft.course_id, Kind.LESSON)], otherwise="lesson")
    made = Lesson.objects.create(
        edition=draft, module=module, key=key, position=end_of(module.lessons.all()), **to
    )
    record(verb="course.lesson_added", about=draft.course, by=by, at=at, title=made.title)
    return made


@transaction.atomic
def write_lesson(
    *, lesson: Lesson, to: Mapping[str, Any], seen: str, by: User | None, at: datetime
) -> Lesson:
    """`seen`: `mark_of` what the author began from. Raises ChangedMeanwhile."""
    draft = locked_draft(lesson.edition)
    now = unchanged(Lesson.objects.all(), lesson.pk, seen)
    if changed := set_to(now, to):
        record(
            verb="course.lesson_written", about=draft.course, by=by, at=at, title=now.title, changed=changed
        )
    return now


@transaction.atomic
def move_lesson(*, lesson: Lesson, is_up: bool) -> None:
    """One place; from the edge of its module into the next one."""
    draft = locked_draft(lesson.edition)
    now = draft.lessons.filter(pk=lesson.pk).select_related("module").first()
    if now is None:
        return
    there = list(now.module.lessons.order_by("position", "pk").values_list("pk", flat=True))
    if there[0 if is_up else -1] != now.pk:
        move(now.module.lessons.all(), now.pk, is_up=is_up)
    elif beside := _module_beside(now.module, is_up=is_up):
        _into(beside, now, is_first=not is_up)


@transaction.atomic
def take_lesson_out(*, lesson: Lesson, by: User | None, at: datetime) -> None:
    draft = locked_draft(lesson.edition)
    if take_out(draft, Kind.LESSON, lesson, at=at):
        record(verb="course.lesson_taken_out", about=draft.course, by=by, at=at, title=lesson.title)


def _module_beside(module: Module, *, is_up: bool) -> Module | None:
    order = list(Module.objects.filter(edition_id=module.edition_id).order_by("position", "pk"))
    to = order.index(module) + (-1 if is_up else 1)
    return order[to] if 0 <= to < len(order) else None


def _into(module: Module, lesson: Lesson, *, is_first: bool) -> None:
    order = list(module.lessons.order_by("position", "pk").values_list("pk", flat=True))
    Lesson.objects.filter(pk=lesson.pk).update(module=module)
    lay(module.lessons.all(), [lesson.pk, *order] if is_first else [*order, lesson.pk])
