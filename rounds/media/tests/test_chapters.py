"""Chapters, as people type them and as podcast apps read them."""

import pytest

from rounds.media import chapters
from rounds.media.chapters import Moment, Unclear


def test_one_a_line_with_an_address_if_there_is_more_to_read():
    told = "0:00 Welcome\n\n(1:05) - What a page is for https://example.org/page\n1:02:09 Thanks\n"
    assert chapters.read(told) == [
        Moment(0, "Welcome"),
        Moment(65_000, "What a page is for", "https://example.org/page"),
        Moment(3_729_000, "Thanks"),
    ]


def test_lines_read_the_same_once_they_are_written():
    told = [Moment(0, "Welcome"), Moment(65_000, "More", "https://example.org/")]
    assert chapters.read(chapters.as_lines(told)) == told


def test_the_json_of_podcast_apps_is_read_and_written():
    document = {
        "version": "1.2.0",
        "chapters": [
            {"startTime": 0, "title": "Welcome"},
            {"startTime": 65.5, "title": "More", "url": "https://e.org/"},
        ],
    }
    moments = [Moment(0, "Welcome"), Moment(65_500, "More", "https://e.org/")]
    assert chapters.as_json(moments) == document
    assert (
        chapters.read(
            '{"chapters": [{"startTime": 65.5, "title": "More", "url": "https://e.org/"}, '
            '{"startTime": 3, "title": "No", "toc": false}, {"startTime": 0, "title": "Welcome"}]}'
        )
        == moments
    )


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("Welcome", "Line 1 begins with no time. Write it as “1:05 What a page is for”."),
        ("0:00 Welcome\n0:75 More", "Line 2 begins with no time. Write it as “1:05 What a page is for”."),
        ("0:00", "Line 1 has no title."),
        ("0:00 a\n0:00 b", "Two chapters begin at 0:00."),
        ("5:00 Late", "“Late” begins at 5:00, after the end."),
        ("0:00 " + "x" * 151, "The title at 0:00 is longer than 150 letters."),
        ("{", "This is no JSON of chapters: {“chapters”: [{“startTime”: 0, “title”: “Welcome”}]}."),
        (
            '{"chapters": [{"startTime": NaN, "title": "x"}]}',
            "This is no JSON of chapters: {“chapters”: [{“startTime”: 0, “title”: “Welcome”}]}.",
        ),
        (
            '{"chapters": [{"startTime": 0, "title": "x", "url": "javascript:alert(1)"}]}',
            "The link at 0:00 is no address that begins with https://.",
        ),
        (
            "\n".join(f"0:{at:02} x" for at in range(60))
            + "\n"
            + "\n".join(f"1:{at:02} x" for at in range(60))
            + "\n"
            + "\n".join(f"2:{at:02} x" for at in range(60))
            + "\n"
            + "\n".join(f"3:{at:02} x" for at in range(60)),
            "There are more than 200 chapters.",
        ),
    ],
)
def test_what_is_unclear_is_refused_with_the_line_and_what_to_do(told, sentence):
    with pytest.raises(Unclear) as refused:
        chapters.read(told, seconds=290)
    assert str(refused.value) == sentence
