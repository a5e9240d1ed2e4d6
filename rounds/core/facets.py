"""Filters beside a list, as people read them: boxes to tick, each with how many it would show."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from rounds.core.templatetags.core import number

SHOWN = 8  # values of a filter before "more"


class Value(NamedTuple):
    facet: str
    value: str
    label: str
    hits: int
    chosen: bool

    @property
    def checkbox(self) -> SafeString:
        return _checkbox(self.facet, self.value, self.label, number(self.hits), self.chosen)


class Filter(NamedTuple):
    name: str
    label: str
    values: list[Value]  # shown at once
    more: list[Value]  # behind "more"
    is_open: bool


class Chosen(NamedTuple):
    label: str
    without: str  # query string of the list without it


def filter_of(name: str, label: str, values: Sequence[Value], *, is_open: bool) -> Filter:
    """The values in their order; those that are chosen are never behind "more"."""
    ahead = [*values[:SHOWN], *(one for one in values[SHOWN:] if one.chosen)]
    behind = [one for one in values[SHOWN:] if not one.chosen]
    return Filter(name, label, ahead, behind, is_open)


@lru_cache(maxsize=4096)
def _checkbox(facet: str, value: str, label: str, count: str, chosen: bool) -> SafeString:
    """One value as a checkbox of the list's form. Kept, because a page has more than a hundred."""
    return format_html(
        '<label class="facet__value" for="{0}-{1}"><input type="checkbox" form="grid-form" id="{0}-{1}" name="{0}"'
        ' value="{1}"{2}> <span class="facet__label">{3}</span> <span class="facet__count">{4}</span></label>',
        facet,
        value,
        mark_safe(" checked") if chosen else "",
        label,
        count,
    )
