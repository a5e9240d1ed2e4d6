"""What a portfolio shows, and the list of all that are public."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Max, Q, Value, When
from django.utils.timezone import localdate

from rounds.core.prose import html
from rounds.fellows import honors, ladder
from rounds.fellows.models import Fellow, Level, Sharing, Step
from rounds.fellows.plan_shown import edition_of
from rounds.fellows.showing import Report, report_of, sharings_of
from rounds.users.honors import Honor
from rounds.users.speaking_as import Shown, shown

PER_PAGE = 48
_RANK = Case(
    *(When(steps__level=level, then=Value(at)) for at, level in enumerate(ladder.LEVELS)),
    output_field=IntegerField(),
)


@dataclass(slots=True)
class Portfolio:
    """`level`: the highest that stands, "" where none does."""

    name: Shown
    level: str
    steps: Sequence[Step]
    about: str = ""
    report: Report | None = None
    sharings: Sequence[Sharing] = field(default_factory=list)
    has_plan: bool = False  # that everybody may read

    @property
    def honor(self) -> Honor | None:
        return honors.of_level(self.level) if self.level else None


@dataclass(slots=True)
class Row:
    fellow: Fellow
    name: Shown
    honor: Honor


def portfolio_of(fellow: Fellow) -> Portfolio:
    awarded = fellow.steps.filter(state=Step.State.AWARDED).select_related("plan", "award__achievement")
    steps = sorted(awarded, key=lambda one: ladder.LEVELS.index(one.level), reverse=True)
    by_level = {one.level: one for one in steps}
    silver, gold = by_level.get(Level.SILVER), by_level.get(Level.GOLD)
    return Portfolio(
        name=shown([fellow.user_id], localdate())[fellow.user_id],
        level=steps[0].level if steps else "",
        steps=steps,
        about=html(fellow.about, top=3),
        report=report_of(silver) if silver else None,
        sharings=sharings_of(gold) if gold else [],
        has_plan=fellow.shows_plan and edition_of(fellow) is not None,
    )


def people(page: int) -> Page:
    """The highest level first, in each by name. As many queries for many as for one."""
    stands = Q(steps__state=Step.State.AWARDED)
    found = (
        Fellow.objects.filter(is_public=True, user__closed_at=None)
        .annotate(rank=Max(_RANK, filter=stands))
        .exclude(rank=None)
        .order_by("-rank", "user__name", "pk")
    )
    here = Paginator(found, PER_PAGE).get_page(page)
    names = shown([one.user_id for one in here], localdate())
    rows: list[Any] = [Row(one, names[one.user_id], honors.of_level(ladder.LEVELS[one.rank])) for one in here]
    here.object_list = rows
    return here


def page_of(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
