"""What was said beside the sections of a plan, in talks: a comment and its answers."""

from collections import defaultdict
from typing import NamedTuple

from rounds.plans.models import Comment, StrategicPlan


class Talk(NamedTuple):
    first: Comment
    answers: list[Comment]


def talks(plan: StrategicPlan, section: str = "") -> dict[str, list[Talk]]:
    """By section, open ones first, the oldest of them first. What was taken out is shown where it was answered."""
    found = Comment.objects.filter(plan=plan).select_related("by", "settled_by").order_by("at", "pk")
    if section:
        found = found.filter(section=section)
    answers: defaultdict[int, list[Comment]] = defaultdict(list)
    firsts: list[Comment] = []
    for one in found:
        if one.answers_id is None:
            firsts.append(one)
        elif one.taken_out_at is None:
            answers[one.answers_id].append(one)
    made: defaultdict[str, list[Talk]] = defaultdict(list)
    for first in sorted(firsts, key=lambda one: (one.settled_at is not None, one.at, one.pk)):
        if first.taken_out_at is None or answers[first.pk]:
            made[first.section].append(Talk(first, answers[first.pk]))
    return dict(made)
