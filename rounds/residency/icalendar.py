"""Meetings as a calendar that other programs subscribe to, by RFC 5545. Pure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

MOST = 75  # octets in a line
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


class Event(NamedTuple):
    """`uid`: the same for ever. `sequence`: how often it was changed."""

    uid: str
    title: str
    begins_at: datetime
    ends_at: datetime
    text: str = ""
    location: str = ""
    url: str = ""
    sequence: int = 0
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event], *, at: datetime) -> str:
    """`at`: when it was made."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rounds//Residency//EN",
        "METHOD:PUBLISH",
        f"NAME:{escaped(name)}",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]
    for event in events:
        lines += _event(event, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """As a value of type TEXT; characters that a calendar cannot carry are left out."""
    told = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPED)
    return "".join(one for one in told if one >= " " and one != "\x7f")


def folded(line: str) -> str:
    """No line is longer than 75 octets, and no character is cut in two."""
    parts: list[str] = []
    part, size = "", 0
    for one in line:
        octets = len(one.encode())
        if size + octets > MOST:
            parts.append(part)
            part, size = "", 1  # the space before what follows
        part, size = part + one, size + octets
    return "\r\n ".join([*parts, part])


def _event(event: Event, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{_utc(at)}"
    yield f"DTSTART:{_utc(event.begins_at)}"
    yield f"DTEND:{_utc(event.ends_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.text:
        yield f"DESCRIPTION:{escaped(event.text)}"
    if event.location:
        yield f"LOCATION:{escaped(event.location)}"
    if event.url:
        yield f"URL:{''.join(event.url.split())}"
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
