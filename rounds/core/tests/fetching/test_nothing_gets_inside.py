"""End to end: a server on loopback counts who connects while the whole corpus is tried."""

import logging
import socket
from contextlib import contextmanager, suppress

import pytest

from rounds.core.fetching import Fetcher, Unfetched
from rounds.core.tests.fetching.conftest import AGENT
from rounds.core.tests.fetching.servers import Answering, Server, asked, page, saying, target
from rounds.core.tests.fetching.ssrf_corpus import (
    INSIDE_ADDRESSES,
    INSIDE_NAMES,
    REBINDINGS,
    REFUSED_REDIRECTS,
    REFUSED_URLS,
)

GOOD, INSIDE = "127.0.0.2", "127.0.0.1"


@pytest.fixture
def canary(serve):
    """Nobody may ever connect to it."""
    return serve(saying(page(b"secret")), address=INSIDE)


@pytest.fixture
def twins(serve):
    """A good server, and a canary at the same port of the other address."""

    def start(answering: Answering) -> tuple[Server, Server]:
        for _ in range(20):
            good = serve(answering, address=GOOD)
            with suppress(OSError):  # somebody else has that port there
                return good, serve(saying(page(b"secret")), address=INSIDE, port=good.port)
        raise OSError("no port that is free at both addresses")

    return start


def resolving(host: str, port: int) -> list[str]:
    if host == "start.example":
        return [GOOD]
    if host not in INSIDE_NAMES:
        raise Unfetched("dns")
    return INSIDE_NAMES[host]


def outcome(fetcher: Fetcher, url: str) -> int | str:
    try:
        return fetcher.get(url).status
    except Unfetched as unfetched:
        return unfetched.code


@contextmanager
def at(*ports: int, **settings):
    """A fetcher that may use these ports, though only at the good address."""
    settings = {"pause": 0, "seconds": 5, "resolve": resolving, **settings}
    with Fetcher(agent=AGENT, allows=[(GOOD, port) for port in ports], **settings) as fetcher:
        yield fetcher


def test_the_canary_sings_when_it_is_reached(canary):
    """Without this the other tests would prove nothing."""
    with Fetcher(agent=AGENT, allows=[(INSIDE, canary.port)], pause=0) as fetcher:
        assert fetcher.get(f"http://{INSIDE}:{canary.port}/").body == b"secret"
    assert canary.connections == 1


def test_no_address_of_the_corpus_reaches_it(canary):
    with at(canary.port) as fetcher:
        reached = [
            (url, code, found)
            for url, code in REFUSED_URLS
            if (found := outcome(fetcher, url.replace("{port}", str(canary.port)))) != code
        ]
    assert (reached, canary.connections) == ([], 0)


def test_no_name_that_leads_inside_reaches_it_at_any_port(canary):
    with at(canary.port) as fetcher:
        urls = [f"http://{name}:{canary.port}/" for name in INSIDE_NAMES]
        urls += [f"{scheme}://{name}/" for name in INSIDE_NAMES for scheme in ("http", "https")]
        found = {url: outcome(fetcher, url) for url in urls}
    assert {url: code for url, code in found.items() if code != "refused-address"} == {}
    assert canary.connections == 0


@pytest.mark.parametrize("mixed", [False, True])
def test_a_name_with_any_inside_address_is_refused_alone_and_among_public_ones(canary, mixed):
    others = ["1.1.1.1", "2606:4700:4700::1111"] if mixed else []
    found = {}
    for address in INSIDE_ADDRESSES:
        with at(canary.port, resolve=lambda host, port, address=address: [*others, address]) as fetcher:
            found[address] = {
                outcome(fetcher, f"http://a.example:{canary.port}/"),
                outcome(fetcher, "https://a.example/"),
            }
    assert {address: codes for address, codes in found.items() if codes != {"refused-address"}} == {}
    assert canary.connections == 0


def test_a_public_address_at_a_port_that_is_allowed_elsewhere_is_refused(canary):
    with at(canary.port, resolve=lambda host, port: ["1.1.1.1"]) as fetcher:
        assert outcome(fetcher, f"http://a.example:{canary.port}/") == "refused-address"


@pytest.mark.parametrize(("location", "code"), REFUSED_REDIRECTS)
def test_no_redirect_reaches_it(canary, serve, location, code):
    def send_on(connection: socket.socket) -> None:
        """`/to?X` sends on to X; everything else to the location."""
        _, mark, query = target(asked(connection)).partition("?")
        there = query if mark and query else location.replace("{port}", str(canary.port))
        connection.sendall(page(status="302 Found", headers=[f"Location: {there}"]))

    start = serve(send_on, address=GOOD)
    with at(start.port, canary.port) as fetcher:
        assert outcome(fetcher, f"http://start.example:{start.port}/") == code
    assert canary.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_every_kind_of_redirect_is_checked(canary, serve, status):
    there = f"Location: http://inside.example:{canary.port}/"
    start = serve(saying(page(status=f"{status} Moved", headers=[there])), address=GOOD)
    with at(start.port, canary.port) as fetcher:
        assert outcome(fetcher, f"http://start.example:{start.port}/") == "refused-address"
    assert canary.connections == 0


def test_what_a_page_says_of_going_elsewhere_is_not_followed(canary, serve):
    there = f"http://{INSIDE}:{canary.port}/"
    headers = [f"Refresh: 0; url={there}", f"Link: <{there}>; rel=preload", f"Content-Location: {there}"]
    body = f'<meta http-equiv="refresh" content="0; url={there}"><img src="{there}">'.encode()
    statuses = ["200 OK", "300 Choices", "304 Same", "305 Use Proxy", "306 Unused", "201 Created", "401 Who"]
    for status in statuses:
        location = [] if status.startswith("2") and status != "201 Created" else [f"Location: {there}"]
        start = serve(saying(page(body, status=status, headers=[*headers, *location])), address=GOOD)
        with at(start.port, canary.port) as fetcher:
            assert outcome(fetcher, f"http://start.example:{start.port}/") == int(status[:3])
    assert canary.connections == 0


def test_robots_of_a_site_cannot_send_us_inside(canary, serve):
    there = f"Location: http://inside.example:{canary.port}/robots.txt"
    start = serve(saying(page(status="301 Moved", headers=[there])), address=GOOD)
    with at(start.port, canary.port) as fetcher, pytest.raises(Unfetched, match="robots"):
        fetcher.get(f"http://start.example:{start.port}/", robots=True)
    assert canary.connections == 0


@pytest.mark.parametrize(("script", "redirects", "expected"), REBINDINGS)
def test_a_name_whose_answer_changes_reaches_nothing_that_was_not_checked(twins, script, redirects, expected):
    def send_on(connection: socket.socket) -> None:
        left = int(target(asked(connection)).rpartition("/")[2])
        if left:
            connection.sendall(page(status="302 Found", headers=[f"Location: /{left - 1}"]))
        else:
            connection.sendall(page())

    start, canary = twins(send_on)
    places = {"good": GOOD, "inside": INSIDE}
    answers = iter(script)
    with at(start.port, resolve=lambda *_: [places.get(word, word) for word in next(answers)]) as fetcher:
        assert outcome(fetcher, f"http://rebinding.example:{start.port}/{redirects}") == expected
    assert canary.connections == 0


def test_a_name_that_alternates_is_asked_once_for_each_connection(twins):
    start, canary = twins(saying(page()))
    questions = []

    def alternate(host: str, port: int) -> list[str]:
        questions.append(host)
        return [GOOD if len(questions) % 2 else INSIDE]

    with at(start.port, resolve=alternate) as fetcher:
        found = [outcome(fetcher, f"http://rebinding.example:{start.port}/") for _ in range(10)]
    assert found == [200, "refused-address"] * 5
    assert (len(questions), start.connections, canary.connections) == (10, 5, 0)


def test_a_proxy_in_the_environment_is_not_used(canary, serve, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://{INSIDE}:{canary.port}")
    start = serve(saying(page()), address=GOOD)
    with at(start.port) as fetcher:
        assert outcome(fetcher, f"http://start.example:{start.port}/") == 200
    assert canary.connections == 0


def test_only_loopback_can_be_let_through():
    for address in ("10.0.0.1", "169.254.169.254", "8.8.8.8", "::ffff:127.0.0.1", "fd00::1"):
        with pytest.raises(ValueError, match="loopback"):
            Fetcher(agent=AGENT, allows=[(address, 80)])


def test_what_is_decided_is_logged_without_path_query_or_what_was_typed(serve, caplog):
    start = serve(saying(page()), address=GOOD)
    with (
        caplog.at_level(logging.DEBUG, logger="rounds.fetching"),
        at(start.port, txt=lambda name: ["x"]) as fetcher,
    ):
        outcome(fetcher, f"http://start.example:{start.port}/secret-path?key=secret-key")
        outcome(fetcher, "http://inside.example/secret-path?key=secret-key")
        outcome(fetcher, "http://secret-user:secret-word@start.example/")
        fetcher.txt("_atproto.start.example")
        with pytest.raises(Unfetched):
            fetcher.txt("secret.local")
    assert [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.name == "rounds.fetching"
    ] == [
        ("DEBUG", "GET start.example 200"),
        ("INFO", "GET inside.example refused-address"),
        ("INFO", "GET bad-address"),
        ("DEBUG", "TXT _atproto.start.example 1"),
        ("INFO", "TXT refused-address"),
    ]
