"""The frame of every chart, and what several of them draw.

Inside it a percentage is of the width of the page and a bare number is pixels: so text never shrinks.
"""

from collections.abc import Iterable, Sequence

from django.utils.safestring import SafeString, mark_safe

from rounds.core.charts.words import safe


def frame(name: str, title: str, desc: str, height: float, inside: Iterable[str], kind: str) -> str:
    """`name`: an id that nothing else on the page has. What is inside is markup, escaped by whoever made it."""
    key = safe(name)
    return (
        f'<svg class="chart chart--{kind}" width="100%" height="{height:g}" role="img" aria-labelledby="{key}-title"'
        f' aria-describedby="{key}-desc"><title id="{key}-title">{safe(title)}</title>'
        f'<desc id="{key}-desc">{safe(desc)}</desc><g aria-hidden="true">{"".join(inside)}</g></svg>'
    )


def figure(*parts: str) -> SafeString:
    return mark_safe(f'<div class="chart-box">{"".join(parts)}</div>')  # noqa: S308 - parts are escaped where made


def legend(swatches: Sequence[tuple[str, str]]) -> str:
    """(drawing of a swatch in 24 by 14 pixels, words), as a list that wraps."""
    items = "".join(
        f'<li><svg class="chart-legend__swatch" width="24" height="14" aria-hidden="true">{drawn}</svg>'
        f"<span>{safe(words)}</span></li>"
        for drawn, words in swatches
    )
    return f'<ul class="chart-legend">{items}</ul>' if items else ""


def hatch(name: str) -> str:
    """Slanted lines, for `fill="url(#name-hatch)"`."""
    return (
        f'<pattern id="{safe(name)}-hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><path class="chart__hatch" d="M0 0V5"/></pattern>'
    )


def percent(share: float) -> str:
    """A length for an attribute: 12.5% of 0.125."""
    return f"{share * 100:.3f}".rstrip("0").rstrip(".") + "%"
