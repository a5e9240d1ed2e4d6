"""What a picture is for on a page, and which sizes of it that wants. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

FORMATS = (("avif", "image/avif"), ("webp", "image/webp"))  # the first that a browser reads is taken
LAST_RESORT = "jpeg"  # in one size, for whatever reads neither


class Role(NamedTuple):
    """`widths` in pixels, the smallest first. `shape`: width to height, cut around the point of interest."""

    widths: tuple[int, ...]
    plain: int  # the width of the JPEG
    shown: str  # how wide it stands on a page: the attribute `sizes`
    shape: tuple[int, int] | None = None  # None: as it is
    is_first: bool = False  # seen before anything is scrolled: loaded at once


ROLES = {
    "lead": Role((480, 800, 1200, 1600), 800, "(min-width: 48rem) 46rem, 100vw", is_first=True),
    "body": Role((480, 800, 1200), 800, "(min-width: 48rem) 42rem, 100vw"),
    "card": Role((320, 480, 800), 480, "(min-width: 60rem) 20rem, (min-width: 40rem) 50vw, 100vw", (3, 2)),
    "cover": Role((300, 600), 300, "(min-width: 40rem) 18rem, 60vw", (1, 1)),
    "small": Role((96, 192), 96, "6rem", (1, 1)),
    "social": Role((), 1200, "", (40, 21)),  # 1200 by 630, for whoever shares the page
    "feed": Role((), 1400, "", (1, 1)),  # the cover of a podcast, as directories ask for it
}


class Size(NamedTuple):
    width: int
    spec: str  # as Wagtail names a rendition


def sizes(role: Role, format: str, original: int) -> list[Size]:
    """Those of a format. Nothing is blown up: of sizes beyond the `original` width the first is enough."""
    widths = (role.plain,) if format == LAST_RESORT else role.widths
    useful = [width for width in widths if width < original]
    if len(useful) < len(widths):
        useful.append(widths[len(useful)])
    return [Size(width, _spec(role, width, format)) for width in useful]


def wanted(names: tuple[str, ...], original: int) -> Iterator[str]:
    """All specs of these roles, the quick ones first: a reader has something to see while the rest is made."""
    for format in (LAST_RESORT, "webp", "avif"):
        for name in names:
            yield from (size.spec for size in sizes(ROLES[name], format, original))


def is_ours(spec: str) -> bool:
    """Whether it is one of these sizes; others, originals among them, are the back office's own."""
    return spec in _SPECS


def _spec(role: Role, width: int, format: str) -> str:
    if role.shape is None:
        return f"width-{width}|format-{format}"
    across, down = role.shape
    return f"fill-{width}x{round(width * down / across)}|format-{format}"


_SPECS = {
    _spec(role, width, format)
    for role in ROLES.values()
    for format, widths in (("avif", role.widths), ("webp", role.widths), (LAST_RESORT, (role.plain,)))
    for width in widths
}
