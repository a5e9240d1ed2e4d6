"""Achievements in the search of the back office."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.badges.models import Achievement
from rounds.core import finding

WRITE = "badges.change_achievement"
AWARD = "badges.change_award"
KEYS = "badges.change_signingkey"


def enter() -> None:
    finder = finding.Finder(permission=WRITE, label=_("Badges"), find=find_achievements, rank=55)
    finding.enter("badges.achievements", finder)


def find_achievements(words: str, most: int) -> Sequence[finding.Found]:
    called = Q(name__icontains=words) | Q(code__icontains=words)
    found = Achievement.objects.filter(called).order_by("name", "pk")[:most]
    return [
        finding.Found(one.name, reverse("office_badge", args=[one.pk]), one.get_kind_display())
        for one in found
    ]
