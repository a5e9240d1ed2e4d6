"""Chapters as people type them, one a line ("1:05 What a page is for"), and as podcast apps read them.

JSON Chapters 1.2: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import json
import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from rounds.media import moments

MOST = 200
LONGEST = 150  # letters of a title
LONGEST_URL = 500
_LINE = re.compile(r"[(\[]?(\d[\d:]*)[)\]]?\s*(?:[-–—:]\s+)?(.*)", re.ASCII)
_LINK = re.compile(r"(.*\S)\s+(https?://\S+)")


class Moment(NamedTuple):
    start_ms: int
    title: str
    url: str = ""


class Unclear(Exception):
    """`str()` of it tells an editor the line and what to do."""


def read(told: str, *, seconds: int | None = None) -> list[Moment]:
    """Lines, or the JSON of chapters; of a recording that lasts `seconds`. In order. Raises Unclear."""
    made = _of_json(told) if told.lstrip().startswith("{") else _of_lines(told)
    if len(made) > MOST:
        raise Unclear(_("There are more than 200 chapters."))
    seen: set[int] = set()
    for moment in made:
        _hold(moment, seen, seconds)
        seen.add(moment.start_ms)
    return sorted(made)


def as_lines(moments_: Sequence[Moment]) -> str:
    """`read` gives the same back."""
    return "\n".join(
        " ".join(part for part in (moments.clock(one.start_ms), one.title, one.url) if part)
        for one in moments_
    )


def as_json(moments_: Sequence[Moment], *, title: str = "") -> dict[str, Any]:
    """The document that a feed points to; served as application/json+chapters."""
    told = [
        {"startTime": _seconds(one.start_ms), "title": one.title, **({"url": one.url} if one.url else {})}
        for one in moments_
    ]
    return {"version": "1.2.0", **({"title": title} if title else {}), "chapters": told}


def _seconds(ms: int) -> int | float:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000


def _of_lines(told: str) -> list[Moment]:
    lines = [(number, line.strip()) for number, line in enumerate(told.splitlines(), start=1)]
    return [_of_line(number, line) for number, line in lines if line]


def _of_line(number: int, line: str) -> Moment:
    found = _LINE.fullmatch(line)
    start = moments.read(found[1]) if found else None
    if found is None or start is None:
        raise Unclear(
            _("Line %(line)d begins with no time. Write it as “1:05 What a page is for”.") % {"line": number}
        )
    link = _LINK.fullmatch(found[2])
    title, url = (link[1], link[2]) if link else (found[2], "")
    if not title.strip():
        raise Unclear(_("Line %(line)d has no title.") % {"line": number})
    return Moment(start, title.strip(), url)


def _of_json(told: str) -> list[Moment]:
    try:
        document = json.loads(told)
        listed = document["chapters"]
        made = [
            Moment(_ms(one["startTime"]), " ".join(str(one["title"]).split()), str(one.get("url") or ""))
            for one in listed
            if one.get("toc", True) is not False
        ]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Unclear(
            _("This is no JSON of chapters: {“chapters”: [{“startTime”: 0, “title”: “Welcome”}]}.")
        ) from None
    if any(not one.title for one in made):
        raise Unclear(_("A chapter has no title."))
    return made


def _ms(told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told) or told < 0:
        raise ValueError
    return round(told * 1000)


def _hold(moment: Moment, seen: set[int], seconds: int | None) -> None:
    told = {"at": moments.clock(moment.start_ms), "title": moment.title[:40]}
    if moment.start_ms in seen:
        raise Unclear(_("Two chapters begin at %(at)s.") % told)
    if seconds is not None and moment.start_ms >= max(1, seconds) * 1000:
        raise Unclear(_("“%(title)s” begins at %(at)s, after the end.") % told)
    if moment.start_ms > 24 * 3600 * 1000:
        raise Unclear(_("“%(title)s” begins after a day.") % told)
    if len(moment.title) > LONGEST:
        raise Unclear(_("The title at %(at)s is longer than 150 letters.") % told)
    if moment.url and (len(moment.url) > LONGEST_URL or not moment.url.startswith(("https://", "http://"))):
        raise Unclear(_("The link at %(at)s is no address that begins with https://.") % told)
