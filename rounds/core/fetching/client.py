"""The fetcher. Thread-safe; each request has a connection of its own, which ends with it."""

import logging
import re
import ssl
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from ipaddress import ip_address
from types import MappingProxyType, TracebackType
from typing import Self

import dns.nameserver
import httpcore

from rounds.core.fetching.answers import Answer, Unfetched
from rounds.core.fetching.body import read_body
from rounds.core.fetching.deadline import Deadline
from rounds.core.fetching.names import Names
from rounds.core.fetching.network import HEAD, Network, Resolver
from rounds.core.fetching.robots import MOST_READ, Robots, Rules, product
from rounds.core.fetching.turns import Turns
from rounds.core.fetching.urls import Place, follow, read, read_name

logger = logging.getLogger("rounds.fetching")

WEB_PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"
ROBOTS_REDIRECTS = 5  # RFC 9309, section 2.3.1.2
_REDIRECTS = frozenset([301, 302, 303, 307, 308])
_WITHOUT_BODY = frozenset([204, 304])  # whatever their headers say about one
_SENDABLE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_NOT_KEPT = frozenset(["set-cookie", "set-cookie2"])


class Fetcher:
    """Asks other servers with GET and nothing else: no cookies, no credentials, no proxy, no referrer.

    `agent` names us, as `Product/version (+address)`. `allows` are pairs of IP address and port on loopback that tests
    and benchmarks may reach. `resolve` and `txt` stand for the name servers in tests, `tls` for the certificates that
    we trust, `clock` and `sleep` for time. `pause` is in seconds, between two requests to one host; `seconds` is for a
    whole request with its redirects, courtesy not counted; `most` is in bytes, unpacked.
    """

    def __init__(
        self,
        *,
        agent: str,
        allows: Collection[tuple[str, int]] = (),
        resolve: Resolver | None = None,
        nameservers: Sequence[str | dns.nameserver.Nameserver] | None = None,
        pause: float = 1.0,
        seconds: float = 10.0,
        most: int = 1_000_000,
        redirects: int = 3,
        txt: Callable[[str], list[str]] | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        if not _SENDABLE.fullmatch(agent) or not product(agent):
            raise ValueError("The agent is to be named in ASCII, with letters first.")
        self._agent = agent
        self._allows = frozenset(_on_loopback(address, port) for address, port in allows)
        self._names = Names(nameservers)
        self._network = Network(resolve=resolve, names=self._names, allows=self._allows, tls=tls)
        self._pause = pause
        self._seconds = seconds
        self._most = most
        self._redirects = redirects
        self._txt = txt
        self._clock = clock
        self._turns = Turns(clock=clock, sleep=sleep)
        self._robots = Robots(
            agent=agent, ask=self._ask_robots, clock=clock, turns=Turns(clock=clock, sleep=sleep)
        )

    def get(
        self,
        url: str,
        *,
        accept: str = WEB_PAGE,
        etag: str = "",
        modified: str = "",
        most: int | None = None,
        seconds: float | None = None,
        robots: bool = False,
    ) -> Answer:
        """Ask for a page. Any status is an answer; raises Unfetched where there is none.

        With `etag` and `modified` of an earlier answer, a page that is the same comes as status 304 without a body.
        With `robots`, every host on the way is asked first whether we may.
        """
        try:
            place = self._read(url)
            return self._travel(
                place,
                headers={"Accept": accept, "If-None-Match": etag, "If-Modified-Since": modified},
                most=self._most if most is None else most,
                deadline=Deadline(self._seconds if seconds is None else seconds, self._clock),
                redirects=self._redirects,
                rules_of=self._robots.rules if robots else None,
            )
        except Unfetched as unfetched:
            unfetched.url = url
            raise

    def txt(self, name: str) -> list[str]:
        """The TXT records of a name; [] where there are none, Unfetched("dns") where nobody could say."""
        try:
            asked = read_name(name)
            texts = self._txt(asked) if self._txt else self._names.texts(asked, seconds=self._seconds)
        except Unfetched as unfetched:
            logger.info("TXT %s", unfetched.code)
            raise
        logger.debug("TXT %s %d", asked, len(texts))
        return texts

    def close(self) -> None:
        """No connection outlives its request; what sites said to robots is forgotten."""
        self._robots.forget()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, url: str) -> Place:
        try:
            return read(url, allows=self._allows)
        except Unfetched as unfetched:
            logger.info(
                "GET %s", unfetched.code
            )  # what stands in such an address may be meant for whoever reads logs
            raise

    def _travel(
        self,
        place: Place,
        *,
        headers: dict[str, str],
        most: int,
        deadline: Deadline,
        redirects: int,
        rules_of: Callable[[Place], Rules] | None = None,
        cut: bool = False,
    ) -> Answer:
        """Ask, and go where we are sent. Every step is checked as if it were the first."""
        hops: list[str] = []
        while True:
            try:
                pause = self._courtesy(place, rules_of, deadline)
                with self._turns.turn(_host(place), pause=pause) as waited:
                    deadline.put_off(waited)
                    answer = self._exchange(place, headers, most, deadline, cut, tuple(hops))
                logger.debug("GET %s %d", place.host, answer.status)
                if not _sends_on(answer.status, answer.headers):
                    return answer
                hops.append(place.url)
                if len(hops) > redirects:
                    raise Unfetched("redirects")
                place = follow(place, answer.headers["location"], allows=self._allows)
            except Unfetched as unfetched:
                logger.info("GET %s %s", place.host, unfetched.code)
                raise

    def _courtesy(self, place: Place, rules_of: Callable[[Place], Rules] | None, deadline: Deadline) -> float:
        """The pause that this host is due; raises Unfetched("robots") where it does not want us."""
        if rules_of is None:
            return self._pause
        began_at = self._clock()
        rules = rules_of(place)
        deadline.put_off(self._clock() - began_at)
        if not rules.allow(place):
            raise Unfetched("robots")
        return max(self._pause, rules.delay)

    def _ask_robots(self, place: Place) -> Answer:
        return self._travel(
            place,
            headers={"Accept": "text/plain,*/*;q=0.1"},
            most=MOST_READ,
            deadline=Deadline(self._seconds, self._clock),
            redirects=ROBOTS_REDIRECTS,
            cut=True,
        )

    def _exchange(
        self,
        place: Place,
        headers: dict[str, str],
        most: int,
        deadline: Deadline,
        cut: bool,
        hops: tuple[str, ...],
    ) -> Answer:
        request = httpcore.Request(
            "GET",
            httpcore.URL(scheme=place.scheme, host=place.host, port=place.port, target=place.target),
            headers=[
                ("Host", place.authority),
                ("User-Agent", self._agent),
                ("Accept-Encoding", "gzip"),
                ("Connection", "close"),
                *((name, value) for name, value in headers.items() if _SENDABLE.fullmatch(value)),
            ],
        )
        with self._network.open(place, deadline) as stream:
            connection = httpcore.HTTP11Connection(request.url.origin, stream)
            try:
                response = connection.handle_request(request)
                told = _told(response.headers)
                body = b""
                if response.status not in _WITHOUT_BODY and not _sends_on(response.status, told):
                    stream.room = HEAD + 2 * most  # chunks cost a few bytes each
                    body = _body(response, told, most, cut)
            except httpcore.ProtocolError as broken:
                raise Unfetched("protocol") from broken
        return Answer(place.url, response.status, MappingProxyType(told), body, hops)


def _sends_on(status: int, told: Mapping[str, str]) -> bool:
    return status in _REDIRECTS and "location" in told


def _body(response: httpcore.Response, told: dict[str, str], most: int, cut: bool) -> bytes:
    if not cut and int(told.get("content-length", "0")) > most:  # h11 has seen to it that it is one number
        raise Unfetched("too-large")
    packed = told.get("content-encoding", "").strip().lower()
    return read_body(response.iter_stream(), packed=packed, most=most, cut=cut)


def _told(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    told: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name = raw_name.decode("ascii").lower()
        if name == "location":
            if told.setdefault(name, _text(raw_value)) != _text(raw_value):
                raise Unfetched("protocol")
        elif name not in _NOT_KEPT:
            told[name] = f"{told[name]}, {_text(raw_value)}" if name in told else _text(raw_value)
    return told


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _host(place: Place) -> str:
    return place.host if place.is_at_ordinary_port else place.authority


def _on_loopback(address: str, port: int) -> tuple[str, int]:
    if not ip_address(address).is_loopback:
        raise ValueError(f"{address}: only an address on loopback can be let through.")
    return str(ip_address(address)), port
