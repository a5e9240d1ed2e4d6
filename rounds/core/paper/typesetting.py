"""From a template and its words to a PDF. Words go in as data, never as markup; only template and fonts are read."""

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
    setting = _setter.submit(_set, template, content, datetime.combine(day, time(), tzinfo=UTC))
    try:
        return setting.result(timeout=SECONDS)
    except Late:
        setting.cancel()  # nobody waits for it: whoever comes next need not, either
        raise NotInTime from None


def _set(template: Path, content: dict[str, Any], made_at: datetime) -> bytes:
    return typst.compile(
        template,
        root=template.parent,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=made_at,
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
