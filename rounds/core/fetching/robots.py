"""What a site asks of programs that visit it. Source: RFC 9309; `Crawl-delay` is older than it, and kept."""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from protego import Protego

from rounds.core.fetching.answers import Answer, Unfetched
from rounds.core.fetching.turns import Turns
from rounds.core.fetching.urls import Place

KEPT_FOR = 3600.0  # seconds
MOST_READ = 500 * 1024  # bytes; what follows is not read, as section 2.5 says
MOST_SITES = 2_000
MOST_KEPT = 4_000_000  # characters of all sites together: a site may send half a megabyte of rules
LONGEST_DELAY = 10.0  # seconds
UNREACHED = frozenset(["dns", "connection", "tls", "timeout"])
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*(.*)", re.ASCII | re.IGNORECASE)
_PRODUCT = re.compile(r"[a-z_-]+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    rules: Protego | None  # None: nothing may be visited
    agent: str
    size: int
    until: float

    def allow(self, place: Place) -> bool:
        return self.rules is not None and self.rules.can_fetch(place.url, self.agent)

    @property
    def delay(self) -> float:
        """Seconds between two visits."""
        told = self.rules.crawl_delay(self.agent) if self.rules else None
        return min(told or 0.0, LONGEST_DELAY)


class Robots:
    """The rules of the sites visited last."""

    def __init__(
        self, *, agent: str, ask: Callable[[Place], Answer], clock: Callable[[], float], turns: Turns
    ) -> None:
        self._agent = product(agent)
        self._ask = ask
        self._clock = clock
        self._asking = turns  # so that many threads ask a site once
        self._kept: OrderedDict[str, Rules] = OrderedDict()
        self._table = Lock()

    def rules(self, place: Place) -> Rules:
        with self._asking.turn(place.origin, pause=0):
            kept = self._kept.get(place.origin)
            if kept is None or kept.until <= self._clock():
                kept = self._read(place)
                self._keep(place.origin, kept)
        return kept

    def forget(self) -> None:
        with self._table:
            self._kept.clear()

    def _read(self, place: Place) -> Rules:
        """A site without rules allows everything; one whose rules nobody can read, nothing (section 2.3.1).

        Where nobody answers at all, that is what went wrong, and not the rules.
        """
        text: str | None = None
        try:
            answer = self._ask(Place(place.scheme, place.host, place.port, "/robots.txt"))
        except Unfetched as unfetched:
            if unfetched.code in UNREACHED:
                raise
        else:
            if 200 <= answer.status < 300:
                text = for_us(answer.body.decode("utf-8-sig", "replace"), self._agent)
            elif 300 <= answer.status < 500:
                text = ""
        rules = None if text is None else Protego.parse(text)
        return Rules(rules, self._agent, len(text or ""), self._clock() + KEPT_FOR)

    def _keep(self, origin: str, rules: Rules) -> None:
        with self._table:
            self._kept.pop(origin, None)
            self._kept[origin] = rules
            while len(self._kept) > MOST_SITES or sum(kept.size for kept in self._kept.values()) > MOST_KEPT:
                self._kept.popitem(last=False)


def product(agent: str) -> str:
    """The product token, by which robots.txt calls us: `Rounds` of `Rounds/1.0 (+https://…)`."""
    found = _PRODUCT.match(agent)
    return found[0] if found else ""


def for_us(text: str, agent: str) -> str:
    """The same rules, with every other program's name made one.

    The parser keeps the rules of a group once for each name, and a site could name a hundred thousand; it also takes
    the beginning of our name for our name, which section 2.2.1 does not.
    """
    return "\n".join(_line_for_us(line, agent) for line in text.splitlines())


def _line_for_us(line: str, agent: str) -> str:
    named = _AGENT_LINE.fullmatch(line)
    if not named:
        return line
    is_ours = product(named[1]).lower() == agent.lower()
    is_everybody = named[1].partition("#")[0].strip() == "*"
    return f"User-agent: {agent if is_ours else '*' if is_everybody else '-'}"
