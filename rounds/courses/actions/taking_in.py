"""A course that comes as a folder becomes the draft of its next edition, whole or not at all."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.actions.editions import begin_draft, make_course
from rounds.courses.actions.files import Saved, forget_files, store
from rounds.courses.actions.recordings import keep_recording
from rounds.courses.folders.shape import CourseIn, FileIn, LessonIn
from rounds.courses.models import Card, Course, Edition, Lesson, LessonFile, Module, Objective, Question
from rounds.users.models import User

CHUNK = 1024 * 1024
PLAIN = (
    "key", "title", "summary", "minutes", "is_sample", "body", "activity", "prompt", "drawn_from", "draw",
    "attempts_at_most", "seconds_at_most", "pass_percent",
)  # fmt: skip
OF_THE_EDITION = (
    "title", "summary", "zone", "language", "audience", "topics", "prerequisites", "instructors",
)  # fmt: skip


@transaction.atomic
def take_in(*, folder: CourseIn, by: User | None, at: datetime) -> Edition:
    """By its code: a new course, or the draft of one that there is, whose words this takes the place of."""
    draft = _draft_of(folder, by, at)
    for name in OF_THE_EDITION:
        setattr(draft, name, getattr(folder, name))
    draft.save(update_fields=OF_THE_EDITION)
    former = _cleared(draft)
    saved: Saved = []
    try:
        _fill(draft, folder, former, saved, by, at)
    except BaseException:
        for where, name in saved:
            where.delete(name)
        raise
    forget_files(former.values())
    record(verb="course.taken_in", about=draft.course, by=by, at=at, number=draft.number)
    return draft


def _draft_of(folder: CourseIn, by: User | None, at: datetime) -> Edition:
    course = Course.objects.filter(code__iexact=folder.code).first()
    if course is None:
        return make_course(code=folder.code, title=folder.title, by=by, at=at)
    return begin_draft(course=course, by=by, at=at)


def _cleared(draft: Edition) -> dict[str, str]:
    """The names of the files that were in it, by what is in them."""
    names = dict(LessonFile.objects.filter(lesson__edition=draft).values_list("sha256", "file"))
    for part in (draft.lessons, draft.modules, draft.objectives):
        part.all().delete()
    return names


def _fill(
    draft: Edition, folder: CourseIn, former: dict[str, str], saved: Saved, by: User | None, at: datetime
) -> None:
    objectives = {
        key: Objective.objects.create(edition=draft, key=key, position=place, text=text)
        for place, (key, text) in enumerate(folder.objectives.items(), start=1)
    }
    for number, told in enumerate(folder.modules, start=1):
        module = Module.objects.create(edition=draft, slug=told.slug, position=number, title=told.title)
        for place, one in enumerate(told.lessons, start=1):
            lesson = Lesson(edition=draft, module=module, position=place, **_plain(one))
            lesson.objective = objectives.get(one.objective)
            if one.recording:
                lesson.recording = keep_recording(
                    told=one.recording, title=one.title, language=folder.language, saved=saved, by=by, at=at
                )
            lesson.save(force_insert=True)
            _add_to(lesson, one)
            LessonFile.objects.bulk_create(_kept(lesson, one.files, former, saved))


def _plain(one: LessonIn) -> dict[str, object]:
    return {name: getattr(one, name) for name in PLAIN}


def _add_to(lesson: Lesson, one: LessonIn) -> None:
    Question.objects.bulk_create(
        Question(lesson=lesson, position=place, **asked._asdict())
        for place, asked in enumerate(one.questions, start=1)
    )
    Card.objects.bulk_create(
        Card(lesson=lesson, position=place, **card._asdict()) for place, card in enumerate(one.cards, start=1)
    )


def _kept(
    lesson: Lesson, files: Iterable[FileIn], former: dict[str, str], saved: Saved
) -> Iterable[LessonFile]:
    """What is kept already under the same bytes is not kept twice."""
    for told in files:
        digest = _digest(told)
        name = LessonFile.objects.filter(sha256=digest).values_list("file", flat=True).first()
        name = name or former.get(digest)
        if name is None:
            with told.source.open() as opened:
                name = store().save(f"courses/{digest[:12]}/{told.name}", File(opened))
            saved.append((store(), name))
        yield LessonFile(
            lesson=lesson,
            name=told.name,
            title=told.title,
            file=name,
            content_type=told.content_type,
            size=told.source.size,
            sha256=digest,
        )


def _digest(told: FileIn) -> str:
    digest = hashlib.sha256()
    with told.source.open() as opened:
        while piece := opened.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
