"""How much of what was learned is still known, by objective: for the learner, and for groups of the staff."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Q

from rounds.courses import groups, memory
from rounds.courses.actions.reviewing import known_of
from rounds.courses.models import Edition, Enrolment, Memory, Objective, Review

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
    for one in _reviewed(Memory.objects.filter(user=user)):
        shares[one.course_id, one.objective].append(_expected(one, today))
    lately = _lately(user, today)
    kept = []
    for aim, course, text in _in_words(shares):
        known, asked = lately.get(aim, (0, 0))
        now = sum(shares[aim]) / len(shares[aim])
        kept.append(Kept(course, text, len(shares[aim]), now, known, asked))
    return kept


def of_staff(people: Collection[int], today: date) -> tuple[list[Taught], list[str]]:
    """Courses that five or more of these people began; the titles of all others, begun or not."""
    began = {one["course"]: one for one in _counts(people)}
    editions = Edition.objects.current().filter(course__retired_at=None).select_related("course")
    known = list(editions.order_by("course__code"))
    told = [one for one in known if groups.at_least(began.get(one.course_id, {}).get("began", 0))]
    by_person = _by_person(people, {one.course_id for one in told}, today)
    names = _objectives({one.course_id for one in told})
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
    for one in _reviewed(Memory.objects.filter(user__in=people, course__in=courses)):
        found[one.course_id, one.objective][one.user_id].append(_expected(one, today))
    return {aim: dict(of) for aim, of in found.items()}


def _averages(parts: Iterable[Mapping[int, list[float]]]) -> list[float]:
    """One for each person, over all the parts that they have something of."""
    all_of: defaultdict[int, list[float]] = defaultdict(list)
    for part in parts:
        for person, shares in part.items():
            all_of[person] += shares
    return [sum(shares) / len(shares) for shares in all_of.values()]


def _reviewed(memories: Any) -> Any:
    """With what the expectation follows from."""
    fields = ("user_id", "course_id", "objective", "stability", "difficulty", "last_reviewed_on")
    return memories.filter(times__gt=0, put_away_at=None).only(*fields).iterator(chunk_size=2_000)


def _expected(one: Memory, today: date) -> float:
    known = known_of(one)
    return memory.expected(known, today) if known else 0.0


def _lately(user: Any, today: date) -> dict[Aim, tuple[int, int]]:
    again = Review.objects.filter(memory__user=user, on__gt=today - LATELY, days_since__isnull=False)
    rows = again.order_by().values_list("memory__course", "memory__objective")
    counted = rows.annotate(known=Count("pk", filter=Q(rating__gt=FORGOTTEN)), asked=Count("pk"))
    return {(course, objective): (known, asked) for course, objective, known, asked in counted}


def _in_words(aims: Iterable[Aim]) -> list[tuple[Aim, str, str]]:
    """With title and objective, as the newest edition has them; an objective that is gone is the course's."""
    aims = set(aims)
    titles = _titles({course for course, _key in aims})
    names = _objectives(titles)
    place = {aim: at for at, aim in enumerate(names)}
    ordered = sorted(aims, key=lambda aim: (titles.get(aim[0], ""), place.get(aim, len(place)), aim[1]))
    return [(aim, titles.get(aim[0], ""), names.get(aim, "")) for aim in ordered]


def _titles(courses: Collection[int]) -> dict[int, str]:
    current = Edition.objects.current().filter(course__in=courses)
    return dict(current.values_list("course", "title"))


def _objectives(courses: Collection[int]) -> dict[Aim, str]:
    """In their order."""
    editions = Edition.objects.current().filter(course__in=courses)
    found = Objective.objects.filter(edition__in=editions).order_by("edition", "position", "pk")
    rows = found.values_list("edition__course", "key", "text")
    return {(course, key): text for course, key, text in rows}
