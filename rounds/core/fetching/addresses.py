"""Which IP addresses belong to the public internet.

The flags of `ipaddress` do not answer that (on Python 3.11 `::ffff:100.64.0.1` is "global"), so the ranges stand here.
Of IPv4 everything but the ranges set aside is public; of IPv6 nothing is but the block that IANA gives out, less the
ranges set aside in it. All forms that carry an IPv4 address inside (mapped, compatible, translated, NAT64, Teredo,
6to4, ISATAP) fall to this rule whatever they carry: no web site has such an address.
Source: IANA IPv4 and IPv6 Special-Purpose Address Registries, IPv6 Global Unicast Allocations.
"""

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address

SET_ASIDE_V4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a carrier's customers; Alibaba's metadata service
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # in nobody's registry: Azure's own service, reached from each of its machines
        "169.254.0.0/16",  # link-local; most clouds' metadata services
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; Oracle's metadata service
        "192.0.2.0/24",  # documentation
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # AMT
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "192.175.48.0/24",  # AS112
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
GIVEN_OUT_V6 = IPv6Network("2000::/3")
SET_ASIDE_V6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments; Teredo, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4
        "2620:4f:8000::/48",  # AS112
        "3ffe::/16",  # the former 6bone
        "3fff::/20",  # documentation
    )
)
ISATAP = frozenset([0x0000_5EFE, 0x0200_5EFE])  # RFC 5214: bits 64 to 95, before the IPv4 address


def parse(text: str) -> IPAddress | None:
    """The one ordinary spelling of an address; None for any other, for a scope (`%eth0`), and for what is none."""
    try:
        address: IPAddress = IPv6Address(text) if ":" in text else IPv4Address(text)
    except AddressValueError:
        return None
    return None if "%" in text else address


def is_public(address: IPAddress) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in SET_ASIDE_V4)
    is_isatap = int(address) >> 32 & 0xFFFF_FFFF in ISATAP
    return (
        address in GIVEN_OUT_V6 and not is_isatap and not any(address in network for network in SET_ASIDE_V6)
    )
