"""Files of a lesson: pictures that its text shows, and others that it offers."""

from datetime import datetime
from hashlib import sha256

from django.core.files.base import ContentFile
from django.db import transaction

from rounds.activity.actions import record
from rounds.courses.actions.editions import locked_draft
from rounds.courses.actions.writing.drafts import set_to, unchanged
from rounds.courses.actions.writing.taking_out import Kind, take_out
from rounds.courses.models import Lesson, LessonFile
from rounds.users.models import User

MOST = 50  # of one lesson


class TooManyFiles(Exception):
    """No more fit into one lesson."""


class NameTaken(Exception):
    """The lesson has a file of this name."""


@transaction.atomic
def attach_file(
    *,
    lesson: Lesson,
    name: str,
    title: str,
    content: bytes,
    content_type: str,
    is_shown: bool,
    by: User | None,
    at: datetime,
) -> LessonFile:
    """`is_shown`: a picture, at the end of the lesson's text. Raises NameTaken, TooManyFiles."""
    draft = locked_draft(lesson.edition)
    there = set(lesson.files.values_list("name", flat=True))
    if name.casefold() in {one.casefold() for one in there}:
        raise NameTaken
    if len(there) >= MOST:
        raise TooManyFiles
    made = LessonFile.objects.create(
        lesson=lesson,
        name=name,
        title=title,
        file=ContentFile(content, name=name),
        content_type=content_type,
        size=len(content),
        sha256=sha256(content).hexdigest(),
    )
    if is_shown:
        now = Lesson.objects.select_for_update().get(pk=lesson.pk)
        set_to(now, {"body": f"{now.body.rstrip()}\n\n{shown(made)}\n"})
    record(verb="course.file_attached", about=draft.course, by=by, at=at, name=name)
    return made


@transaction.atomic
def name_file(*, file: LessonFile, title: str, seen: str, by: User | None, at: datetime) -> LessonFile:
    """Raises ChangedMeanwhile."""
    draft = locked_draft(file.lesson.edition)
    now = unchanged(LessonFile.objects.all(), file.pk, seen)
    if set_to(now, {"title": title}):
        record(verb="course.file_named", about=draft.course, by=by, at=at, name=now.name)
    return now


@transaction.atomic
def detach_file(*, file: LessonFile, by: User | None, at: datetime) -> None:
    draft = locked_draft(file.lesson.edition)
    if take_out(draft, Kind.FILE, file, at=at):
        record(verb="course.file_detached", about=draft.course, by=by, at=at, name=file.name)


def shown(file: LessonFile) -> str:
    """What stands in the text where the picture is to be seen."""
    words = "".join(f"\\{letter}" if letter in "[]\\" else letter for letter in file.title)
    return f"![{words}]({file.name})"
