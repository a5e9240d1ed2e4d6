"""Servers that answer badly, by accident or on purpose: each ends with the right word, and none takes hold of us."""

import gzip
import socket
import ssl
import struct
import time
import tracemalloc
import zlib

import httpcore
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.core.fetching import Fetcher, Unfetched, sentence
from rounds.core.fetching.body import read_body
from rounds.core.fetching.deadline import Deadline
from rounds.core.fetching.network import Stream
from rounds.core.tests.fetching.conftest import AGENT
from rounds.core.tests.fetching.servers import (
    CERTIFICATES,
    asked,
    dripping,
    for_ever,
    page,
    saying,
    secured,
    serving,
    target,
)

OK = b"HTTP/1.1 200 OK\r\n"
PACKED = OK + b"Content-Encoding: gzip\r\n\r\n"
MEGABYTE = b"\0" * 1_000_000


def bomb(wbits: int, megabytes: int = 200) -> bytes:
    """A few hundred kilobytes that unpack to this many megabytes."""
    packing = zlib.compressobj(9, wbits=wbits)
    return b"".join(packing.compress(MEGABYTE) for _ in range(megabytes)) + packing.flush()


def silence(connection: socket.socket) -> None:
    asked(connection)
    connection.recv(1)  # until the other side hangs up


def half_a_header(connection: socket.socket) -> None:
    asked(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")
    connection.recv(1)


def half_a_body(connection: socket.socket) -> None:
    asked(connection)
    connection.sendall(OK + b"Content-Length: 100\r\n\r\nhello")
    connection.recv(1)


def reset(connection: socket.socket) -> None:
    asked(connection)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


SLOW = {
    "says nothing": silence,
    "stops in a header": half_a_header,
    "stops in the body": half_a_body,
    "drips a header": dripping(OK, b"X-Slow: " + b"x" * 1_000),
    "drips many headers": dripping(OK, b"A: b\r\n"),
    "drips the status line": dripping(b"HTTP/1.1 200 ", b"O"),
    "drips interim answers": dripping(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    "drips a body": dripping(OK + b"Content-Length: 100000\r\n\r\n", b"x"),
    "drips a body without an end": dripping(OK + b"\r\n", b"x"),
    "drips chunks": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    "drips the end of chunks": dripping(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"A: b\r\n"),
    "drips a packed body": dripping(PACKED, gzip.compress(bytes(range(256)) * 100)),
}

BAD = {
    # more than anybody wants
    "a header without an end": (for_ever(OK + b"X: ", b"x" * 4096), "too-large"),
    "headers without an end": (for_ever(OK, b"X: y\r\n" * 500), "too-large"),
    "a status line without an end": (for_ever(b"HTTP/1.1 200 ", b"O" * 4096), "too-large"),
    "interim answers without an end": (for_ever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 50), "too-large"),
    "early hints without an end": (
        for_ever(b"", b"HTTP/1.1 103 Early\r\nLink: <x>\r\n\r\n" * 50),
        "too-large",
    ),
    "a body without an end": (for_ever(OK + b"\r\n", b"x" * 4096), "too-large"),
    "chunks without an end": (
        for_ever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"3e8\r\n" + b"x" * 1000 + b"\r\n"),
        "too-large",
    ),
    "small chunks with long extensions": (
        for_ever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"e" * 9_000 + b"\r\nx\r\n"),
        "too-large",
    ),
    "trailers without an end": (
        for_ever(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 500),
        ("too-large", "protocol"),  # h11's own limit may come first
    ),
    "a length of a terabyte": (saying(OK + b"Content-Length: 1000000000000\r\n\r\n"), "too-large"),
    "one byte too many": (saying(page(b"x" * 100_001)), "too-large"),
    "a chunk of 16 exabytes": (
        for_ever(OK + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n", b"x" * 4096),
        "too-large",
    ),
    # packed to burst, or badly
    "a gzip bomb": (saying(PACKED + bomb(31)), "too-large"),
    "a deflate bomb": (saying(OK + b"Content-Encoding: deflate\r\n\r\n" + bomb(15)), "too-large"),
    "a bare deflate bomb": (saying(OK + b"Content-Encoding: deflate\r\n\r\n" + bomb(-15)), "too-large"),
    "a bomb in chunks": (
        saying(
            OK + b"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\nf000\r\n", bomb(31)[:0xF000]
        ),
        "too-large",
    ),
    "garbage that claims to be gzip": (saying(PACKED + b"hello"), "encoding"),
    "garbage that claims to be deflate": (
        saying(OK + b"Content-Encoding: deflate\r\n\r\n\xff\xff"),
        "encoding",
    ),
    "gzip that breaks off": (saying(PACKED + gzip.compress(bytes(range(256)) * 9)[:-9]), "encoding"),
    "gzip with a wrong checksum": (saying(PACKED + gzip.compress(b"hello")[:-8] + b"\0" * 8), "encoding"),
    "gzip that is plain": (saying(PACKED + b"<html>"), "encoding"),
    "gzip in gzip": (saying(OK + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(b"x")), "encoding"),
    "gzip in gzip, told twice": (
        saying(OK + b"Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x")),
        "encoding",
    ),
    "brotli": (saying(OK + b"Content-Encoding: br\r\n\r\nxx"), "encoding"),
    "zstandard": (saying(OK + b"Content-Encoding: zstd\r\n\r\nxx"), "encoding"),
    "an encoding nobody knows": (saying(OK + b"Content-Encoding: \xf0\x9f\x92\xa3\r\n\r\nxx"), "encoding"),
    # no HTTP
    "nothing": (saying(), "protocol"),
    "garbage": (saying(bytes(range(256)) * 9), "protocol"),
    "a mail server": (saying(b"220 mail.example ESMTP\r\n"), "protocol"),
    "a page without a status line, as in HTTP/0.9": (saying(b"<html>hello</html>"), "protocol"),
    "HTTP/2 without being asked": (saying(b"\0\0\x12\x04\0\0\0\0\0" + b"\0" * 18), "protocol"),
    "a status of two digits": (saying(b"HTTP/1.1 20 OK\r\n\r\n"), "protocol"),
    "a status below 100": (saying(b"HTTP/1.1 000 No\r\n\r\n"), "protocol"),
    "a switch of protocols": (saying(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nhello"), "protocol"),
    "a header without a colon": (saying(OK + b"nonsense\r\n\r\n"), "protocol"),
    "a header that begins folded": (saying(OK + b" folded\r\n\r\n"), "protocol"),
    "a NUL in a header": (saying(OK + b"X: a\0b\r\n\r\n"), "protocol"),
    "half a header": (saying(OK + b"Content-Le"), "protocol"),
    "less than it promised": (saying(OK + b"Content-Length: 100\r\n\r\nhello"), "protocol"),
    "two lengths": (saying(OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"), "protocol"),
    "a length below zero": (saying(OK + b"Content-Length: -5\r\n\r\nhello"), "protocol"),
    "a length in words": (saying(OK + b"Content-Length: five\r\n\r\nhello"), "protocol"),
    "a length of 5,000 digits": (saying(OK + b"Content-Length: " + b"9" * 5_000 + b"\r\n\r\n"), "protocol"),
    "a transfer that is packed": (saying(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n"), "protocol"),
    "a chunk of no size": (saying(OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n"), "protocol"),
    "a chunk below zero": (saying(OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n"), "protocol"),
    "a chunk that is longer than it says": (
        saying(OK + b"Transfer-Encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n"),
        "protocol",
    ),
    "chunks that break off": (saying(OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"), "protocol"),
    "a reset": (reset, "connection"),
    # redirects to nowhere
    "a redirect to itself": (saying(page(status="302 Found", headers=["Location: /"])), "redirects"),
    "a redirect to two places": (
        saying(page(status="302 Found", headers=["Location: /a", "Location: /b"])),
        "protocol",
    ),
    "a redirect to nothing": (saying(page(status="302 Found", headers=["Location:"])), "bad-address"),
    "a redirect that is too long": (
        saying(page(status="302 Found", headers=["Location: /" + "a" * 2_000])),
        "bad-address",
    ),
    "a redirect that never ends": (
        for_ever(b"HTTP/1.1 302 Found\r\nLocation: /", b"a" * 4096),
        "too-large",
    ),
    "a redirect in no alphabet": (
        saying(b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\\\r\n\r\n"),
        "bad-address",
    ),
}


@pytest.mark.parametrize("server", SLOW)
def test_a_slow_server_is_left_at_the_deadline(serve, visit, server):
    slow = serve(SLOW[server])
    with pytest.raises(Unfetched) as unfetched:
        visit(slow).get(f"http://slow.example:{slow.port}/", seconds=0.3)
    assert unfetched.value.code == "timeout"


@pytest.mark.parametrize("server", BAD)
def test_a_bad_server_is_named_for_what_it_does(serve, visit, server):
    answering, code = BAD[server]
    bad = serve(answering)
    url = f"http://bad.example:{bad.port}/"
    with pytest.raises(Unfetched) as unfetched:
        visit(bad, most=100_000).get(url)
    assert unfetched.value.code in (code if isinstance(code, tuple) else (code,))
    assert (unfetched.value.url, unfetched.value.message) == (url, sentence(unfetched.value.code))


def test_a_deadline_holds_for_all_redirects_together(serve, visit, clock):
    def answer(connection: socket.socket) -> None:
        here = int(target(asked(connection))[1:])
        clock.now += 4
        connection.sendall(page(status="302 Found", headers=[f"Location: /{here + 1}"]))

    server = serve(answer)
    with pytest.raises(Unfetched, match="timeout"):
        visit(server, seconds=10, redirects=9, clock=clock).get(f"http://a.example:{server.port}/0")
    assert server.connections == 3


def test_slow_names_count_towards_the_deadline(serve, visit, clock):
    def slowly(host: str, port: int) -> list[str]:
        clock.now += 11
        return ["127.0.0.1"]

    server = serve(saying(page()))
    with pytest.raises(Unfetched, match="timeout"):
        visit(server, seconds=10, clock=clock, resolve=slowly).get(f"http://a.example:{server.port}/")
    assert server.connections == 0


def test_a_port_where_nobody_listens_is_no_connection():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        fetcher = Fetcher(agent=AGENT, allows=[("127.0.0.1", port)], pause=0)
        with pytest.raises(Unfetched, match="connection"):
            fetcher.get(f"http://127.0.0.1:{port}/")


def test_a_server_that_hangs_up_while_we_ask_may_still_have_answered():
    ours, theirs = socket.socketpair()
    theirs.sendall(b"an answer")
    theirs.close()
    with Stream(ours, Deadline(5, time.monotonic)) as stream:
        with pytest.raises(httpcore.WriteError):
            stream.write(b"a question")
        assert stream.read(100) == b"an answer"


def test_a_bomb_is_never_unpacked_further_than_what_is_wanted():
    packed = bomb(31)
    tracemalloc.start()
    with pytest.raises(Unfetched, match="too-large"):
        read_body([packed], packed="gzip", most=100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_a_queue_that_nobody_serves_ends_at_the_deadline(visit):
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listening:
        port = listening.getsockname()[1]
        fetcher = Fetcher(agent=AGENT, allows=[("127.0.0.1", port)], pause=0, seconds=0.2)
        for _ in range(
            3
        ):  # the first are taken by the system and never answered, the last are not even taken
            with pytest.raises(Unfetched, match="timeout"):
                fetcher.get(f"http://127.0.0.1:{port}/")


def test_the_next_address_is_tried_where_one_does_not_answer(serve, visit):
    server = serve(saying(page()), address="127.0.0.79")
    allowed = [(f"127.0.0.{last}", server.port) for last in (77, 78, 79)]
    for addresses in (["127.0.0.77", "127.0.0.78", "127.0.0.79"], ["127.0.0.77", "127.0.0.79"]):
        fetcher = Fetcher(agent=AGENT, allows=allowed, resolve=lambda *_, found=addresses: found, pause=0)
        assert fetcher.get(f"http://a.example:{server.port}/").status == 200


def test_a_server_on_ipv6_is_reached(serve, visit):
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    try:
        listening = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    with listening:
        port = listening.getsockname()[1]
        fetcher = Fetcher(agent=AGENT, allows=[("::1", port)], pause=0, seconds=0.2)
        with pytest.raises(Unfetched, match="timeout"):  # it is taken by the system and nobody answers
            fetcher.get(f"http://[::1]:{port}/")


# --- TLS -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def trusting() -> ssl.SSLContext:
    """Trusts the authority of these tests and nobody else."""
    return ssl.create_default_context(cafile=CERTIFICATES / "authority.pem")


def hang(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.recv(1)


def hang_up(connection: socket.socket) -> None:
    connection.recv(1)


def answer_in_the_clear(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.sendall(page(status="400 Bad Request"))


def garble(connection: socket.socket) -> None:
    connection.recv(65_536)
    connection.sendall(b"\x16\x03\x03\xff\xff" + b"\xff" * 70_000)


BAD_TLS = {
    "a certificate that it signed itself": (secured(saying(page()), "self"), "tls"),
    "a certificate of another name": (secured(saying(page()), "other"), "tls"),
    "a certificate that has expired": (secured(saying(page()), "expired"), "tls"),
    "no TLS": (answer_in_the_clear, "tls"),
    "garbage": (garble, "tls"),
    "an early end": (hang_up, "tls"),
    "less than it promised": (
        secured(saying(OK + b"Content-Length: 9\r\n\r\nhello"), "hospital"),
        "protocol",
    ),
    "a way back to http": (
        secured(saying(page(status="301 Moved", headers=["Location: http://hospital.example/"])), "hospital"),
        "redirects",
    ),
}


@pytest.mark.parametrize("server", BAD_TLS)
def test_a_server_that_cannot_show_who_it_is_is_not_listened_to(serve, visit, trusting, server):
    answering, code = BAD_TLS[server]
    bad = serve(answering)
    with pytest.raises(Unfetched) as unfetched:
        visit(bad, tls=trusting).get(f"https://hospital.example:{bad.port}/")
    assert unfetched.value.code == code


@pytest.mark.parametrize(
    "answering", [hang, secured(silence, "hospital"), secured(SLOW["drips a body"], "hospital")]
)
def test_a_slow_server_behind_tls_is_left_at_the_deadline(serve, visit, trusting, answering):
    slow = serve(answering)
    with pytest.raises(Unfetched, match="timeout"):
        visit(slow, tls=trusting, seconds=0.3).get(f"https://hospital.example:{slow.port}/")


def test_a_server_that_shows_who_it_is_is_asked_by_its_name(serve, visit, trusting):
    heard: list[bytes] = []
    server = serve(secured(saying(page(b"private"), heard=heard), "hospital"))
    answer = visit(server, tls=trusting).get(f"https://hospital.example:{server.port}/a?b")
    assert (answer.status, answer.body) == (200, b"private")
    assert heard[0].startswith(f"GET /a?b HTTP/1.1\r\nHost: hospital.example:{server.port}\r\n".encode())


def test_nobody_is_trusted_by_default_but_the_usual_authorities(serve, visit):
    server = serve(secured(saying(page()), "hospital"))
    with pytest.raises(Unfetched, match="tls"):
        visit(server).get(f"https://hospital.example:{server.port}/")


def test_a_context_that_does_not_verify_is_refused():
    for careless in (ssl.CERT_NONE, ssl.CERT_OPTIONAL):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = careless
        with pytest.raises(ValueError, match="verify"):
            Fetcher(agent=AGENT, tls=context)


# --- Anything at all -------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.0 302 x\r\n",
        b"HTTP/1.1 103 \r\n",
        b"Content-Length: 3\r\n",
        b"\r\n",
        b"\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: deflate\r\n",
        b": x\r\n",
        b"Location: //x\r\n",
        b"Location: /\r\n",
        b"3\r\nabc\r\n",
        b"0\r\n\r\n",
        b"Content-Type: ;charset\r\n",
        b"\0",
    ]
)
ANYTHING = st.lists(st.one_of(PIECES, st.binary(max_size=20)), max_size=12).map(b"".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=ANYTHING, begins=st.booleans())
def test_whatever_a_server_says_there_is_an_answer_or_a_reason(visit, said, begins):
    with serving(saying(OK + said if begins else said)) as server, visit(server, most=1_000) as fetcher:
        try:
            answer = fetcher.get(f"http://any.example:{server.port}/")
        except Unfetched as unfetched:
            assert sentence(unfetched.code)  # noqa: PT017
        else:
            assert (answer.status >= 200, len(answer.body) <= 1_000, answer.charset.isascii()) == (True,) * 3
