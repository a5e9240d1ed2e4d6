"""The bytes of lessons' files. Editions share them, so that they go when the last row with them has gone."""

from collections.abc import Iterable
from functools import partial

from django.core.files.storage import Storage
from django.db import transaction

from rounds.courses.models import LessonFile, TakenOut

Saved = list[tuple[Storage, str]]  # what was put where since an action began


def store() -> Storage:
    return LessonFile._meta.get_field("file").storage


def forget_files(names: Iterable[str]) -> None:
    """Those, by their names in the store, that no lesson has any more, nor could get back.

    Inside a transaction: they go once it holds.
    """
    names = set(names)
    if not names:
        return
    kept = set(LessonFile.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names - kept - _aside():
        transaction.on_commit(partial(store().delete, name))


def _aside() -> set[str]:
    """Of what was taken out, and may be put back."""
    label = LessonFile._meta.label_lower
    rows = TakenOut.objects.values_list("rows", flat=True)
    return {one["fields"]["file"] for kept in rows for one in kept if one["model"] == label}
