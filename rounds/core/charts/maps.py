"""Maps whose areas are shaded in classes: the stronger, the more. What is not known is hatched.

Where areas are links the map is a group of links with names; else one picture with a description.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.charts.drawing import figure, hatch, legend
from rounds.core.charts.geometry.shapes import Shape, shapes
from rounds.core.charts.scales import class_of, equal_breaks, even_breaks, finite, part_of
from rounds.core.charts.words import number, part, safe, share

MOST_CLASSES = 5
NUMBERED = 2_000  # square units that hold two letters and a number below them
PARTS = (0.0, 0.25, 0.5, 0.75, 1.0)  # lower ends of the classes of shares, where some are more than half
UNKNOWN, NONE = "unknown", "none"


class Geography(StrEnum):
    """Which shapes. Areas of the first are named as "US-MN", of the second as "FR"."""

    US_STATES = "us_states"
    WORLD = "world"


class Area(NamedTuple):
    """`value` None, or a whole of nothing: nothing is known. `whole` as for a bar."""

    code: str
    label: str
    value: float | None
    whole: float | None = None
    url: str = ""


class Shaded(NamedTuple):
    area: Area
    shade: str  # "1" to "5", none, unknown
    words: str


class Shading(NamedTuple):
    """Which class each area is in. `bounds`: the lower end of each class."""

    areas: dict[str, Shaded]
    bounds: list[float]
    is_share: bool

    def missing(self, drawn: Mapping[str, Shape]) -> list[Shaded]:
        """What is known of places that have no shape."""
        return [one for code, one in self.areas.items() if code not in drawn and one.shade != UNKNOWN]

    def classes(self) -> list[tuple[str, str]]:
        """Each shade with its words, from the least to the most, then what is not known; with how many places."""
        held = Counter(one.shade for one in self.areas.values())
        numbered = {str(at + 1): _range(self.bounds, at, self.is_share) for at in range(len(self.bounds))}
        says = {NONE: _("None")} | numbered | {UNKNOWN: _("Not known")}
        return [
            (shade, f"{words}: {_places(held[shade])}")
            for shade, words in says.items()
            if held[shade] or shade in numbered
        ]


def choropleth(
    name: str,
    title: str,
    geography: Geography,
    areas: Sequence[Area],
    *,
    desc: str = "",
    equal_counts: bool = False,
    chosen: str = "",
) -> SafeString:
    """`chosen`: the code of an area that is set apart by its outline. `equal_counts`: classes hold about as many areas
    each, for numbers of which a few are far above the rest.

    Places that have no shape stand in words below the map. `name`: an id that nothing else on the page has.
    """
    shading = shade(areas, equal_counts=equal_counts)
    drawn = shapes(geography)
    inside = (
        f"<defs>{hatch(name)}</defs>{''.join(_areas(name, drawn.areas, shading.areas, geography, chosen))}"
    )
    has_links = any(area.url for area in areas)
    box = _frame(name, title, desc or described(areas), (drawn.width, drawn.height), inside, has_links)
    swatches = [(_swatch(name, one), words) for one, words in shading.classes()]
    return figure(box, legend(swatches), _beneath(shading.missing(drawn.areas)))


def shade(areas: Sequence[Area], *, equal_counts: bool = False) -> Shading:
    is_share = any(area.whole is not None for area in areas)
    known = {area.code: value for area in areas if (value := _value(area)) is not None}
    if is_share:
        known = {code: _as_written(value) for code, value in known.items()}
    bounds = _bounds(list(known.values()), is_share, equal_counts)
    shaded = {area.code: Shaded(area, _shade(known.get(area.code), bounds), _words(area)) for area in areas}
    return Shading(shaded, bounds, is_share)


def described(areas: Iterable[Area]) -> str:
    """How many are known, and the two ends."""
    known = sorted((value, area.label, area) for area in areas if (value := _value(area)) is not None)
    if not known:
        return _("Nothing is known of any place.")
    words = {"n": number(len(known)), "most": _said(known[-1][2]), "least": _said(known[0][2])}
    if len(known) == 1:
        return f"{words['most']}."
    return _("%(n)s places. The most: %(most)s. The least: %(least)s.") % words


def _as_written(value: float) -> float:
    """A share as `words.share` prints it, so that no number contradicts the class it is in."""
    return value if value in (0, 1) else min(max(round(value, 3), 0.0005), 0.9995)


def _bounds(values: Sequence[float], is_share: bool, equal_counts: bool) -> list[float]:
    if is_share and max(values, default=0) > PARTS[2]:
        return list(PARTS)
    found = (equal_breaks if equal_counts else even_breaks)(values, MOST_CLASSES)
    return sorted({round(bound, 3) for bound in found}) if is_share else found


def _said(area: Area) -> str:
    return f"{area.label}, {_words(area)}"


def _value(area: Area) -> float | None:
    if area.value is None or area.whole == 0:
        return None
    return finite(area.value) if area.whole is None else part_of(area.value, area.whole)


def _words(area: Area) -> str:
    if area.value is None:
        return _("not known")
    return part(area.value, area.whole)


def _shade(value: float | None, bounds: Sequence[float]) -> str:
    if value is None:
        return UNKNOWN
    return str(class_of(value, bounds) + 1) if value else NONE


def _frame(name: str, title: str, desc: str, size: tuple[int, int], inside: str, has_links: bool) -> str:
    key = safe(name)
    body = inside if has_links else f'<g aria-hidden="true">{inside}</g>'
    return (
        f'<svg class="chart map" viewBox="0 0 {size[0]} {size[1]}" role="{"group" if has_links else "img"}"'
        f' aria-labelledby="{key}-title" aria-describedby="{key}-desc"><title id="{key}-title">{safe(title)}</title>'
        f'<desc id="{key}-desc">{safe(desc)}</desc>{body}</svg>'
    )


def _areas(
    name: str, drawn: Mapping[str, Shape], shaded: Mapping[str, Shaded], geography: Geography, chosen: str
) -> Iterator[str]:
    """All shapes; then what must lie on top: the outline of the chosen one, the letters."""
    for code, shape in drawn.items():
        yield _area(name, shape, shaded.get(code))
    if chosen in drawn:
        yield f'<path class="chart-area chart-area--chosen" d="{drawn[chosen].path}" aria-hidden="true"/>'
    if geography == Geography.US_STATES:
        yield '<g class="map__letters" aria-hidden="true">'
        for code, shape in drawn.items():
            yield _letters(code, shape, shaded.get(code))
        yield "</g>"


def _area(name: str, shape: Shape, one: Shaded | None) -> str:
    shade = one.shade if one else UNKNOWN
    fill = f' fill="url(#{safe(name)}-hatch)"' if shade == UNKNOWN else ""
    if one is None:
        return f'<path class="chart-area chart-area--{shade}"{fill} d="{shape.path}" aria-hidden="true"/>'
    words = f"{safe(one.area.label)}, {safe(one.words)}"
    path = (
        f'<path class="chart-area chart-area--{shade}"{fill} d="{shape.path}"><title>{words}</title></path>'
    )
    if not one.area.url:
        return f'<g aria-hidden="true">{path}</g>'
    return f'<a href="{safe(one.area.url)}" aria-label="{words}">{path}</a>'


def _letters(code: str, shape: Shape, one: Shaded | None) -> str:
    shade = one.shade if one else UNKNOWN
    short = code.partition("-")[2]
    value = _value(one.area) if one else None
    words = _short(value, one.area.whole is not None) if one and value is not None else ""
    if shape.beside:
        x, y = shape.beside
        a, b = shape.center
        return (
            f'<line class="map__lead" x1="{a}" y1="{b}" x2="{x - 14:g}" y2="{y - 4:g}"/>'
            f'<text class="map__beside" x="{x - 10:g}" y="{y}">{short} {words}</text>'
        )
    x, y = shape.center
    if shape.size < NUMBERED:
        return f'<text class="map__letter on--{shade}" x="{x}" y="{y + 5:g}">{short}</text>'
    return (
        f'<text class="map__letter on--{shade}" x="{x}" y="{y - 1:g}">{short}</text>'
        f'<text class="map__number on--{shade}" x="{x}" y="{y + 13:g}">{words}</text>'
    )


def _short(value: float, is_share: bool) -> str:
    """As the legend and the table say it, with signs for words where there is room for no words."""
    if not is_share:
        return safe(number(value))
    if 0 < value < 0.0005:
        return safe(f"<{share(0.001)}")
    if 0.9995 <= value < 1:
        return safe(f">{share(0.999)}")
    return safe(share(value))


def _places(n: int) -> str:
    return ngettext("%(n)s place", "%(n)s places", n) % {"n": number(n)}


def _range(bounds: Sequence[float], at: int, is_share: bool) -> str:
    say = share if is_share else number
    if len(bounds) == 1:
        return _("More than none")
    if is_share and bounds[at] == 1:
        return say(1)
    if at == 0:
        return _("Under %(end)s") % {"end": say(bounds[1])}
    if at == len(bounds) - 1:
        return _("%(start)s and more") % {"start": say(bounds[at])}
    return _("%(start)s to under %(end)s") % {"start": say(bounds[at]), "end": say(bounds[at + 1])}


def _swatch(name: str, shade: str) -> str:
    fill = f' fill="url(#{safe(name)}-hatch)"' if shade == UNKNOWN else ""
    return f'<rect class="chart-area chart-area--{shade}"{fill} x=".5" y=".5" width="23" height="13"/>'


def _beneath(missing: Sequence[Shaded]) -> str:
    if not missing:
        return ""
    said = "; ".join(_named(one) for one in missing)
    return f'<p class="chart__note">{safe(_("Without a shape on this map:"))} {said}.</p>'


def _named(one: Shaded) -> str:
    name = safe(one.area.label)
    return (f'<a href="{safe(one.area.url)}">{name}</a>' if one.area.url else name) + f", {safe(one.words)}"
