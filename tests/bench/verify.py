"""How fast the verify API answers, on the made-up List."""

import json
import random
import time
import tracemalloc
from io import BytesIO
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db.models import QuerySet
from django.utils import timezone

from rounds.directory.models import Listing
from rounds.directory.proof import OFFICIAL
from rounds.directory.verifying import names
from rounds.organizations import versions
from tests.bench.figures import Figure

ASKED = 2_000
VISITORS = 100  # each asks twenty times, so that none is refused
_HOSTS = {
    "facebook": "https://m.facebook.com/{}?fbclid=abc",
    "x": "https://twitter.com/{}",
    "instagram": "https://www.instagram.com/{}/",
    "tiktok": "tiktok.com/@{}",
}
_REFUSED = (
    "https://evilfacebook.com/health1",
    "not an address",
    "ada@example.org",
    "https://x.com/i/lists/1",
)
_handler = WSGIHandler()


def figures() -> list[Figure]:
    chance = random.Random(11)
    listed = Listing.objects.theirs().filter(account__platform__in=_HOSTS)
    official = _some(listed.filter(proof__in=OFFICIAL), chance)
    reported = _some(listed.exclude(proof__in=OFFICIAL), chance)
    addresses = _addresses(official, reported, chance)
    names._kept = None
    first = _timed(lambda: _ask(addresses[0], 0))
    for number, host in enumerate(_HOSTS.values()):  # the first of each platform reads its handles
        _ask(host.format("warmingup"), number)
    times, said = [], []
    for number, address in enumerate(addresses):
        began = time.perf_counter()
        said.append(_ask(address, number % VISITORS))
        times.append((time.perf_counter() - began) * 1_000)
    after = [_after_a_change(addresses[n]) for n in range(20)]
    batch = [_batch(addresses[n * 300 :][:500]) for n in range(5)]
    kinds = ", ".join(f"{said.count(kind):,} {kind}" for kind in sorted(set(said)))
    p95 = sorted(times)[int(len(times) * 0.95)]
    return [
        Figure("verify, one address, p50", median(times), "ms", "<= 10 ms", note=kinds),
        Figure("verify, one address, p95", p95, "ms", "<= 10 ms"),
        Figure("verify, first request after a change", median(after), "ms", ""),
        Figure("verify, first request of a process", first, "ms", ""),
        Figure("verify, batch of 500", median(batch), "ms", ""),
        Figure("verify, names kept in memory", _memory(), "MB", "", note="four largest platforms"),
    ]


def _addresses(
    official: list[tuple[str, str]], reported: list[tuple[str, str]], chance: random.Random
) -> list[str]:
    """A fifth each: official, reported, like an official one, not listed, no account at all."""
    fifth = ASKED // 5
    listed = [_HOSTS[platform].format(handle) for platform, handle in official + reported]
    alike = [_HOSTS[platform].format(f"{handle[:3]}x{handle[4:]}") for platform, handle in official]
    unknown = [
        host.format("".join(chance.choices("abcdefghiklmnoprstu", k=11)))
        for host in chance.choices(list(_HOSTS.values()), k=fifth)
    ]
    addresses = listed + alike + unknown + chance.choices(_REFUSED, k=fifth)
    chance.shuffle(addresses)
    return addresses


def _some(listings: QuerySet[Listing], chance: random.Random) -> list[tuple[str, str]]:
    """The same 400 each time: platform and handle."""
    found = list(listings.order_by("pk").values_list("account__platform", "account__handle")[: 10 * ASKED])
    return chance.sample(found, ASKED // 5)


def _after_a_change(address: str) -> float:
    versions.bump()
    return _timed(lambda: _ask(address, VISITORS))


def _memory() -> float:
    tracemalloc.start()
    made = names.Names(versions.current(), timezone.now())
    for platform in _HOSTS:
        made.like(platform, "warmingup")
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1_000_000


def _timed(do: Any) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1_000


def _ask(address: str, visitor: int) -> str:
    told = _request("GET", urlencode({"url": address}), b"", visitor)
    return str(told["status"])


def _batch(addresses: list[str]) -> float:
    began = time.perf_counter()
    told = _request("POST", "", json.dumps({"urls": addresses}).encode(), VISITORS + 1)
    assert len(told["answers"]) == len(addresses)
    return (time.perf_counter() - began) * 1_000


def _request(method: str, query: str, body: bytes, visitor: int) -> dict[str, Any]:
    answer: list[str] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": "/api/v1/verify",
        "QUERY_STRING": query,
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(body)),
        "SERVER_NAME": settings.ALLOWED_HOSTS[0],
        "SERVER_PORT": "80",
        "REMOTE_ADDR": f"192.0.2.{visitor}",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
    }
    response = _handler(environ, lambda status, headers, *_: answer.append(status))
    text = b"".join(response)
    response.close()
    assert answer[0].startswith("200"), (query, answer, text)
    return json.loads(text)
