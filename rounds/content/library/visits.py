"""Which answers are a download by a person. Pure; nothing about who it was is kept."""

import re

_PROGRAMS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|monitor|archiv|scrap|fetch|facebookexternalhit|embedly|headless|lighthouse"
    r"|curl|wget|python|java/|okhttp|go-http|libwww|perl|ruby|axios|httpclient|node|feed|validator|scan",
    re.IGNORECASE,
)


def is_download(*, method: str, status: int, content_range: str, agent: str, purpose: str) -> bool:
    """The whole file, or a part of it that begins at its beginning: what follows such a part is the same download.

    `agent`: User-Agent, which programs that do not hide give their name in. `purpose`: Sec-Purpose or Purpose, of what
    a browser loads before somebody asks for it.
    """
    is_begun = status == 200 or (status == 206 and _begins(content_range))
    is_person = bool(agent.strip()) and not _PROGRAMS.search(agent)
    return method == "GET" and is_begun and is_person and "prefetch" not in purpose.lower()


def _begins(content_range: str) -> bool:
    """ "bytes 0-1023/4096"; one byte alone is how programs ask whether they may ask for parts."""
    return content_range.startswith("bytes 0-") and not content_range.startswith("bytes 0-0/")
