"""The badge that an organization puts on its site: one line of SVG that says what the List says now. Pure.

It has no script, loads nothing, and is read aloud by its title. Widths are estimated: a picture cannot ask for the
width of its letters, so the text is fitted into what was estimated.
"""

from html import escape

HEIGHT = 28  # pixels
_MARK = 28  # the sign before the words
_LETTER = 6.9  # pixels of a letter of 13 pixels, on average
_UNPRINTABLE = dict.fromkeys((*range(0x20), 0x7F, 0xFFFE, 0xFFFF), " ")
_CHECK = "M9 14.5l3.5 3.5 6.5-7.5"
_CROSS = "M10 10l8 8m0-8l-8 8"


def badge_svg(words: str, *, is_official: bool) -> str:
    """`words`: what is said, in one short line."""
    told = escape(words.translate(_UNPRINTABLE))
    length = round(len(words) * _LETTER)
    width = _MARK + length + 12
    kind = "official" if is_official else "other"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}"'
        f' role="img" aria-labelledby="words"><title id="words">{told}</title><style>{_STYLE}</style>'
        f'<rect class="paper" x=".5" y=".5" width="{width - 1}" height="{HEIGHT - 1}" rx="6"/>'
        f'<path class="mark {kind}" d="{_CHECK if is_official else _CROSS}"/>'
        f'<text class="ink" x="{_MARK}" y="18.5" textLength="{length}" lengthAdjust="spacingAndGlyphs"'
        f' aria-hidden="true">{told}</text></svg>'
    )


_STYLE = (
    ".paper{fill:#fffdf8;stroke:#8a8a80}.ink{fill:#1d211c;font:13px system-ui,sans-serif}"
    ".mark{fill:none;stroke-width:2.5;stroke-linecap:round}.official{stroke:#14513a}.other{stroke:#8a3a12}"
    "@media (prefers-color-scheme:dark){.paper{fill:#161a17;stroke:#7d847d}.ink{fill:#f1f0ea}"
    ".official{stroke:#8fd6b4}.other{stroke:#f4a869}}"
)
