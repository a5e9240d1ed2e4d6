import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.directory.checking.trust_txt import (
    LARGEST,
    LONGEST_LINE,
    MOST_LINES,
    MOST_OF_A_KIND,
    TrustTxt,
    read_trust_txt,
)

X = "https://x.com/mercy"


def test_accounts_and_relations_are_read_and_the_contact_is_not():
    text = b"""\
# Mercy Hospital, 2026
member=https://north.mercy.example/
belongto = https://hospitals.example/
CONTROL=https://clinic.example
controlledby=https://system.example
vendor=https://lab.example
customer=https://insurer.example
social=https://x.com/mercy
Social=https://www.facebook.com/mercy # ours since 2009
disclosure=https://mercy.example/funding
contact=jane.doe@mercy.example
datatrainingallowed=No
unknown=https://elsewhere.example
"""
    assert read_trust_txt(text) == TrustTxt(
        social=(X, "https://www.facebook.com/mercy"),
        relations={
            "belongto": ("https://hospitals.example/",),
            "control": ("https://clinic.example",),
            "controlledby": ("https://system.example",),
            "customer": ("https://insurer.example",),
            "datatrainingallowed": ("no",),
            "disclosure": ("https://mercy.example/funding",),
            "member": ("https://north.mercy.example/",),
            "vendor": ("https://lab.example",),
        },
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end):
    text = end.join([f"social={X}", "", "member=https://a.example", f"social={X}"])
    assert read_trust_txt(text.encode()) == TrustTxt((X,), {"member": ("https://a.example",)})


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    assert read_trust_txt(b"\xef\xbb\xbfsocial=https://x.com/mercy") == TrustTxt((X,), {})


@pytest.mark.parametrize(
    ("line", "social"),
    [
        ("social=www.facebook.com/mercy", ("https://www.facebook.com/mercy",)),
        ("social==https://x.com/mercy", ()),
        ("social=@mercy", ()),
        ("social=", ()),
        ("social", ()),
        ("social=javascript:alert(1)", ()),
        ("social=ftp://x.com/mercy", ()),
        ("social=https://x.com@evil.example/", ()),
        ("social=https://[", ()),
        ("# social=https://x.com/mercy", ()),
        ("social=https://x.com/" + "m" * LONGEST_LINE, ()),
    ],
)
def test_only_web_addresses_count(line, social):
    found = read_trust_txt(f"{line}\nmember=https://a.example".encode())
    assert found == TrustTxt(social, {"member": ("https://a.example",)})


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\n\n# nothing yet\n",
        b"Not found",
        b"<!DOCTYPE html><p>social=https://x.com/mercy</p>",
        b"\n <html>\nsocial=https://x.com/mercy\n</html>",
        b"Sorry!<script>1</script>\nsocial=https://x.com/mercy",
        b"\xff\xfe\x00\x01\x02",
        b"social=https://x.com/mercy\n" + b"#" * LARGEST,
    ],
)
def test_what_is_no_trust_txt_says_nothing(body):
    assert read_trust_txt(body) is None


def test_a_file_with_a_contact_alone_is_one_and_says_nothing():
    assert read_trust_txt(b"contact=https://mercy.example/contact") == TrustTxt((), {})


def test_a_long_file_is_read_up_to_its_limits():
    many = "\n".join(f"member=https://m{number}.example" for number in range(MOST_LINES + 10))
    found = read_trust_txt(f"{many}\nsocial={X}".encode())
    assert (found.social, len(found.relations["member"])) == ((), MOST_OF_A_KIND)


@given(st.binary(max_size=300))
def test_no_bytes_are_beyond_reading(body):
    read_trust_txt(body)
    read_trust_txt(b"social=" + body)
