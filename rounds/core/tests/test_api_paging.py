"""Cursors: they lead on, and nobody can make one up or carry it to another question."""

from base64 import urlsafe_b64encode

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from rounds.core.api import Refused
from rounds.core.api.paging import cursor_of, next_address, place_of

PLACES = st.lists(st.one_of(st.text(max_size=40), st.integers(-(2**53), 2**53), st.none()), max_size=5)


def asked(path: str = "/api/v1/organizations", **more: str) -> HttpRequest:
    return RequestFactory().get(path, more)


@given(PLACES)
def test_a_cursor_gives_back_the_place(place: list) -> None:
    assert place_of(asked(country="US"), cursor_of(asked(country="US"), place)) == place


def test_no_cursor_is_no_place() -> None:
    assert place_of(asked(), "") is None


def test_the_size_of_a_page_may_change_on_the_way() -> None:
    cursor = cursor_of(asked(country="US", limit="10"), ["a", 1])
    assert place_of(asked(country="US", limit="50", cursor=cursor), cursor) == ["a", 1]


@pytest.mark.parametrize(
    "elsewhere", [asked(country="CA"), asked(), asked(country="US", q="x"), asked("/api/v1/x", country="US")]
)
def test_it_is_refused_with_another_question(elsewhere: HttpRequest) -> None:
    cursor = cursor_of(asked(country="US"), ["a", 1])
    with pytest.raises(Refused) as refused:
        place_of(elsewhere, cursor)
    assert (refused.value.code, refused.value.errors[0].parameter) == ("cursor", "cursor")


@given(st.text(max_size=200))
def test_one_that_somebody_made_up_is_refused(text: str) -> None:
    if text:
        with pytest.raises(Refused):
            place_of(asked(), text)


def test_one_whose_place_was_changed_is_refused() -> None:
    cursor = cursor_of(asked(), ["a", 1])
    forged = cursor[:16] + urlsafe_b64encode(b'["b",2]').decode().rstrip("=")
    with pytest.raises(Refused):
        place_of(asked(), forged)


def test_one_of_another_shape_is_refused() -> None:
    with pytest.raises(Refused):
        place_of(asked(), cursor_of(asked(), ["a", 1]), [int])


def test_the_next_address_asks_the_same_from_there_on() -> None:
    address = next_address(asked(country="US", cursor="old"), "new")
    assert address.endswith("/api/v1/organizations?country=US&cursor=new")
