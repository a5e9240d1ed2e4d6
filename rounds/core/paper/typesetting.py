"""From a template and its words to a PDF, or a picture. Words go in as data, never as markup; only template and fonts
are read.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"
SECONDS = 10  # until we give up
_setter = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typst")


class NotInTime(Exception):
    """The page could not be set in time, or others are waiting for theirs."""


def set_pdf(template: Path, content: dict[str, Any], *, day: date) -> bytes:
    """The same content of the same day gives the same bytes. Raises NotInTime.

    `content` reaches the template as JSON in `sys.inputs.data`. It is made by the caller, in the reader's language:
    another thread has none.
    """
    made_at = datetime.combine(day, time(), tzinfo=UTC)
    return _in_time(template, content, {"format": "pdf", "pdf_standards": "ua-1", "timestamp": made_at})


def draw(template: Path, content: dict[str, Any], *, dots_per_inch: int) -> tuple[str, bytes]:
    """The one page as SVG, its letters as outlines, and as PNG. Raises NotInTime."""
    svg = _in_time(template, content, {"format": "svg"})
    return svg.decode(), _in_time(template, content, {"format": "png", "ppi": dots_per_inch})


def _in_time(template: Path, content: dict[str, Any], how: dict[str, Any]) -> bytes:
    setting = _setter.submit(_set, template, content, how)
    try:
        return setting.result(timeout=SECONDS)
    except Late:
        setting.cancel()  # nobody waits for it: whoever comes next need not, either
        raise NotInTime from None


def _set(template: Path, content: dict[str, Any], how: dict[str, Any]) -> bytes:
    return typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        **how,
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
