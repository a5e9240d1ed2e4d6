"""What somebody was writing in has changed, gone or been published meanwhile: nothing that they typed is lost."""

from typing import Any, TypeVar

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.courses.actions.writing.drafts import mark_of
from rounds.courses.actions.writing.recovering import Written, edition_of, kept_with, recover
from rounds.courses.models import Card, Edition, Lesson, Question
from rounds.users.signed_in import person

Row = TypeVar("Row", Lesson, Question, Card)
AGAIN = "again"  # the button that brings it back and keeps what was typed


def writable(request: HttpRequest, of: type[Row], pk: int) -> Row | None:
    """In a draft; None where what was typed can only be shown. To look at, what is in no draft is not there."""
    rows: Any = of.objects.select_related("edition__course" if of is Lesson else "lesson__edition__course")
    found: Row | None = rows.filter(pk=pk).first()
    if found and not edition_of(found).published_at:
        return found
    if request.method != "POST":
        raise Http404
    if request.POST.get("do") == AGAIN:
        back = recover(of, pk, by=person(request), at=timezone.now())
        return rows.get(pk=back.pk) if back else None
    return None


def lost(of: type[Written], pk: int) -> tuple[Written, dict[str, Any]]:
    """What it was, for its form; and what to say. Where nobody knows it, there is no such page."""
    row = of.objects.filter(pk=pk).first()
    if row:
        return row, {
            "is_gone": True,
            "said": _("This edition was published while you wrote, so it never changes."),
        }
    kept = kept_with(of, pk)
    draft = Edition.objects.drafts().filter(course_id=kept.course_id).first() if kept else None
    if kept is None or draft is None:
        raise Http404
    fields = next(one for one in kept.rows if one["pk"] == pk and one["model"] == of._meta.label_lower)[
        "fields"
    ]
    said = _("Somebody took this out of the draft while you wrote.")
    return _as_it_was(of, pk, fields, draft), {"is_gone": True, "said": said}


def seen_of(request: HttpRequest, row: Written) -> str:
    """Whoever brings it back keeps theirs: they have read that it was gone."""
    return mark_of(row) if request.POST.get("do") == AGAIN else request.POST.get("seen", "")


def _as_it_was(of: type[Written], pk: int, fields: dict[str, Any], draft: Edition) -> Written:
    """Not kept: a form is made of it."""
    if of is Lesson:
        return Lesson(pk=pk, edition=draft, key=fields["key"], title=fields["title"])
    lesson = draft.lessons.filter(pk=fields["lesson"]).first() or Lesson(pk=fields["lesson"], edition=draft)
    if of is Question:
        return Question(
            pk=pk, lesson=lesson, kind=fields["kind"], text=fields["text"], content=fields["content"]
        )
    return Card(pk=pk, lesson=lesson, front=fields["front"], back=fields["back"])
