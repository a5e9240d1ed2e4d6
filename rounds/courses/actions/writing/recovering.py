"""What an author was writing in, when it was taken out or published under their hands."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction

from rounds.courses.actions.editions import begin_draft
from rounds.courses.actions.writing.taking_out import Kind, put_back
from rounds.courses.models import Card, Edition, Lesson, Question, TakenOut
from rounds.users.models import User

Written = Lesson | Question | Card
Row = TypeVar("Row", Lesson, Question, Card)
_HOLDS = {
    Lesson: (Kind.LESSON, Kind.MODULE),
    Question: (Kind.QUESTION, Kind.LESSON, Kind.MODULE),
    Card: (Kind.CARD, Kind.LESSON, Kind.MODULE),
}


@transaction.atomic
def recover(of: type[Row], pk: int, *, by: User | None, at: datetime) -> Row | None:
    """The same thing in a draft: put back, or in the draft of the next edition, which is begun if need be.

    None where it is nowhere. Raises CannotBePutBack.
    """
    row = of.objects.filter(pk=pk).first()
    if row is None:
        kept = kept_with(of, pk)
        draft = Edition.objects.drafts().filter(course_id=kept.course_id).first() if kept else None
        if kept is None or draft is None:
            return None
        put_back(edition=draft, pk=kept.pk, by=by, at=at)
        return of.objects.get(pk=pk)
    edition = edition_of(row)
    if not edition.published_at:
        return row
    return _same_in(begin_draft(course=edition.course, by=by, at=at), row)


def kept_with(of: type[Written], pk: int) -> TakenOut | None:
    """What was taken out, and holds it."""
    kept = TakenOut.objects.filter(kind__in=_HOLDS[of]).select_related("course").order_by("-at", "-pk")
    label = of._meta.label_lower
    return next(
        (one for one in kept if any(row["pk"] == pk and row["model"] == label for row in one.rows)), None
    )


def edition_of(row: Written) -> Edition:
    lesson = row if isinstance(row, Lesson) else row.lesson
    return Edition.objects.select_related("course").get(pk=lesson.edition_id)


def _same_in(draft: Edition, row: Row) -> Row | None:
    if isinstance(row, Lesson):
        return draft.lessons.filter(key=row.key).first()
    found = type(row).objects.filter(lesson__edition=draft, lesson__key=row.lesson.key, key=row.key)
    return found.first()
