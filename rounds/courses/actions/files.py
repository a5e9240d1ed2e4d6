"""The bytes of lessons' files. Editions share them, so that they go when the last row with them has gone."""

from collections.abc import Iterable
from functools import partial

from django.core.files.storage import Storage
from django.db import transaction

from rounds.courses.models import LessonFile

Saved = list[tuple[Storage, str]]  # what was put where since an action began


def store() -> Storage:
    return LessonFile._meta.get_field("file").storage


def forget_files(names: Iterable[str]) -> None:
    """Those, by their names in the store, that no lesson has any more. Inside a transaction: they go once it holds."""
    names = set(names)
    kept = set(LessonFile.objects.filter(file__in=names).values_list("file", flat=True))
    for name in names - kept:
        transaction.on_commit(partial(store().delete, name))
