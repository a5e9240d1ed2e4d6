"""The plans of a person, and what waits for them in each."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rounds.plans.models import Author, Comment, Key, Section, StrategicPlan
from rounds.users.models import User


class Line(NamedTuple):
    """`written`: sections with words, of ten. `open`: comments that wait to be settled."""

    plan: StrategicPlan
    leads: bool
    written: int
    open: int

    @property
    def of(self) -> int:
        return len(Key)


def lines(user: User) -> Sequence[Line]:
    """Those that are put away come last. Three questions, however many plans there are."""
    mine = Author.objects.filter(user=user, left_at=None).select_related("plan__organization")
    authors = list(mine.order_by("-plan__created_at", "-pk"))
    plans = [one.plan_id for one in authors]
    written = Counter(Section.objects.filter(plan__in=plans).exclude(text="").values_list("plan", flat=True))
    waiting = Comment.objects.filter(plan__in=plans, answers=None, settled_at=None, taken_out_at=None)
    open_ones = Counter(waiting.values_list("plan", flat=True))
    made = [Line(one.plan, one.is_lead, written[one.plan_id], open_ones[one.plan_id]) for one in authors]
    return sorted(made, key=lambda line: line.plan.archived_at is not None)
