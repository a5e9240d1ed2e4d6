"""What the page of a section shows of the review: open remarks of the last round, and what the section leaves open."""

from typing import Any

from django import template

from rounds.plans.content import content_of
from rounds.plans.gaps import gaps
from rounds.plans.models import StrategicPlan
from rounds.plans.remarks import beside
from rounds.plans.shape import read

register = template.Library()


@register.inclusion_tag("plans/review/beside.html")
def remarks_beside(plan: StrategicPlan, key: str) -> dict[str, Any]:
    """Nothing of a plan that was never returned."""
    return {"plan": plan, "remarks": beside(plan, key) if plan.state == StrategicPlan.State.RETURNED else []}


@register.inclusion_tag("plans/review/gaps_beside.html")
def gaps_beside(plan: StrategicPlan, key: str) -> dict[str, Any]:
    """Advice while it can still be written, of this section alone."""
    found = gaps(read(content_of(plan))) if plan.is_writable else []
    return {"plan": plan, "gaps": [one for one in found if one.section == key]}
