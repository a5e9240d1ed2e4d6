"""What a learner finds at home: where to go on, how far they are, what waits, what they still know."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse

from rounds.core.zones import open_to
from rounds.courses import retention
from rounds.courses.deck import Deck, deck, next_day
from rounds.courses.emails import minutes
from rounds.courses.models import Enrolment, Lesson, LessonDone, Review
from rounds.courses.retention import Kept
from rounds.courses.showing import url_of

LATELY = 28  # days


class Taken(NamedTuple):
    """`next`: the lesson to go on with, None where all are done."""

    enrolment: Enrolment
    lessons: int
    done: int
    next: Lesson | None

    @property
    def url(self) -> str:
        return reverse("courses:course", args=[self.enrolment.course.slug])

    @property
    def next_url(self) -> str:
        return url_of(self.enrolment.course, self.next.key) if self.next else self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    taken: Sequence[Taken]
    deck: Deck
    minutes: int  # for what waits
    next_day: tuple[date, int] | None
    kept: Sequence[Kept]
    practiced: int  # of the last 28 days

    @property
    def go_on(self) -> Taken | None:
        return next((one for one in self.taken if one.next), None)


def home(user: Any, today: date) -> Home:
    zones = open_to(user)
    waiting = deck(user, today, zones)
    return Home(
        taken=taken(user),
        deck=waiting,
        minutes=minutes(len(waiting.waiting)),
        next_day=None if waiting.waiting else next_day(user, today, zones),
        kept=retention.of_learner(user, today),
        practiced=_practiced(user, today),
    )


def taken(user: Any) -> list[Taken]:
    """Those that they were in last come first; of each, as in the edition that they read."""
    found = Enrolment.objects.filter(user=user).select_related("course", "edition")
    enrolments = list(found.order_by("-last_seen_at", "pk"))
    lessons = _lessons({one.edition_id for one in enrolments})
    done: defaultdict[int, set[str]] = defaultdict(set)
    rows = LessonDone.objects.filter(enrolment__in=enrolments).values_list("enrolment", "lesson")
    for enrolment, key in rows:
        done[enrolment].add(key)
    return [_of(one, lessons[one.edition_id], done[one.pk]) for one in enrolments]


def _of(enrolment: Enrolment, lessons: Sequence[Lesson], done: set[str]) -> Taken:
    """The next is the first that is not done after the one done last; else the first that is not done."""
    left = [one for one in lessons if one.key not in done]
    keys = [one.key for one in lessons]
    last = keys.index(enrolment.last_lesson) if enrolment.last_lesson in keys else -1
    after = next((one for one in left if keys.index(one.key) > last), None)
    return Taken(enrolment, len(lessons), len(lessons) - len(left), after or next(iter(left), None))


def _lessons(editions: set[int]) -> defaultdict[int, list[Lesson]]:
    found = Lesson.objects.filter(edition__in=editions).only("edition_id", "key", "title")
    by_edition: defaultdict[int, list[Lesson]] = defaultdict(list)
    for one in found.order_by("module__position", "position", "pk"):
        by_edition[one.edition_id].append(one)
    return by_edition


def _practiced(user: Any, today: date) -> int:
    days = Review.objects.filter(memory__user=user, on__gt=today - timedelta(days=LATELY), on__lte=today)
    return days.order_by().values("on").distinct().count()
