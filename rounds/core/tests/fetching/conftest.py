import errno
from contextlib import ExitStack

import pytest

from rounds.core.fetching import Fetcher
from rounds.core.tests.fetching.servers import Answering, Server, serving

AGENT = "Rounds/0.1 (+https://rounds.example/about-our-visits/)"


class Clock:
    """Time that passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def serve():
    """Start a server that answers as told; it stops with the test."""

    def start(answering: Answering, *, address: str = "127.0.0.1", port: int = 0) -> Server:
        try:
            return stack.enter_context(serving(answering, address=address, port=port))
        except OSError as failed:
            if failed.errno == errno.EADDRNOTAVAIL:
                pytest.skip(f"{address} is no address of this machine")
            raise

    with ExitStack() as stack:
        yield start


@pytest.fixture
def visit():
    """A fetcher that reaches these servers, by any name that ends in .example, and waits for nothing."""

    def fetcher(*servers: Server, **settings) -> Fetcher:
        settings.setdefault("resolve", lambda host, port: ["127.0.0.1"])
        return Fetcher(
            agent=AGENT,
            allows=[(server.address, server.port) for server in servers],
            **{"pause": 0, "seconds": 20, **settings},
        )

    return fetcher
