"""Whoever was the chief resident of a plan's author, in any cohort and however long ago, does not review the plan."""

from collections import defaultdict
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rounds.activity.models import Activity
from rounds.plans import interests
from rounds.plans.models import StrategicPlan
from rounds.residency.models import Chief, Place


def enter() -> None:
    interests.enter("residency.chiefs", ties)


def ties(plan: StrategicPlan) -> Mapping[int, str | Promise]:
    """One tie to a person, which names every cohort in which they led an author."""
    cohorts: defaultdict[int, list[str]] = defaultdict(list)
    chiefs = Chief.objects.filter(pk__in=_chiefs(plan)).select_related("cohort")
    for chief in chiefs.order_by("cohort__begins_on", "pk"):
        if chief.cohort.title not in cohorts[chief.user_id]:
            cohorts[chief.user_id].append(chief.cohort.title)
    said = _("was their chief resident in {cohorts}")
    return {user: format_lazy(said, cohorts=_listed(titles)) for user, titles in cohorts.items()}


def _chiefs(plan: StrategicPlan) -> set[int]:
    """Those of today, and all that the record knows to have been."""
    places = Place.objects.filter(user__in=plan.authors.values("user"))
    now = places.filter(chief__isnull=False).values_list("chief_id", flat=True)
    assigned = Activity.objects.filter(
        verb="residency.assigned",
        object_type=Place._meta.label_lower,
        object_id__in=list(places.values_list("pk", flat=True)),
    )
    return {*now, *(data["chief"] for data in assigned.values_list("data", flat=True))}


def _listed(titles: list[str]) -> Promise | str:
    if len(titles) == 1:
        return titles[0]
    return format_lazy(_("{first} and {last}"), first=", ".join(titles[:-1]), last=titles[-1])
