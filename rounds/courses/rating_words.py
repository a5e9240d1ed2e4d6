"""How well a card was known, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rounds.courses.memory import Rated

RATINGS = {
    Rated.FORGOTTEN: gettext_lazy("Forgotten"),
    Rated.HARD: gettext_lazy("Hard"),
    Rated.GOOD: gettext_lazy("Good"),
    Rated.EASY: gettext_lazy("Easy"),
}


class Choice(NamedTuple):
    value: int
    label: str
    when: str  # it would come back: "in 11 days"


def ratings(in_days: Mapping[Rated, int]) -> list[Choice]:
    return [Choice(one.value, str(RATINGS[one]), _when(days)) for one, days in in_days.items()]


def _when(days: int) -> str:
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
