"""The sides of a card are what its author meant, and never markup of somebody else's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.courses.card_text import escaped, html, points


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "![x](https://evil.example/pixel.png)",
        "<javascript:alert(1)>",
        "# Big\n\n<style>*{display:none}</style>",
        "[x]: https://evil.example\n\n[x]",
    ],
)
def test_scripts_pictures_and_headings_stay_letters(hostile: str):
    shown = html(hostile).lower()
    for forbidden in ("<script", "<img", "<style", "<h1", 'href="javascript', 'href="data'):
        assert forbidden not in shown


def test_emphasis_lists_and_links_are_shown():
    shown = html("Say **no**:\n\n- one\n- [two](https://example.org)")
    assert "<strong>no</strong>" in shown
    assert "<li>one</li>" in shown
    assert '<a href="https://example.org" rel="noopener">two</a>' in shown


def test_an_answer_reads_as_it_was_typed():
    for typed in (
        "*no* emphasis",
        "1. July",
        "- minus",
        "# one",
        "> five",
        "_under_",
        "<b>",
        "`code`",
        "a & b",
    ):
        shown = html(points([typed, "x"]))
        assert shown.count("<li>") == 2, typed
        for markup in ("<em>", "<ol", "<code>", "<blockquote", "<b>"):
            assert markup not in shown, typed


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_whatever_is_typed_makes_no_markup_but_a_list(lines: list[str]):
    shown = html(points(lines))
    for tag in ("<em", "<strong", "<a ", "<code", "<pre", "<blockquote", "<ol"):
        assert tag not in shown


def test_a_line_stays_one_line():
    assert escaped("a\n\n# b") == "a # b"
