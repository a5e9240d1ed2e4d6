"""Who may play the recordings of lessons: whoever may read one lesson that carries it."""

from typing import Any

from django.db.models import Q

from rounds.core.zones import ADVERTISED, open_to
from rounds.courses.models import Edition, Enrolment, Lesson
from rounds.media import gates


def enter() -> None:
    gates.enter("courses", may_play)


def may_play(user: Any, recordings: frozenset[int]) -> set[int]:
    """Of lessons in the newest editions of courses that are offered; of older and of retired ones for whoever still
    reads these alone."""
    published = Lesson.objects.filter(recording__in=recordings, edition__published_at__isnull=False)
    offered = Edition.objects.current().filter(course__retired_at=None)
    reads = Enrolment.objects.filter(user=user.pk).values("edition") if user.is_authenticated else []
    is_theirs = Q(edition__in=offered) | Q(edition__in=reads)
    is_open = Q(edition__zone__in=open_to(user)) | Q(is_sample=True, edition__zone__in=ADVERTISED)
    return {pk for pk in published.filter(is_theirs, is_open).values_list("recording", flat=True) if pk}
