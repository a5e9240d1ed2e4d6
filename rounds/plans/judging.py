"""What a reviewer's ratings and remarks come to, and whether a plan can be accepted with them. Pure."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core import prose
from rounds.plans.rubric import Criterion, Rubric
from rounds.plans.shape import Content
from rounds.plans.words import COLUMNS, cells

MOST_WEAK = 2  # criteria at level 1 in a plan that is accepted
SOUND_AT_LEAST = frozenset({"patients-are-safe"})


class Rated(NamedTuple):
    level: int | None
    why: str


def undone(rubric: Rubric, ratings: Mapping[str, Rated]) -> Iterator[str]:
    """What is still to be rated, or given a reason for. Whoever rates below sound says why."""
    for one in rubric.criteria:
        rated = ratings.get(one.key, Rated(None, ""))
        if rated.level is None:
            yield _("“%(criterion)s” is not rated yet.") % {"criterion": one.title}
        elif rated.level < 2 and not rated.why.strip():
            yield _("Say why “%(criterion)s” is below sound.") % {"criterion": one.title}


def against_accepting(rubric: Rubric, ratings: Mapping[str, Rated], must_change: int) -> Iterator[str]:
    """`must_change`: remarks on what has to be mended."""
    if must_change:
        yield ngettext(
            "%d remark says that something has to be mended. Return the plan, or make it advice.",
            "%d remarks say that something has to be mended. Return the plan, or make them advice.",
            must_change,
        ) % (must_change,)
    yield from (_said(one) for one in _of_level(rubric, ratings, 0))
    weak = _of_level(rubric, ratings, 1)
    if len(weak) > MOST_WEAK:
        said = _("%(count)d criteria are weak; in a plan that is accepted at most %(most)d are.")
        yield said % {"count": len(weak), "most": MOST_WEAK}
    for one in weak:
        if one.key in SOUND_AT_LEAST:
            yield _("“%(criterion)s” has to be sound at least.") % {"criterion": one.title}


def is_in(quote: str, section: str, content: Content) -> bool:
    """Whether these words stand in the section, in its text or in one cell of its rows. Spaces do not matter."""
    wanted = _spaced(quote)
    text = content.section(section).text
    places = [text, prose.plain(text)]
    if section in COLUMNS:
        places += [cell for row in content.rows(section) for cell in cells(section, row, content)]
    return any(wanted in _spaced(place) for place in places)


def _of_level(rubric: Rubric, ratings: Mapping[str, Rated], level: int) -> list[Criterion]:
    return [one for one in rubric.criteria if (rated := ratings.get(one.key)) and rated.level == level]


def _said(one: Criterion) -> str:
    return _("“%(criterion)s” is missing, so the plan cannot be accepted.") % {"criterion": one.title}


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
