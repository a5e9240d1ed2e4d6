"""Whatever people paste, the addresses are found, and what is none is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.memberships.pasted import Read, read


@pytest.mark.parametrize(
    ("pasted", "emails"),
    [
        ("jane@x.org", ["jane@x.org"]),
        ("Jane Roe <jane@x.org>; bob@y.org,\nAmy@Z.org", ["jane@x.org", "bob@y.org", "amy@z.org"]),
        ('"Roe, Jane" <jane@x.org>, Bob <bob@y.org>', ["jane@x.org", "bob@y.org"]),
        ("Jane\tRoe\tjane@x.org\tNurse\r\nBob\tLee\tbob@y.org\t", ["jane@x.org", "bob@y.org"]),
        ("1. jane@x.org\n2. bob@y.org.", ["jane@x.org", "bob@y.org"]),
        ("mailto:jane@x.org", ["jane@x.org"]),
        ("(jane@x.org) [bob@y.org] “amy@z.org”", ["jane@x.org", "bob@y.org", "amy@z.org"]),
        ("jane@x.org jane@X.org JANE@x.org", ["jane@x.org"]),
        ("o'neil@x.org\njane+list@x.org", ["o'neil@x.org", "jane+list@x.org"]),
        ("\u2028jane@x.org\u2028bob@y.org\xa0", ["jane@x.org", "bob@y.org"]),
        ("  \n\n ,;\n--\n", []),
    ],
)
def test_addresses_are_found_in_any_mess(pasted, emails):
    assert [one.email for one in read(pasted)] == emails


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("jane@x.org\nBob Lee\n", [Read("jane@x.org", "jane@x.org"), Read("Bob Lee", "")]),
        ("jane@, bob@y.org", [Read("jane@", ""), Read("bob@y.org", "bob@y.org")]),
        ("@example", [Read("@example", "")]),
        ("jane@x", [Read("jane@x", "")]),
        ("jane@@x.org", [Read("jane@@x.org", "")]),
    ],
)
def test_what_is_no_address_is_told_as_it_was_written(pasted, told):
    assert read(pasted) == told


def test_five_hundred_lines_are_five_hundred_addresses():
    assert len(read("\n".join(f"Person {n} <p{n}@x.org>" for n in range(500)))) == 500


@given(st.text(max_size=300))
def test_no_text_breaks_it_and_no_address_comes_twice(pasted):
    emails = [one.email for one in read(pasted) if one.email]
    assert len(emails) == len(set(emails))


@given(st.lists(st.emails(), max_size=5))
def test_reading_what_was_read_gives_the_same(emails):
    first = [one.email for one in read("\n".join(emails)) if one.email]
    assert [one.email for one in read(", ".join(first))] == first
