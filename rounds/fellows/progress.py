"""The measures of a plan on their way from baseline to target, each with its chart and its figures."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rounds.core.charts import Panel, Point, Series, lines
from rounds.fellows.models import Step
from rounds.plans.models import Measure, Reading


class Way(NamedTuple):
    """`share`: of the way from baseline to target, in percent; it may be less than none, or more than all."""

    measure: Measure
    readings: Sequence[Reading]
    share: int | None
    chart: SafeString | None

    @property
    def last(self) -> Reading | None:
        return self.readings[-1] if self.readings else None


def ways(step: Step) -> list[Way]:
    """In two queries, however many measures there are."""
    measures = list(Measure.objects.filter(plan=step.plan_id, taken_out_at=None).order_by("position", "pk"))
    read: defaultdict[int, list[Reading]] = defaultdict(list)
    for one in Reading.objects.filter(measure__in=measures).order_by("on"):
        read[one.measure_id].append(one)
    began = localdate(step.began_at)
    return [_way(one, read[one.pk], began) for one in measures]


def share_of(baseline: Decimal | None, target: Decimal | None, now: Decimal) -> int | None:
    """Up or down, as the two say. None where there is no way between them."""
    if baseline is None or target is None or baseline == target:
        return None
    return round(100 * (now - baseline) / (target - baseline))


def _way(measure: Measure, readings: list[Reading], began: date) -> Way:
    share = share_of(measure.baseline, measure.target, readings[-1].value) if readings else None
    return Way(measure, readings, share, _chart(measure, readings, began))


def _chart(measure: Measure, readings: list[Reading], began: date) -> SafeString | None:
    """None where there is nothing to see yet, or a number lies below nought, where the axis begins."""
    from_on = measure.baseline_on or began
    start = [Point(from_on, float(measure.baseline))] if measure.baseline is not None else []
    measured = [*start, *(Point(one.on, float(one.value)) for one in readings if one.on > from_on)]
    aim = list(start)
    if measure.target is not None and measure.target_on and measure.target_on > from_on:
        aim.append(Point(measure.target_on, float(measure.target)))
    if len(measured) < 2 or any((one.value or 0) < 0 for one in [*measured, *aim]):
        return None
    series = [Series(_("Measured"), measured)]
    series += [Series(_("The plan"), aim)] if len(aim) > 1 else []
    title = f"{measure.name} ({measure.unit})" if measure.unit else measure.name
    return lines(f"measure-{measure.pk}", title, [Panel("", series)])
