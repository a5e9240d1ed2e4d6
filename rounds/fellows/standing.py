"""Where a fellow stands: their steps in order, what is next, how far the clock has run, what reviewers said."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rounds.fellows import ladder, reporting
from rounds.fellows.models import Fellow, Level, Opinion, Step


@dataclass(slots=True)
class Rung:
    """`step`: None where it is not open yet. `said`: of the last round that both reviewers have decided."""

    level: Level
    step: Step | None
    said: Sequence[Opinion] = field(default_factory=list)
    months: ladder.Months | None = None
    is_early: bool = False

    @property
    def is_awarded(self) -> bool:
        return self.step is not None and self.step.state == Step.State.AWARDED

    @property
    def earliest(self) -> str:
        return reporting.earliest_day(self.step) if self.step else ""

    @property
    def how(self) -> str:
        """In a word or two."""
        return str(self.step.get_state_display()) if self.step else _("Not open yet")


def rungs(fellow: Fellow, at: datetime) -> list[Rung]:
    steps = {one.level: one for one in fellow.steps.select_related("plan", "award__achievement")}
    said: dict[int, list[Opinion]] = {}
    rounds = Opinion.objects.filter(step__fellow=fellow, round=F("step__round")).exclude(verdict="")
    for one in rounds.exclude(step__state=Step.State.SENT).order_by("slot"):
        said.setdefault(one.step_id, []).append(one)
    return [_rung(level, steps.get(level.value), said, at) for level in Level]


def next_rung(found: Sequence[Rung]) -> Rung | None:
    """The first that is open and not awarded."""
    return next((one for one in found if one.step and not one.is_awarded), None)


def _rung(level: Level, step: Step | None, said: dict[int, list[Opinion]], at: datetime) -> Rung:
    found = Rung(level, step, said.get(step.pk, []) if step else [])
    if step and level == Level.SILVER:
        found.months = reporting.months(step, localdate(at))
        found.is_early = reporting.is_early(step, at)
    return found
