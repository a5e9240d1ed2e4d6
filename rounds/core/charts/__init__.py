"""Charts and maps, drawn on the server as SVG. Numbers and words come in, markup goes out; nothing here knows the List.

bars: lengths from nought, each with what it is a part of. stacks: what a whole is made of. lines: the course of time,
with gaps and with breaks between who counted. maps: states or countries, shaded in classes. scales, words, drawing:
what these are made of. geometry: the prepared shapes, and how they are prepared.

What holds for each: text keeps its size while lengths follow the width of the page; a title and a description for who
does not see it; never color alone; everything that comes in is escaped; a number that is none is refused (ValueError).
The table that stands beside a chart is its full equivalent and is the caller's.
"""

from rounds.core.charts.bars import Bar, bars
from rounds.core.charts.lines import Panel, Point, Series, lines
from rounds.core.charts.maps import Area, Geography, choropleth
from rounds.core.charts.stacks import Stack, stacks

__all__ = [
    "Area",
    "Bar",
    "Geography",
    "Panel",
    "Point",
    "Series",
    "Stack",
    "bars",
    "choropleth",
    "lines",
    "stacks",
]
