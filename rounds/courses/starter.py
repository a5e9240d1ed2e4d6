"""The starter curriculum: five courses, written for this product and free to change (MIT, as all of it).

A course that is there, by its code, is left as it is, whatever was made of it.
"""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from rounds.courses.actions.editions import publish_edition
from rounds.courses.actions.taking_in import take_in
from rounds.courses.folders import reading, unpacking
from rounds.courses.folders.shape import CourseIn, Faulty
from rounds.courses.models import Course, Edition


class Piece(NamedTuple):
    """`slug`: the name of its folder."""

    slug: str
    folder: Path

    def read(self) -> CourseIn:
        """Raises Faulty."""
        return reading.read(unpacking.from_directory(self.folder))


def pieces() -> list[Piece]:
    """In an order in which each comes after what it asks to have passed before."""
    here: Path = settings.BASE_DIR / "data" / "curriculum"
    found = [Piece(path.name, path) for path in sorted(here.iterdir()) if (path / reading.COURSE).is_file()]
    return sorted(found, key=lambda piece: (_comes_later(piece), piece.slug))


def _comes_later(piece: Piece) -> bool:
    try:
        return bool(piece.read().prerequisites)
    except Faulty:
        return True


def is_there(piece: Piece) -> bool:
    return Course.objects.filter(code__iexact=piece.read().code).exists()


@transaction.atomic
def take(piece: Piece, *, at: datetime) -> Edition | None:
    """Taken in and published. None where there is a course with its code."""
    if is_there(piece):
        return None
    draft = take_in(folder=piece.read(), by=None, at=at)
    return publish_edition(edition=draft, what_changed="", by=None, at=at)


def load(*, at: datetime) -> list[Edition]:
    """All that are not there yet."""
    return [edition for piece in pieces() if (edition := take(piece, at=at))]


def faults(piece: Piece) -> list[str]:
    """In sentences."""
    try:
        piece.read()
    except Faulty as faulty:
        return [str(one) for one in faulty.faults]
    return []
