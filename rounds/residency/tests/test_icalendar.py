"""Calendars as RFC 5545 has them."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from rounds.residency.icalendar import Event, calendar, escaped, folded

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVENT = Event("meeting-1@rounds.example", "Welcome", AT, AT + timedelta(minutes=30))


def test_a_calendar_has_one_meeting_in_utc():
    there = EVENT._replace(
        begins_at=AT.astimezone(timezone(timedelta(hours=-6))), sequence=2, location="Room 1"
    )
    assert calendar("Spring", [there], at=AT).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Rounds//Residency//EN",
        "METHOD:PUBLISH",
        "NAME:Spring",
        "X-WR-CALNAME:Spring",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "BEGIN:VEVENT",
        "UID:meeting-1@rounds.example",
        "DTSTAMP:20260301T120000Z",
        "DTSTART:20260301T120000Z",
        "DTEND:20260301T123000Z",
        "SEQUENCE:2",
        "SUMMARY:Welcome",
        "LOCATION:Room 1",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_meeting_that_was_taken_out_is_cancelled():
    assert "STATUS:CANCELLED\r\n" in calendar("Spring", [EVENT._replace(is_cancelled=True)], at=AT)


def test_marks_of_the_format_are_escaped_and_nothing_gets_out_of_its_line():
    assert escaped("a, b; c\\d\r\nEND:VEVENT\x07") == "a\\, b\\; c\\\\d\\nEND:VEVENT"
    sly = EVENT._replace(title="x\r\nEND:VEVENT", url="https://a.example/\r\nX:1")
    lines = calendar("c", [sly], at=AT).split("\r\n")
    assert "SUMMARY:x\\nEND:VEVENT" in lines
    assert "URL:https://a.example/X:1" in lines
    assert lines.count("END:VEVENT") == 1


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"])))
def test_no_line_is_longer_than_75_octets_and_unfolded_it_is_the_same(text):
    lines = folded(text).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join([lines[0], *(line[1:] for line in lines[1:])]) == text
    assert all(line.startswith(" ") for line in lines[1:])
