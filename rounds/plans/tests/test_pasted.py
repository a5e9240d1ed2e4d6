"""What comes out of a word processor becomes Markdown, and no word of it is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.plans.pasted import cleaned

WORD = """Goals\r
•\tRecruit nurses\r
o\tin the county\r
\uf0b7\tReach patients\x0bwho live far\r
1.\tFirst\r
2)\tSecond\r
\tAn indented para\u00adgraph\r
Who\tWhat\tWhen\r
Ann\tfilms\tMay\r
Ben | Co\twrites\tJune\r
A\u00a0lone\ttab\x00"""
MARKDOWN = """Goals
- Recruit nurses
  - in the county
- Reach patients
who live far
1. First
2. Second
An indented paragraph
| Who | What | When |
| --- | --- | --- |
| Ann | films | May |
| Ben \\| Co | writes | June |

A\u00a0lone tab"""


def test_a_page_of_word_is_markdown():
    assert cleaned(WORD) == MARKDOWN


@pytest.mark.parametrize(
    "typed",
    [
        "A word ",
        "Two  spaces  ",
        "- one\n- two\n",
        "    code",
        "“Smart” – quotes’",
        "naïve 👩‍⚕️",
        "1. one",
        "–",
    ],
)
def test_what_is_typed_by_hand_stays(typed):
    assert cleaned(typed) == typed


pieces = st.sampled_from(
    [
        "\t",
        "\n",
        "\r\n",
        "•\t",
        "○\t",
        "\x0b",
        "\x0c",
        "\u00a0",
        " ",
        "|",
        "1.\t",
        "a",
        "bed",
        "\u00ad",
        "–\t",
        "\x00",
    ]
)


def words(text):
    return re.findall(r"[a-z]+", re.sub("[\u00ad\x00]", "", text))


@given(st.lists(pieces, max_size=40).map("".join))
def test_no_word_is_lost_and_twice_is_once(text):
    once = cleaned(text)
    assert words(once) == words(text)
    assert cleaned(once) == once


@given(st.text(max_size=200))
def test_any_text_is_taken(text):
    assert cleaned(cleaned(text)) == cleaned(text)
