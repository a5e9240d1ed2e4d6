"""How much of what was learned is still known, by objective: for the learner, and for groups of the staff."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from rounds.core.zones import ADVERTISED
from rounds.courses import groups, memory
from rounds.courses.memory import Known
from rounds.courses.models import Edition, Enrolment, Memory, Objective, Review
from rounds.courses.models.reviewing import MemoryQuerySet

LATELY = timedelta(days=90)
FORGOTTEN = memory.Rated.FORGOTTEN
Aim = tuple[int, str]  # a course, and the key of its objective


class Kept(NamedTuple):
    """`now`: the share of its cards that are expected to be known today. Of `asked` reviews `known` went well, lately;
    the first of a card is none of them: nothing could have been forgotten."""

    course: str
    objective: str
    cards: int
    now: float
    known: int
    asked: int

    @property
    def expected(self) -> float:
        """Cards, to a tenth."""
        return round(self.now * self.cards, 1)


class Goal(NamedTuple):
    objective: str
    now: float | None  # of a group; None of fewer than five people


class Taught(NamedTuple):
    """A course among an organization's staff. Counts are "at least"; None is fewer than five."""

    code: str
    title: str
    began: int | None
    completed: int | None
    passed: int | None
    now: float | None
    goals: Sequence[Goal]


def of_learner(user: Any, today: date) -> list[Kept]:
    """By course, in the order of its objectives."""
    shares: defaultdict[Aim, list[float]] = defaultdict(list)
    for _user, aim, share in _expected(Memory.objects.filter(user=user), today):
        shares[aim].append(share)
    lately = _lately(user, today)
    kept = []
    for aim, course, text in _in_words(shares):
        known, asked = lately.get(aim, (0, 0))
        now = sum(shares[aim]) / len(shares[aim])
        kept.append(Kept(course, text, len(shares[aim]), now, known, asked))
    return kept


def of_staff(people: Collection[int], today: date) -> tuple[list[Taught], list[str]]:
    """Courses that five or more of these people began; the titles of all others, begun or not.

    None of what the center's own staff and board learn: that is nothing for organizations.
    """
    began = {one["course"]: one for one in _counts(people)}
    editions = Edition.objects.current().filter(course__retired_at=None, zone__in=ADVERTISED)
    known = list(editions.select_related("course").order_by("course__code"))
    told = [one for one in known if groups.at_least(began.get(one.course_id, {}).get("began", 0))]
    by_person = _by_person(people, {one.course_id for one in told}, today)
    names = _objectives({one.pk: one for one in told})
    rows = [_taught(one, began[one.course_id], by_person, names) for one in told]
    told_of = {one.course_id for one in told}
    return rows, [str(one) for one in known if one.course_id not in told_of]


def _taught(
    edition: Edition,
    counts: Mapping[str, int],
    by_person: Mapping[Aim, Mapping[int, list[float]]],
    names: Mapping[Aim, str],
) -> Taught:
    course = edition.course_id
    aims = [aim for aim in names if aim[0] == course]
    goals = [Goal(names[aim], groups.share(_averages([by_person.get(aim, {})]))) for aim in aims]
    everything = [of for aim, of in by_person.items() if aim[0] == course]
    untold = [groups.share(_averages([of])) for aim, of in by_person.items() if aim[0] == course]
    return Taught(
        edition.course.code,
        edition.title,
        groups.at_least(counts["began"]),
        groups.at_least(counts["completed"]),
        groups.at_least(counts["passed"]),
        groups.total(_averages(everything), untold),
        goals,
    )


def _counts(people: Collection[int]) -> Any:
    begun = Enrolment.objects.filter(user__in=people).order_by().values("course")
    completed, passed = (
        Count("pk", filter=Q(completed_at__isnull=False)),
        Count("pk", filter=Q(passed_at__isnull=False)),
    )
    return begun.annotate(began=Count("pk"), completed=completed, passed=passed)


def _by_person(
    people: Collection[int], courses: Collection[int], today: date
) -> dict[Aim, dict[int, list[float]]]:
    found: defaultdict[Aim, defaultdict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for person, aim, share in _expected(Memory.objects.filter(user__in=people, course__in=courses), today):
        found[aim][person].append(share)
    return {aim: dict(of) for aim, of in found.items()}


def _averages(parts: Iterable[Mapping[int, list[float]]]) -> list[float]:
    """One for each person, over all the parts that they have something of."""
    all_of: defaultdict[int, list[float]] = defaultdict(list)
    for part in parts:
        for person, shares in part.items():
            all_of[person] += shares
    return [sum(shares) / len(shares) for shares in all_of.values()]


def _expected(memories: MemoryQuerySet, today: date) -> Iterator[tuple[int, Aim, float]]:
    """Of each that was reviewed: whose, of what, and how likely they know it. Rows, for there may be many."""
    fields = ("user", "course", "objective", "stability", "difficulty", "last_reviewed_on")
    reviewed = memories.filter(times__gt=0, put_away_at=None, last_reviewed_on__isnull=False)
    rows = reviewed.values_list(*fields)
    for user, course, objective, stability, difficulty, on in rows.iterator(chunk_size=2_000):
        yield user, (course, objective), memory.expected(Known(stability, difficulty, on), today)


def _lately(user: Any, today: date) -> dict[Aim, tuple[int, int]]:
    again = Review.objects.filter(memory__user=user, on__gt=today - LATELY, days_since__isnull=False)
    rows = again.order_by().values_list("memory__course", "memory__objective")
    counted = rows.annotate(known=Count("pk", filter=Q(rating__gt=FORGOTTEN)), asked=Count("pk"))
    return {(course, objective): (known, asked) for course, objective, known, asked in counted}


def _in_words(aims: Iterable[Aim]) -> list[tuple[Aim, str, str]]:
    """With title and objective, as the newest edition has them; an objective that is gone is the course's."""
    aims = set(aims)
    current = Edition.objects.current().filter(course__in={course for course, _key in aims})
    editions = {one.pk: one for one in current.only("course_id", "title")}
    names = _objectives(editions)
    titles = {one.course_id: one.title for one in editions.values()}
    place = {aim: at for at, aim in enumerate(names)}
    ordered = sorted(aims, key=lambda aim: (titles.get(aim[0], ""), place.get(aim, len(place)), aim[1]))
    return [(aim, titles.get(aim[0], ""), names.get(aim, "")) for aim in ordered]


def _objectives(editions: Mapping[int, Edition]) -> dict[Aim, str]:
    """In their order."""
    found = Objective.objects.filter(edition__in=editions).order_by("edition", "position", "pk")
    rows = found.values_list("edition", "key", "text")
    return {(editions[edition].course_id, key): text for edition, key, text in rows}
