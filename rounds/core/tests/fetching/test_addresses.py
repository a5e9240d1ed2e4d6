"""Which addresses are let through, by table and by property."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.core.fetching.addresses import SET_ASIDE_V4, is_public, parse
from rounds.core.fetching.answers import Unfetched
from rounds.core.fetching.urls import LONGEST, read, read_name
from rounds.core.tests.fetching.ssrf_corpus import (
    INSIDE_ADDRESSES,
    PUBLIC_ADDRESSES,
    READ_URLS,
    REFUSED_REDIRECTS,
    REFUSED_URLS,
)


def is_let_through(text: str) -> bool:
    address = parse(text)
    return address is not None and is_public(address)


def test_the_corpus_is_as_large_as_it_is_meant_to_be():
    assert len({*INSIDE_ADDRESSES, *(url for url, _ in REFUSED_URLS)}) >= 200
    assert len(set(PUBLIC_ADDRESSES)) >= 25
    assert len(REFUSED_REDIRECTS) >= 40


def test_no_inside_address_is_let_through():
    assert [text for text in INSIDE_ADDRESSES if is_let_through(text)] == []


def test_every_public_address_is_let_through():
    assert [text for text in PUBLIC_ADDRESSES if not is_let_through(text)] == []


@given(st.sampled_from(SET_ASIDE_V4), st.integers(min_value=0))
def test_nothing_of_a_range_that_is_set_aside_is_let_through_in_any_form(network, number):
    inside = network[number % network.num_addresses]
    assert [form for form in forms(inside) if is_let_through(form)] == []


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_is_let_through_in_the_clothes_of_ipv6(address):
    assert [form for form in forms(address) if ":" in form and is_let_through(form)] == []


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_public_or_set_aside(address):
    assert is_public(address) is not any(address in network for network in SET_ASIDE_V4)


@given(st.ip_addresses(v=6))
def test_no_ipv6_address_outside_what_is_given_out_is_let_through(address):
    if address not in IPv6Network("2000::/3"):
        assert not is_public(address)


@given(st.ip_addresses(network="2a00::/12"))
def test_what_the_registries_give_out_is_let_through(address):
    is_isatap = int(address) >> 32 & 0xFDFF_FFFF == 0x0000_5EFE
    assert is_public(address) is not is_isatap


@given(st.ip_addresses(v=4), st.ip_addresses(network="2600::/12"))
def test_an_isatap_address_of_any_network_is_refused(carried, network):
    for mark in (0x0000_5EFE, 0x0200_5EFE):
        address = IPv6Address((int(network) >> 64 << 64) | mark << 32 | int(carried))
        assert not is_public(address)


def forms(address: IPv4Address) -> list[str]:
    """The ways to write an IPv4 address, or to carry it in one of IPv6."""
    number = int(address)
    high, low = f"{number >> 16:x}", f"{number & 0xFFFF:x}"
    inverted = f"{number >> 16 ^ 0xFFFF:x}:{number & 0xFFFF ^ 0xFFFF:x}"
    return [
        str(address),
        *(f"::{address}", f"::{high}:{low}", f"::ffff:{address}", f"::ffff:{high}:{low}"),
        *(f"::ffff:0:{address}", f"64:ff9b::{address}", f"64:ff9b:1::{high}:{low}", f"2002:{high}:{low}::1"),
        *(
            f"2001:0:{high}:{low}::1",
            f"2001::{inverted}",
            f"fe80::5efe:{address}",
            f"fe80::200:5efe:{address}",
        ),
        *(hex(number), f"0{number:o}", ".".join(f"0x{part:02x}" for part in address.packed)),
        ".".join(f"0{part:o}" for part in address.packed),
        f"{address.packed[0]}.{number & 0xFFFFFF}",
        *([str(number)] if number > 255 else []),
    ]


@pytest.mark.parametrize(("url", "code"), REFUSED_URLS)
def test_an_address_that_could_be_misread_or_lead_inside_is_refused(url, code):
    with pytest.raises(Unfetched) as refused:
        read(url.replace("{port}", "8000"), allows=[("127.0.0.2", 8000)])
    assert refused.value.code == code


@pytest.mark.parametrize(("url", "is_read_as"), READ_URLS.items())
def test_an_ordinary_address_is_read_in_one_way(url, is_read_as):
    assert read(url).url == is_read_as
    assert read(is_read_as).url == is_read_as


@given(
    st.text(max_size=60),
    st.sampled_from(["", "http://", "https://a.example/", "http://a.example:80", "http://["]),
)
def test_whatever_is_typed_is_refused_or_read_as_something_that_is_read_the_same_again(text, beginning):
    try:
        place = read(beginning + text)
    except Unfetched:
        return
    assert place.url.isascii()
    assert len(place.url) <= LONGEST
    assert read(place.url) == place


@given(st.ip_addresses(v=4), st.sampled_from(["http", "https"]))
def test_no_spelling_of_an_ip_address_is_taken_for_a_host(address, scheme):
    for form in forms(address):
        host = f"[{form}]" if ":" in form else form
        with pytest.raises(Unfetched):
            read(f"{scheme}://{host}/")


@pytest.mark.parametrize(
    ("url", "allows"),
    [
        ("http://127.0.0.1:8801/", [("127.0.0.1", 8801)]),
        ("http://[::1]:8801/", [("::1", 8801)]),
        ("http://hospital.example:8801/", [("127.0.0.1", 8801)]),
    ],
)
def test_only_the_very_address_and_port_that_are_allowed_may_be_named(url, allows):
    assert read(url, allows=allows).url == url
    with pytest.raises(Unfetched):
        read(url, allows=[(address, port + 1) for address, port in allows])
    with pytest.raises(Unfetched):
        read(url)


def test_names_for_the_name_servers_may_begin_with_a_service():
    assert read_name("_atproto.Hospital.example") == "_atproto.hospital.example"
    assert read_name("_a._b.münchen.de") == "_a._b.xn--mnchen-3ya.de"
    for name in ("_atproto.", "_atproto.localhost", "_atproto.127.0.0.1", "a b.example", "", "_a.x.internal"):
        with pytest.raises(Unfetched):
            read_name(name)
