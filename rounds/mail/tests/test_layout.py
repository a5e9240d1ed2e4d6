import re
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.mail.delivery import send
from rounds.mail.layout import WIDTH, as_html, folded
from rounds.mail.tests.factories import NOON, make_message

OURS = "https://rounds.example"


def html(text: str) -> str:
    return re.sub(r' style="[^"]*"', "", as_html(text, ours=OURS, label="Open"))


def test_paragraphs_and_lines_stay_what_they_are() -> None:
    assert html("One\ntwo\n\n\nThree\n") == "<p>One<br>two</p>\n<p>Three</p>"


def test_a_line_that_is_one_of_our_addresses_becomes_a_button_with_the_address_below() -> None:
    assert html(f"Open this:\n\n{OURS}/a/?b=1&c=2") == (
        f'<p>Open this:</p>\n<p><a href="{OURS}/a/?b=1&amp;c=2">Open</a><br>'
        f'<a href="{OURS}/a/?b=1&amp;c=2">{OURS}/a/?b=1&amp;c=2</a></p>'
    )


def test_an_address_of_ours_within_a_sentence_becomes_a_link_without_its_full_stop() -> None:
    assert html(f"See {OURS}/a/.") == f'<p>See <a href="{OURS}/a/">{OURS}/a/</a>.</p>'


@pytest.mark.parametrize(
    "typed",
    [
        "https://evil.example/",
        "https://rounds.example.evil.org/",
        "javascript:x()",
        "<a href=x>y</a>",
        "evil.org",
    ],
)
def test_nothing_that_a_stranger_typed_becomes_a_link(typed: str) -> None:
    assert "<a" not in html(f"Dear {typed}\n\n{typed}")


@given(st.text())
def test_whatever_the_text_the_html_holds_no_tag_of_its_own(text: str) -> None:
    assert set(re.findall(r"<(/?\w+)", as_html(text, ours=OURS, label="Open"))) <= {"p", "/p", "br"}


def test_long_lines_are_folded_between_words_and_addresses_stay_whole() -> None:
    address = f"{OURS}/" + "a" * 100
    text = "  - " + "word " * 30 + "\n" + address + "\nshort  "
    lines = folded(text).split("\n")
    assert [line for line in lines if len(line) > WIDTH] == [address]
    assert all(line.startswith("  ") for line in lines[: lines.index(address)])
    assert lines[-1] == "short"


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]) | st.sampled_from(" \n")
    )
)
def test_folding_loses_no_word(text: str) -> None:
    assert folded(text).split() == text.split()


@pytest.mark.django_db
def test_what_leaves_is_well_formed(mailoutbox) -> None:
    message = make_message(subject="Grüße 🙂", text="Zürich – " + "sehr " * 400 + "\n" + "x" * 1500)
    assert send(message.pk, at=NOON)
    raw = mailoutbox[0].message().as_bytes()
    # RFC 5321: at most 998 characters and the line break.
    assert max(len(line) for line in raw.splitlines()) <= 998
    read = message_from_bytes(raw)
    plain, rich = read.get_payload()
    assert (read.get_content_type(), plain.get_content_type(), rich.get_content_type()) == (
        "multipart/alternative",
        "text/plain",
        "text/html",
    )
    assert {part.get_content_charset() for part in (plain, rich)} == {"utf-8"}
    assert plain.get_payload(decode=True).decode().split() == message.text.split()
