"""How often one visitor may do one thing. Nothing that names the visitor is kept."""

from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from math import ceil
from threading import Lock
from time import time
from typing import ClassVar, NamedTuple

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


class Reading(NamedTuple):
    """What a meter says: `remaining` in this window, which ends in `reset` seconds."""

    is_admitted: bool
    limit: int
    remaining: int
    reset: int


@dataclass(slots=True)
class _Window:
    number: int
    lots: int = 0  # this many lots are known to be taken, by whomever
    left: int = 0  # places of the last lot that are ours and free


class Meter:
    """For what one visitor may do many times a minute, where `admit` would look up too many places.

    Windows follow one another on the clock, so across the end of one twice the limit may come at once. A process
    takes places from the cache by the lot, with `add` alone, and spends them without asking again: there are never
    more than the limit; a visitor served by several processes may be refused a few places early.
    """

    LOTS = 12
    MOST = 20_000  # visitors remembered; forgetting one costs it the rest of its lot
    every: ClassVar[list["Meter"]] = []  # of this process, for tests that begin anew

    def __init__(self, what: str, *, seconds: int = 60) -> None:
        self.every.append(self)
        self.what, self.seconds = what, seconds
        self._windows: dict[str, _Window] = {}
        self._lock = Lock()

    def take(self, who: str, limit: int, count: int = 1) -> Reading:
        """`who`: a word that hides the visitor, as of `visitor`. `count` places, or none.

        Where others hold so many lots that there are too few places, the last lots are still taken: they stay for this
        process to spend on something smaller.
        """
        now = time()
        number = int(now // self.seconds)
        size = max(1, limit // self.LOTS)
        with self._lock:
            window = self._window(who, number)
            while window.left < count <= self._hoped_for(window, limit, size):
                if not self._take_lot(window, who, limit, size):
                    break
            is_admitted = window.left >= count
            window.left -= count if is_admitted else 0
            remaining = self._hoped_for(window, limit, size)
        return Reading(is_admitted, limit, remaining, ceil((number + 1) * self.seconds - now))

    def forget(self) -> None:
        """As a process that has just begun."""
        with self._lock:
            self._windows.clear()

    def _window(self, who: str, number: int) -> _Window:
        window = self._windows.get(who)
        if window is None or window.number != number:
            if len(self._windows) >= self.MOST:
                self._windows = {key: one for key, one in self._windows.items() if one.number == number}
            if len(self._windows) >= self.MOST:
                self._windows.clear()
            window = self._windows[who] = _Window(number)
        return window

    def _hoped_for(self, window: _Window, limit: int, size: int) -> int:
        """Places that are ours, and those of lots that nobody is known to have taken."""
        return window.left + max(0, limit - window.lots * size)

    def _take_lot(self, window: _Window, who: str, limit: int, size: int) -> bool:
        name = f"limit:{self.what}:{who}:{window.number}"
        keys = {lot: f"{name}:{lot}" for lot in range(window.lots, ceil(limit / size))}
        taken = cache.get_many(keys.values()) if len(keys) > 1 else {}
        for lot, key in keys.items():
            window.lots = lot + 1
            if key not in taken and cache.add(key, 1, 2 * self.seconds):
                window.left += min(size, limit - lot * size)
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
