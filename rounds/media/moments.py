"""Moments of a recording, as people write them and as WebVTT does. Always in milliseconds."""

import re

_TOLD = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)", re.ASCII)


def clock(ms: int) -> str:
    """As people read it: 1:05, 1:02:09."""
    seconds = ms // 1000
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def spoken(seconds: int) -> tuple[int, int]:
    """Hours and minutes, rounded to the minute; at least one minute."""
    return divmod(max(1, round(seconds / 60)), 60)


def exact(ms: int) -> str:
    """As WebVTT writes it: 00:01:05.000."""
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.{rest:03}"


def duration(seconds: int) -> str:
    """As schema.org writes it (ISO 8601): PT1H2M9S."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"PT{hours}H{minutes}M{rest}S"


def read(told: str) -> int | None:
    """1:05 and 1:02:09, as people type it; None where it is no time."""
    found = _TOLD.fullmatch(told.strip())
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000
