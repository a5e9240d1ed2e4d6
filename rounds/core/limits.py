"""How often one visitor may do one thing. Nothing that names the visitor is kept."""

from ipaddress import IPv6Address, IPv6Network, ip_address
from time import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def admit(request: HttpRequest, what: str, *, places: int, seconds: int, who: str = "") -> bool:
    """Take one of `places`, each free again after `seconds`; False when none is free.

    Only `cache.add` with a name never used before is atomic in every cache (in the database's, `incr` is not, nor is
    `add` over a value that has expired). So a place has a new name in every span of `seconds`, and what was taken
    in the span before is looked up.
    """
    now = time()
    span = int(now // seconds)
    name = f"limit:{what}:{_hidden(who) if who else visitor(request)}"
    taken = cache.get_many([f"{name}:{age}:{place}" for age in (span - 1, span) for place in range(places)])
    for place in range(places):
        here = f"{name}:{span}:{place}"
        is_held = taken.get(f"{name}:{span - 1}:{place}", 0) > now - seconds
        if here not in taken and not is_held and cache.add(here, now, 2 * seconds):
            return True
    return False


def visitor(request: HttpRequest) -> str:
    """The same word for the same network address, from which the address cannot be read."""
    return _hidden(_network(address(request)))


def address(request: HttpRequest) -> str:
    """The visitor's. Only what our own proxies appended to X-Forwarded-For counts: the rest anyone can write."""
    direct = request.META.get("REMOTE_ADDR", "")
    hops = settings.PROXY_HOPS
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    return forwarded[-hops] if 0 < hops <= len(forwarded) else direct


def _network(address: str) -> str:
    """An IPv6 household holds 2^64 addresses: it counts as one visitor."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or IPv6Network((ip, 64), strict=False))
    return str(ip)


def _hidden(who: str) -> str:
    return salted_hmac("rounds.core.limits", who).hexdigest()[:32]
