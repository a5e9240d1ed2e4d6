"""A course is drafted, edition by edition, from the one before; published once; and retired."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.text import slugify

from rounds.activity.actions import record
from rounds.courses import searching
from rounds.courses.actions.files import forget_files
from rounds.courses.checking import Finding, findings_of
from rounds.courses.models import Card, Course, Edition, Lesson, LessonFile, Module, Objective, Question
from rounds.courses.signals import edition_published
from rounds.users.models import User

Row = TypeVar("Row", bound=Model)


class NotReady(Exception):
    """The draft cannot be published as it is. `findings`: why; none where what changed is not said."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(" ".join(one.what for one in findings) or "what changed is not said")
        self.findings = findings


class NotADraft(Exception):
    """The edition is published by now: there is nothing to write in."""


class CodeTaken(Exception):
    """Another course is called by this code."""


@transaction.atomic
def make_course(*, code: str, title: str, by: User | None, at: datetime) -> Edition:
    """With the draft of its first edition. Raises CodeTaken."""
    if Course.objects.filter(code__iexact=code).exists():
        raise CodeTaken
    course = Course.objects.create(code=code, slug=_free_slug(code), created_at=at)
    draft = Edition.objects.create(course=course, number=1, title=title)
    record(verb="course.made", about=course, by=by, at=at, title=title)
    return draft


@transaction.atomic
def begin_draft(*, course: Course, by: User | None, at: datetime) -> Edition:
    """The draft of the next edition: the one that there is, or a copy of the newest."""
    locked = Course.objects.select_for_update().get(pk=course.pk)
    if there := locked.editions.drafts().first():
        return there
    newest = locked.editions.order_by("-number").first()
    draft = _copy(newest) if newest else Edition.objects.create(course=locked, number=1, title=locked.code)
    record(verb="course.drafted", about=locked, by=by, at=at, number=draft.number)
    return draft


@transaction.atomic
def throw_draft_away(*, course: Course, by: User | None, at: datetime) -> None:
    """Back to what is published. Of a course that was never published the draft stays."""
    locked = Course.objects.select_for_update().get(pk=course.pk)
    draft = locked.editions.drafts().filter(number__gt=1).first()
    if draft is None:
        return
    number = draft.number
    names = set(LessonFile.objects.filter(lesson__edition=draft).values_list("file", flat=True))
    draft.delete()
    forget_files(names)
    record(verb="course.draft_thrown_away", about=locked, by=by, at=at, number=number)


@transaction.atomic
def publish_edition(*, edition: Edition, what_changed: str, by: User | None, at: datetime) -> Edition:
    """From here on it never changes. Of all but the first one says what changed. Raises NotReady."""
    draft = locked_draft_or_published(edition)
    if draft.published_at:
        return draft
    findings = findings_of(draft)
    if findings or (draft.number > 1 and not what_changed.strip()):
        raise NotReady(findings)
    draft.what_changed, draft.published_at, draft.published_by = what_changed.strip(), at, by
    draft.save(update_fields=["what_changed", "published_at", "published_by"])
    record(verb="course.published", about=draft.course, by=by, at=at, number=draft.number)
    searching.refind(draft.course)
    edition_published.send(Edition, edition=draft, by=by, at=at)
    return draft


@transaction.atomic
def retire(*, course: Course, by: User | None, at: datetime) -> None:
    """It is offered no more. Whoever has begun goes on."""
    _set_retired(course, at, "course.retired", by, at)


@transaction.atomic
def take_up_again(*, course: Course, by: User | None, at: datetime) -> None:
    _set_retired(course, None, "course.taken_up", by, at)


def locked_draft(edition: Edition) -> Edition:
    """For whoever writes in it: nobody publishes meanwhile. Inside a transaction. Raises NotADraft."""
    draft = locked_draft_or_published(edition)
    if draft.published_at:
        raise NotADraft
    return draft


def locked_draft_or_published(edition: Edition) -> Edition:
    Course.objects.select_for_update().get(pk=edition.course_id)
    found = Edition.objects.select_related("course").filter(pk=edition.pk).first()
    if found is None:
        raise NotADraft  # thrown away meanwhile
    return found


def _set_retired(
    course: Course, retired_at: datetime | None, verb: str, by: User | None, at: datetime
) -> None:
    locked = Course.objects.select_for_update().get(pk=course.pk)
    if (locked.retired_at is None) == (retired_at is None):
        return
    locked.retired_at = retired_at
    locked.save(update_fields=["retired_at"])
    record(verb=verb, about=locked, by=by, at=at)
    searching.refind(locked)


def _free_slug(code: str) -> str:
    """A short address, that a title may change without."""
    stem = slugify(code) or "course"
    taken = set(Course.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slugs = (stem, *(f"{stem}-{number}" for number in range(2, 1_000)))
    return next(slug for slug in slugs if slug not in taken)


def _copy(newest: Edition) -> Edition:
    """All that is in it, under the same keys. Files are shared: what is kept of them does not change."""
    old = newest.pk
    newest.pk, newest._state.adding, newest.number = None, True, newest.number + 1
    newest.published_at = newest.published_by = None
    newest.what_changed = ""
    newest.save(force_insert=True)
    objectives = _again(Objective.objects.filter(edition=old), edition={old: newest})
    modules = _again(Module.objects.filter(edition=old), edition={old: newest})
    lessons = _again(
        Lesson.objects.filter(edition=old), edition={old: newest}, module=modules, objective=objectives
    )
    for part in (LessonFile, Question, Card):
        _again(part.objects.filter(lesson__edition=old), lesson=lessons)
    return newest


def _again(rows: QuerySet[Row], **new: Mapping[int, Model]) -> dict[int, Row]:
    """Copies, by the number of what they were made of. `new`: for each field, what stands there now by what stood."""
    made = {}
    for row in rows:
        old = row.pk
        row.pk, row._state.adding = None, True
        for field, by_number in new.items():
            setattr(row, field, by_number.get(getattr(row, f"{field}_id")))
        made[old] = row
    rows.model._default_manager.bulk_create(made.values())
    return made
