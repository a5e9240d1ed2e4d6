"""The ladder, the clock and the count of words: pure."""

from datetime import date

import pytest

from rounds.fellows import ladder
from rounds.fellows.counting import words


@pytest.mark.parametrize(
    ("began", "months", "later"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),  # a leap year
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 7, 1), 6, date(2027, 1, 1)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
    ],
)
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(began, months, later):
    assert ladder.months_later(began, months) == later


@pytest.mark.parametrize(
    ("today", "gone"),
    [
        (date(2025, 12, 1), 0),
        (date(2026, 1, 31), 0),
        (date(2026, 2, 27), 0),
        (date(2026, 2, 28), 1),
        (date(2026, 7, 30), 5),
        (date(2026, 7, 31), 6),
        (date(2030, 1, 1), 6),
    ],
)
def test_the_clock_counts_full_months_and_no_more_than_are_wanted(today, gone):
    assert ladder.months_gone(date(2026, 1, 31), today) == (gone, 6)


def test_each_move_begins_in_the_states_that_allow_it_and_in_no_other():
    states = (ladder.OPEN, ladder.SENT, ladder.RETURNED, ladder.AWARDED, ladder.TAKEN_BACK)
    moves = (ladder.SEND, ladder.AWARD, ladder.RETURN, ladder.TAKE_BACK, ladder.RESTORE)
    found = {}
    for state in states:
        for move in moves:
            try:
                found[state, move] = ladder.moved(state, move)
            except ladder.NotNow:
                continue
    assert found == {
        ("open", "send"): "sent",
        ("returned", "send"): "sent",
        ("sent", "award"): "awarded",
        ("sent", "return"): "returned",
        ("awarded", "take back"): "taken_back",
        ("taken_back", "restore"): "awarded",
    }


def test_levels_follow_one_another():
    assert [ladder.next_level(one) for one in ladder.LEVELS] == ["silver", "gold", "platinum", ""]
    assert [ladder.level_before(one) for one in ladder.LEVELS] == ["", "bronze", "silver", "gold"]


COUNTED = [
    ("", 0),
    ("  \n ", 0),
    ("One two  three\nfour", 4),
    ("# A heading\n\nAnd **bold** and *italic* words.", 7),
    ("- one\n- two\n\n1. three\n2) four", 4),
    ("In 2026 we had 1,200 followers.", 6),
    ("well-known and/or O’Neill", 3),
    ("before – after — then -- now", 4),
    ("before—after", 2),
    ("[two words](https://example.org/a/b) here", 3),
    ("See https://example.org/x?y=z and <https://example.org> for more", 4),
    ("![what it shows](picture.png) words", 1),
    ("| a | b |\n|---|---|\n| c | d e |", 5),
    ("> quoted words\n\n***\n\n`code`", 3),
    ("naïve façade Größe", 3),
    ("हिन्दी में लिखा", 3),
    ("мы слушаем людей", 3),
    ("نحن نستمع", 2),
    ("我们倾听", 4),
    ("we 倾听 people", 4),
    ("👍 great 🎉", 1),
    ("_under_ scored __twice__", 3),
]


@pytest.mark.parametrize(("text", "count"), COUNTED)
def test_words_are_counted_without_marks(text, count):
    assert words(text) == count
