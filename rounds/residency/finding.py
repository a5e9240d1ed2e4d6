"""Cohorts in the search of the back office."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.core import finding
from rounds.residency.access import RUN
from rounds.residency.models import Cohort


def enter() -> None:
    finder = finding.Finder(permission=RUN, label=_("Residency cohorts"), find=find_cohorts, rank=54)
    finding.enter("residency.cohorts", finder)


def find_cohorts(words: str, most: int) -> Sequence[finding.Found]:
    called = Q(title__icontains=words) | Q(program__title__icontains=words)
    found = Cohort.objects.filter(called).order_by("-begins_on", "pk")[:most]
    return [
        finding.Found(one.title, reverse("office_cohort", args=[one.pk]), one.get_state_display())
        for one in found
    ]
