"""The text of clauses: a little Markdown, named blanks, and nothing else."""

from html import unescape

import pytest
from django.utils.html import escape, strip_tags
from hypothesis import given
from hypothesis import strategies as st

from rounds.policies.text import Paragraph, Points, Run, blanks_in, blocks, filled, html, plain

LABELS = {"officer": "Name of the privacy officer"}


def test_blanks_are_named_once_in_the_order_in_which_they_stand():
    assert blanks_in("Ask {{officer}} or {{ phone }}. {{officer}} is glad to help.") == ["officer", "phone"]


@pytest.mark.parametrize(
    "text", [r"\{{officer}}", "{officer}", "{{}}", "{{two words}}", "{{" + "a" * 61 + "}}"]
)
def test_what_is_not_quite_a_blank_is_none(text):
    assert blanks_in(text) == []
    assert "<mark" not in html(text)


def test_a_blank_without_value_is_marked_and_says_what_belongs_there():
    text = "Ask {{officer}} or {{front_desk}}."

    assert html(text, labels=LABELS) == (
        '<p>Ask <mark class="blank">Name of the privacy officer</mark> or <mark class="blank">front desk</mark>.</p>'
    )
    assert filled(text, {}, LABELS) == r"Ask \[Name of the privacy officer\] or \[front desk\]."
    assert plain(text, labels=LABELS) == "Ask [Name of the privacy officer] or [front desk]."


def test_plain_letters_keep_their_points_and_numbers():
    text = "**Never**\nalone:\n\n- one\n- *two*\n  1. below\n  2. again\n\nEnd."

    assert plain(text) == "Never alone:\n\n• one\n• two\n  1. below\n  2. again\n\nEnd."


def test_a_blank_with_a_value_is_its_value():
    assert filled("**Ask {{officer}}.**", {"officer": "Ada"}) == "**Ask Ada.**"
    assert html("**Ask {{officer}}.**", {"officer": "Ada"}) == "<p><strong>Ask Ada.</strong></p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One\nline.\n\nAnother.", "<p>One line.</p><p>Another.</p>"),
        ("**Bold**, *italic*", "<p><strong>Bold</strong>, <em>italic</em></p>"),
        ("***Both***", "<p><strong><em>Both</em></strong></p>"),
        ("- one\n- two\n\n1. three\n2. four", "<ul><li>one</li><li>two</li></ul><ol><li>three</li><li>four</li></ol>"),
        ("4. four", '<ol start="4"><li>four</li></ol>'),
        ("- one\n  - below\n- two", "<ul><li>one<ul><li>below</li></ul></li><li>two</li></ul>"),
        ("- one\n\n  more\n- two", "<ul><li><p>one</p><p>more</p></li><li>two</li></ul>"),
        ("first\\\nsecond", "<p>first<br>second</p>"),
        ("[The rule](https://www.hhs.gov/hipaa)", '<p><a href="https://www.hhs.gov/hipaa">The rule</a></p>'),
        ("<a@example.org>", '<p><a href="mailto:a@example.org">a@example.org</a></p>'),
        ("[x](mailto:{{officer}})", '<p>[x](mailto:<mark class="blank">Name of the privacy officer</mark>)</p>'),
    ],
)  # fmt: skip
def test_the_small_part_of_markdown_is_read(text, shown):
    assert html(text, labels=LABELS) == shown


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>bold</b>",
        "# not a heading",
        "> not a quotation",
        "`not code`",
        "[x](javascript:alert(1))",
        "[x](http://example.org)",
        "[x](data:text/html,a)",
        "[x](//example.org)",
        "&lt;",
        "---",
    ],
)
def test_everything_else_stands_as_it_was_typed(text):
    assert html(text) == f"<p>{escape(text)}</p>"


def test_control_characters_are_left_out():
    assert html("a\x00b\x1bc\u202ed", {}) == "<p>abcd</p>"
    assert html("{{x}}", {"x": "a\x00\nb"}) == "<p>a b</p>"


def test_a_link_may_have_a_blank_as_its_address():
    assert html("[Write]({{to}})", {"to": "mailto:a_b@example.org"}) == (
        '<p><a href="mailto:a_b@example.org">Write</a></p>'
    )
    assert html("[Write]({{to}})", {"to": "javascript:alert(1)"}) == "<p>[Write](javascript:alert(1))</p>"


def test_text_is_a_small_tree_for_other_kinds_of_paper():
    assert blocks("Ask **{{officer}}**:\n\n1. by [mail](mailto:a@example.org)", labels=LABELS) == [
        Paragraph([Run("Ask "), Run("Name of the privacy officer", is_bold=True, is_blank=True), Run(":")]),
        Points(True, 1, [[Paragraph([Run("by "), Run("mail", link="mailto:a@example.org")])]]),
    ]


LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co"], exclude_characters="\ufffd")
)


@given(
    LETTERS, st.sampled_from(["{{x}}", "a {{x}} b", "**{{x}}**", "- {{x}}", "{{x}}\n{{x}}", "1. *a {{x}}* b"])
)
def test_what_people_fill_in_is_never_markup(value, text):
    shown = " ".join(value.split())
    if not shown or shown == value == "":
        return

    want = html(text, {"x": "VALUE"}).replace("VALUE", escape(shown))
    assert html(text, {"x": value}) == want
    assert html(filled(text, {"x": value})) == want


@given(st.text())
def test_no_text_breaks_out_of_the_page(text):
    shown = html(text)

    assert "<script" not in shown
    assert "javascript:" not in "".join(part for part in shown.split('href="')[1:])
    assert plain(text) is not None
    assert unescape(strip_tags(shown)) is not None


def test_ten_thousand_letters_of_the_worst_kind_are_read():
    for worst in ("*" * 10_000, "[" * 10_000, "{{" * 5_000, "- " * 5_000, "**a" * 3_333, "[a](" * 2_500):
        assert html(worst).startswith("<")
