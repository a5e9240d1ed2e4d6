"""The level that stands beside a fellow's name, as long as they want it there."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from rounds.fellows import ladder
from rounds.fellows.models import Level, Step
from rounds.users import honors
from rounds.users.honors import Honor

LABELS = {
    Level.BRONZE: _("Bronze fellow"),
    Level.SILVER: _("Silver fellow"),
    Level.GOLD: _("Gold fellow"),
    Level.PLATINUM: _("Platinum fellow"),
}


def enter() -> None:
    honors.enter("fellows", of_people)


def of_people(user_ids: Collection[int]) -> dict[int, Honor]:
    """In one query, however many they are."""
    rows = Step.objects.filter(
        fellow__user__in=user_ids, fellow__shows_level=True, state=Step.State.AWARDED
    ).values_list("fellow__user", "fellow__slug", "fellow__is_public", "level")
    highest: dict[int, tuple[int, str]] = {}
    for pk, slug, is_public, level in rows:
        url = reverse("fellows:fellow", args=[slug]) if is_public else ""
        highest[pk] = max(highest.get(pk, (-1, "")), (ladder.LEVELS.index(level), url))
    return {pk: of_level(ladder.LEVELS[at], url) for pk, (at, url) in highest.items()}


def of_level(level: str, url: str = "") -> Honor:
    return Honor(LABELS[Level(level)], url, kind=str(level))
