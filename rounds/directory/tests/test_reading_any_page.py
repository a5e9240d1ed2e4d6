import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rounds.directory.checking.charsets import decoded
from rounds.directory.checking.html import LARGEST, Unreadable, read_page

HERE = "https://www.mercy.example/"
X = "https://x.com/mercy"


@pytest.mark.parametrize(
    ("body", "told", "text"),
    [
        ("ünï".encode(), "", "ünï"),
        ("ünï".encode(), "iso-8859-1", "ünï"),
        ("ünï".encode("latin-1"), "", "ünï"),
        ("ünï".encode("latin-1"), "utf-8", "ünï"),
        ("“ü”".encode("cp1252"), "iso-8859-1", "“ü”"),
        ("病院".encode("shift_jis"), "Shift_JIS", "病院"),
        ("病院".encode("euc_jp"), "euc-jp", "病院"),
        ("病院".encode("iso2022_jp"), "iso-2022-jp", "病院"),
        ("医院联系我们".encode("gb2312"), "gb2312", "医院联系我们"),
        ("больница".encode("cp1251"), "windows-1251", "больница"),
        ("больница".encode("cp1251"), "utf-8", None),
        ("<p>больница".encode("utf-16"), "", "<p>больница"),
        ("<p><b>ward</b></p>".encode("utf-16-le"), "utf-8", "<p><b>ward</b></p>"),
        ("<p><b>ward</b></p>".encode("utf-16-be"), "", "<p><b>ward</b></p>"),
        (b"\xef\xbb\xbf\xc3\xbc", "latin-1", "ü"),
        ("<meta charset=windows-1251>больница".encode("cp1251"), "", "<meta charset=windows-1251>больница"),
        (
            "<meta charset=windows-1251>больница".encode("cp1251"),
            "utf-8",
            "<meta charset=windows-1251>больница",
        ),
        (b"+ADw-a+AD4-", "utf-7", "+ADw-a+AD4-"),
        (b"abc", "rot13", "abc"),
        (b"abc\xff", "no-such-charset", "abcÿ"),
        (("ü" * 50).encode() + b"\xff", "", "ü" * 50 + "\ufffd"),
    ],
)
def test_a_page_is_read_whatever_its_server_says_of_its_letters(body, told, text):
    found = decoded(body, told)
    assert text is None or found == text


@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=200), told=st.text(max_size=12))
def test_no_bytes_are_beyond_reading(body, told):
    decoded(body, told)
    with contextlib.suppress(Unreadable):
        read_page(b"<footer>" + body, url=HERE, charset=told)


PIECES = st.sampled_from(
    f"""<div class=social>|</div>|<footer>|</footer>|<a href={X}>|</a>|<a href=//[>|<h2>|Follow us|<svg>|<main>|<!--
    |-->|<template>|by|<table><tr>|<base href=//[>|<meta http-equiv=refresh|<blockquote|\x00|\ud800|&#0;
    |<![CDATA[|{{|[|</script>|>|<script type=application/ld+json>""".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_no_markup_is_beyond_reading(pieces):
    with contextlib.suppress(Unreadable):
        read_page("".join(pieces).encode("utf-8", "surrogatepass"), url=HERE)


@pytest.mark.parametrize(
    "body",
    [b"", b"   ", b"<!-- nothing -->", b"<div>" * 3_000, b"<p>" + b"x" * LARGEST],
    ids=["nothing", "blanks", "a comment", "too deep", "too large"],
)
def test_what_is_no_page_is_given_up(body):
    with pytest.raises(Unreadable):
        read_page(body, url=HERE)
