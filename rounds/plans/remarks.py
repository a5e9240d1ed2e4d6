"""What reviewers have said about a plan, clause by clause, and what the authors answered."""

from typing import NamedTuple

from rounds.plans import rubric
from rounds.plans.models import Key, Rating, Remark, Review, StrategicPlan
from rounds.plans.rubric import LEVELS, Criterion


class Judged(NamedTuple):
    criterion: Criterion
    level: int
    name: str
    why: str


class Round(NamedTuple):
    """A review that was decided. `is_last`: its remarks can be answered while the plan is written again."""

    review: Review
    number: int
    is_last: bool
    judged: list[Judged]
    remarks: list[tuple[str, str, list[Remark]]]  # key and title of a section, what was said of it

    @property
    def unanswered(self) -> int:
        return sum(not one.answer for _key, _title, of in self.remarks for one in of)


def rounds_of(plan: StrategicPlan) -> list[Round]:
    """The newest first."""
    found = plan.reviews.filter(decided_at__isnull=False).order_by("decided_at", "pk")
    found = found.select_related("reviewer", "edition").prefetch_related("ratings", "remarks__answered_by")
    decided = list(found)
    made = [_round(one, at, at == len(decided)) for at, one in enumerate(decided, start=1)]
    return made[::-1]


def beside(plan: StrategicPlan, key: str) -> list[Remark]:
    """Of the last review that was decided, what it says about one section: for whoever mends it."""
    last = plan.reviews.filter(decided_at__isnull=False).order_by("-decided_at", "-pk").first()
    return list(last.remarks.filter(section=key).order_by("pk")) if last else []


def judged(review: Review, ratings: list[Rating]) -> list[Judged]:
    by_key = {one.criterion: one for one in ratings}
    return [
        Judged(one, rated.level, str(LEVELS[rated.level]), rated.remark)
        for one in rubric.numbered(review.rubric).criteria
        if (rated := by_key.get(one.key)) and rated.level is not None
    ]


def _round(review: Review, number: int, is_last: bool) -> Round:
    said = sorted(review.remarks.all(), key=lambda one: one.pk)
    by_section = [
        (key.value, str(key.label), [one for one in said if one.section == key.value]) for key in Key
    ]
    return Round(
        review,
        number,
        is_last,
        judged(review, list(review.ratings.all())),
        [one for one in by_section if one[2]],
    )
