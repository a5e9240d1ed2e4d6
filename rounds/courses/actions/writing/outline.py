"""The course, what one can do after it, and its modules."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.actions.editions import CodeTaken, locked_draft, make_course
from rounds.courses.actions.writing.drafts import (
    ChangedMeanwhile,
    end_of,
    free_key,
    mark_of,
    move,
    set_to,
    unchanged,
)
from rounds.courses.actions.writing.lessons import add_lesson
from rounds.courses.actions.writing.taking_out import Kind, take_out, taken_keys
from rounds.courses.models import Course, Edition, Lesson, Module, Objective
from rounds.users.models import User


class Aim(NamedTuple):
    """An objective as it is written. `key`: "" of a new one."""

    key: str
    text: str


class StillNeeded(Exception):
    """Lessons work toward an objective that would go. `texts`: of these objectives."""

    def __init__(self, texts: list[str]) -> None:
        super().__init__("still needed")
        self.texts = texts


class CodeNeeded(Exception):
    """Another course asks for this one by its code: under another it could be begun by nobody any more."""


@transaction.atomic
def begin_course(
    *, course: Mapping[str, Any], aim: str, lesson: Mapping[str, Any], by: User | None, at: datetime
) -> Edition:
    """All that a first lesson needs. `course`: code, and fields of Edition. Raises CodeTaken."""
    facts = dict(course)
    draft = make_course(code=facts.pop("code"), title=facts["title"], by=by, at=at)
    set_to(draft, facts)
    _write_aims(draft, [Aim("", aim)])
    module = add_module(edition=draft, title=facts["title"], by=by, at=at)
    objective = draft.objectives.get()
    add_lesson(module=module, to={**lesson, "objective": objective}, by=by, at=at)
    return draft


@transaction.atomic
def describe_course(
    *,
    edition: Edition,
    code: str,
    to: Mapping[str, Any],
    aims: Sequence[Aim],
    seen: str,
    by: User | None,
    at: datetime,
) -> Edition:
    """`seen`: `mark_of_course` of what the author began from. Raises ChangedMeanwhile, CodeTaken, CodeNeeded,
    StillNeeded."""
    draft = locked_draft(edition)
    if seen != mark_of_course(draft):
        raise ChangedMeanwhile(draft)
    if Course.objects.filter(code__iexact=code).exclude(pk=draft.course_id).exists():
        raise CodeTaken
    if code != draft.course.code and _is_asked_for(draft.course):
        raise CodeNeeded
    changed = [*set_to(draft.course, {"code": code}), *set_to(draft, to)]
    if _write_aims(draft, aims):
        changed.append("objectives")
    if changed:
        record(verb="course.described", about=draft.course, by=by, at=at, changed=changed)
    return draft


def mark_of_course(edition: Edition) -> str:
    aims = edition.objectives.order_by("position", "pk").values_list("key", "text")
    return mark_of(edition, edition.course.code, [list(one) for one in aims])


@transaction.atomic
def add_module(*, edition: Edition, title: str, by: User | None, at: datetime) -> Module:
    draft = locked_draft(edition)
    taken = Module.objects.filter(edition__course_id=draft.course_id).values_list("slug", flat=True)
    key = free_key(title, [*taken, *taken_keys(draft.course_id, Kind.MODULE)], otherwise="module")
    made = Module.objects.create(edition=draft, slug=key, title=title, position=end_of(draft.modules.all()))
    record(verb="course.module_added", about=draft.course, by=by, at=at, title=title)
    return made


@transaction.atomic
def rename_module(*, module: Module, title: str, seen: str, by: User | None, at: datetime) -> Module:
    """Raises ChangedMeanwhile."""
    draft = locked_draft(module.edition)
    now = unchanged(Module.objects.all(), module.pk, seen)
    if set_to(now, {"title": title}):
        record(verb="course.module_renamed", about=draft.course, by=by, at=at, title=title)
    return now


@transaction.atomic
def move_module(*, module: Module, is_up: bool) -> None:
    draft = locked_draft(module.edition)
    if draft.modules.filter(pk=module.pk).exists():
        move(draft.modules.all(), module.pk, is_up=is_up)


@transaction.atomic
def take_module_out(*, module: Module, by: User | None, at: datetime) -> None:
    """With its lessons."""
    draft = locked_draft(module.edition)
    if take_out(draft, Kind.MODULE, module, at=at):
        record(verb="course.module_taken_out", about=draft.course, by=by, at=at, title=module.title)


def _is_asked_for(course: Course) -> bool:
    others = Edition.objects.exclude(course=course).values_list("prerequisites", flat=True)
    return any(course.code in codes for codes in others)


def _write_aims(draft: Edition, aims: Sequence[Aim]) -> bool:
    """All of them, in their order; one that is left out, or has no text, goes. Whether anything changed."""
    there = {one.key: one for one in draft.objectives.order_by("position", "pk")}
    before = [(one.key, one.text) for one in there.values()]
    kept = [one for one in aims if one.text]
    gone = set(there) - {one.key for one in kept}
    needed = Lesson.objects.filter(edition=draft, objective__key__in=gone)
    if texts := sorted(set(needed.values_list("objective__text", flat=True))):
        raise StillNeeded(texts)
    draft.objectives.filter(key__in=gone).delete()
    for position, aim in enumerate(kept, start=1):
        if aim.key in there:
            set_to(there[aim.key], {"text": aim.text, "position": position})
        else:
            key = _aim_key(draft, aim.text)
            Objective.objects.create(edition=draft, key=key, text=aim.text, position=position)
    return before != list(draft.objectives.order_by("position", "pk").values_list("key", "text"))


def _aim_key(draft: Edition, text: str) -> str:
    taken = Objective.objects.filter(edition__course_id=draft.course_id).values_list("key", flat=True)
    short = " ".join(text.split()[:4])
    return free_key(short, taken, otherwise="objective")
