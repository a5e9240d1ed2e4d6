"""Which cards a learner is asked today, and why not the others.

A card is asked where the newest published edition of its course has it, in a lesson that the learner may read now; else
it rests, and comes back as it was. Of cards that were never asked, at most ten come in on a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from rounds.core.zones import open_to
from rounds.courses.cards import MAKING, keys
from rounds.courses.models import Card, Course, Edition, Lesson, Memory, Question, Review

NEW_A_DAY = 10
SITTING = 12  # cards, which take one to three minutes


class Place(NamedTuple):
    """Where a card stands in the newest edition."""

    edition: Edition
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class Deck:
    """`waiting`: in the order in which they are asked. `asked`: how many were, today. `held_back`: new ones that come
    in on another day."""

    today: date
    waiting: Sequence[Memory]
    places: Mapping[int, Place]
    asked: int
    held_back: int

    @property
    def courses(self) -> list[str]:
        """Titles of those that something waits of."""
        return list(dict.fromkeys(self.places[one.pk].edition.title for one in self.waiting))


def deck(user: Any, today: date, zones: frozenset[str] | None = None) -> Deck:
    """`zones`: those open to the person, where they are known already."""
    due = list(Memory.objects.filter(user=user).due(today).order_by("due_on", "pk"))
    places = places_of(due, open_to(user) if zones is None else zones)
    due = [one for one in due if one.pk in places]
    firsts = list(Review.objects.filter(memory__user=user, on=today).values_list("days_since", flat=True))
    known = [one for one in due if one.times]
    new = [one for one in due if not one.times]
    room = max(0, NEW_A_DAY - sum(one is None for one in firsts))
    return Deck(today, [*known, *new[:room]], places, len(firsts), len(new[room:]))


def places_of(memories: Iterable[Memory], zones: frozenset[str]) -> dict[int, Place]:
    """Where each stands that may be asked now, by its id."""
    memories = list(memories)
    if not memories:
        return {}
    lessons = _readable(memories, zones)
    there = _keys_in([one.pk for one in lessons.values()])
    placed = {}
    for one in memories:
        lesson = lessons.get((one.course_id, one.lesson))
        if lesson and one.card in there[lesson.pk]:
            placed[one.pk] = Place(lesson.edition, lesson)
    return placed


def waiting_of(user: Any, course: Course, lesson: str, today: date) -> int:
    """How many cards of one lesson wait, beside those that come in on another day."""
    return sum(one.course_id == course.pk and one.lesson == lesson for one in deck(user, today).waiting)


def next_day(user: Any, today: date, zones: frozenset[str]) -> tuple[date, int] | None:
    """When something waits again after today, and how many cards."""
    later = Memory.objects.filter(user=user, put_away_at=None, due_on__gt=today).order_by("due_on", "pk")
    soon = list(later[:500])
    placed = places_of(soon, zones)
    days = [one.due_on for one in soon if one.pk in placed]
    return (days[0], days.count(days[0])) if days else None


def _readable(memories: Sequence[Memory], zones: frozenset[str]) -> dict[tuple[int, str], Lesson]:
    courses = {one.course_id for one in memories}
    editions = {
        one.pk: one for one in Edition.objects.current().filter(course__in=courses).select_related("course")
    }
    found = Lesson.objects.filter(edition__in=editions, key__in={one.lesson for one in memories})
    lessons = found.only("edition", "key", "title", "is_sample")
    readable = {}
    for lesson in lessons:
        lesson.edition = editions[lesson.edition_id]
        if lesson.is_sample or lesson.edition.zone in zones:
            readable[lesson.edition.course_id, lesson.key] = lesson
    return readable


def _keys_in(lessons: Sequence[int]) -> defaultdict[int, set[str]]:
    cards: defaultdict[int, list[str]] = defaultdict(list)
    questions: defaultdict[int, list[str]] = defaultdict(list)
    for lesson, key in Card.objects.filter(lesson__in=lessons).values_list("lesson", "key"):
        cards[lesson].append(key)
    without = [one for one in lessons if one not in cards]
    asked = Question.objects.filter(lesson__in=without, kind__in=MAKING)
    for lesson, key in asked.values_list("lesson", "key"):
        questions[lesson].append(key)
    there: defaultdict[int, set[str]] = defaultdict(set)
    there.update({one: keys(cards[one], questions[one]) for one in lessons})
    return there
