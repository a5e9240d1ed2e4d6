"""Make the fonts of PDF files from those of our web pages: one file for each weight, Latin and extended Latin together.

    uv run --with fonttools --with brotli python -m rounds.core.paper.prepare_fonts

Typst reads TrueType, not WOFF2, and asks for a weight by its file. The SIL Open Font License allows the conversion;
it stands beside them. `letters.txt` are the letters that every file has.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger  # type: ignore[import-not-found]  # needed here alone
from fontTools.ttLib import TTFont  # type: ignore[import-not-found]
from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-not-found]

HERE = Path(__file__).parent / "fonts"
WEB = Path(__file__).parents[1] / "static/core/fonts"
FAMILY = "Atkinson Hyperlegible Next"
WEIGHTS = {"Regular": 400, "Bold": 700}
_REGULAR, _BOLD = 0x40, 0x20  # bits of OS/2 fsSelection; bit 0 is italic
# Controls, marks that join others, spaces that steer the line.
_NOT_LETTERS = {
    *range(32),
    *range(127, 160),
    0xAD,
    *range(0x300, 0x370),
    *range(0x2000, 0x2010),
    0xFEFF,
    0xFFFD,
}
_NOT_LETTERS |= {*range(0x2028, 0x2030), *range(0x205F, 0x2070)}


def main() -> None:
    letters = None
    for style, weight in WEIGHTS.items():
        font = _named(_merged(weight), style, weight)
        font.save(HERE / f"{FAMILY.replace(' ', '')}-{style}.ttf")
        here = set(font.getBestCmap())
        letters = here if letters is None else letters & here
    written = "".join(chr(code) for code in sorted((letters or set()) - _NOT_LETTERS))
    (HERE / "letters.txt").write_text(f"{written}\n", encoding="utf-8")


def _merged(weight: int) -> TTFont:
    with TemporaryDirectory() as folder:
        parts = []
        for part in ("latin", "latin-ext"):
            font = TTFont(WEB / f"atkinson-hyperlegible-next-{part}-wght-normal.woff2")
            font = instantiateVariableFont(font, {"wght": weight})
            font.flavor = None
            parts.append(f"{folder}/{part}.ttf")
            font.save(parts[-1])
        return Merger().merge(parts)


def _named(font: TTFont, style: str, weight: int) -> TTFont:
    full = {1: FAMILY, 2: style, 4: f"{FAMILY} {style}", 6: f"{FAMILY.replace(' ', '')}-{style}"}
    for number, text in full.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~(_REGULAR | _BOLD | 1)) | (
        _BOLD if style == "Bold" else _REGULAR
    )
    font["head"].macStyle = int(style == "Bold")
    return font


if __name__ == "__main__":
    main()
