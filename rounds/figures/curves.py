"""The course of time as lines. What others counted stands in a panel of its own, with a break before ours."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rounds.core.charts import Panel, Series, lines
from rounds.core.charts import Point as Dot
from rounds.directory.platforms import PLATFORMS
from rounds.figures.cited import Total
from rounds.figures.series import Point

CITED = {
    "facebook": "facebook",
    "youtube": "youtube",
    "x": "twitter",
    "linkedin": "linkedin",
    "blog": "blogs",
}
MOST = 5  # platforms with a line of their own


def organizations(points: Sequence[Point], totals: Sequence[Total]) -> SafeString:
    name = _("Organizations with an account")
    panels = [Panel(_("Counted here"), [Series(name, [Dot(one.on, one.own) for one in points])])]
    if totals:
        published = Series(name, [Dot(one.on, one.organizations) for one in totals])
        panels.insert(0, Panel(_("Published by others"), [published], is_cited=True))
    return lines("course", _("Organizations with an account, over time"), panels, own_scales=True)


def shares(points: Sequence[Point]) -> SafeString | str:
    """Of ours alone: nobody wrote down what the others' totals were a share of."""
    if len(points) < 2:
        return ""
    dots = [Dot(one.on, one.share if one.organizations else None) for one in points]
    panel = Panel(_("Counted here"), [Series(_("With accounts in the List"), dots)])
    return lines("course-share", _("Share with accounts in the List, over time"), [panel], is_share=True)


def platforms(points: Sequence[Point], totals: Sequence[Total]) -> SafeString:
    chosen = tuple(CITED) if totals else _largest(points)
    ours = [
        Series(PLATFORMS[slug].name, [Dot(one.on, one.platforms.get(slug, 0)) for one in points])
        for slug in chosen
    ]
    panels = [Panel(_("Counted here"), ours)]
    if totals:
        published = [
            Series(PLATFORMS[slug].name, [Dot(one.on, one.platforms.get(name)) for one in totals])
            for slug, name in CITED.items()
        ]
        panels.insert(0, Panel(_("Published by others"), published, is_cited=True))
    return lines("course-platforms", _("By platform, over time"), panels, own_scales=True)


def _largest(points: Sequence[Point]) -> tuple[str, ...]:
    newest = points[-1].platforms
    return tuple(sorted(newest, key=lambda slug: (-newest[slug], slug))[:MOST])
