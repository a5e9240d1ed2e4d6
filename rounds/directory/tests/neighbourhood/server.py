"""One small server for all of them. It tells sites apart by the host that is asked for."""

import gzip
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from rounds.core.fetching import Fetcher
from rounds.directory.tests.neighbourhood.sites import (
    FOOTER,
    TEXT,
    Manner,
    Reply,
    Site,
    html,
    plain,
    sends_to,
)

DRIP = 0.02  # seconds between two drops
MISSING = Reply("<h1>Not found</h1>", 404)
NOBODY = "nobody.example"  # has no address
ELSEWHERE = Site(
    "another's house, which claims the account",
    "",
    {
        "/named": html(TEXT + FOOTER),
        "/trust.txt": plain("social=https://x.com/mercy"),
        "/back": sends_to("http://BACK:PORT/1"),
    },
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        host, _, port = self.headers.get("Host", "").partition(":")
        before, name = _label_and_name(host)
        site = self.server.sites.get(name)
        path, _, query = self.path.partition("?")
        replies = site.replies if site else {}
        reply = replies.get(f"{before}:{path}") or replies.get(path, MISSING)
        self.server.asked.append((host, path))
        self.own = {
            "ORIGIN": f"http://{name}:{port}",
            "HOST": name,
            "PORT": port,
            "BACK": query.removeprefix("to="),
        }
        with suppress(OSError):  # they hung up on us, as they should on some
            _MANNERS[reply.manner](self, reply)
        self.close_connection = True

    def filled(self, text: str) -> str:
        for word, value in self.own.items():
            text = text.replace(word, value)
        return text

    def begin(self, reply: Reply, length: int | None = None) -> None:
        self.send_response_only(reply.status)
        if reply.type:
            self.send_header("Content-Type", reply.type)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in [("ETag", reply.tag), ("Last-Modified", reply.dated), *reply.headers.items()]:
            if value:
                self.send_header(name, self.filled(value))
        self.end_headers()

    def send_plain(self, reply: Reply) -> None:
        if (reply.tag and self.headers.get("If-None-Match") == reply.tag) or (
            reply.dated and self.headers.get("If-Modified-Since") == reply.dated
        ):
            self.send_response_only(304)
            self.end_headers()
            return
        body = (
            self.filled(reply.text).encode(reply.charset, "xmlcharrefreplace")
            if reply.raw is None
            else reply.raw
        )
        body = _packed(body, reply.packed)
        self.begin(reply, len(body))
        self.wfile.write(body)

    def stall(self, reply: Reply) -> None:
        self.server.closing.wait()

    def drip(self, reply: Reply) -> None:
        self.begin(reply)
        while not self.server.closing.wait(DRIP):
            self.wfile.write(b"<p>one more</p>\n")

    def go_on_for_ever(self, reply: Reply) -> None:
        self.begin(reply)
        chunk = reply.raw or b"<p>and on and on</p>\n" * 3_000
        while not self.server.closing.is_set():
            self.wfile.write(chunk)

    def break_off(self, reply: Reply) -> None:
        self.begin(reply, 100_000)
        self.wfile.write(b"<p>It began well")

    def talk_nonsense(self, reply: Reply) -> None:
        self.wfile.write(b"EHLO neighbour\r\n\r\n")

    def log_message(self, *parts: object) -> None:
        """Silent: 200 sites would say a thousand lines."""


_MANNERS: dict[Manner, Callable[[_Handler, Reply], None]] = {
    Manner.PLAIN: _Handler.send_plain,
    Manner.STALLED: _Handler.stall,
    Manner.DRIPPING: _Handler.drip,
    Manner.ENDLESS: _Handler.go_on_for_ever,
    Manner.BROKEN: _Handler.break_off,
    Manner.GARBAGE: _Handler.talk_nonsense,
}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, sites: dict[str, Site]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.sites = sites
        self.closing = Event()
        self.asked: list[tuple[str, str]] = []

    def handle_error(self, *parts: object) -> None:
        """Connections that are cut are what this server is for."""


class Neighbourhood:
    """`asked`: host and path of every request."""

    def __init__(self, server: _Server) -> None:
        self.port: int = server.server_address[1]
        self.asked = server.asked

    def website(self, number: int, site: Site) -> str:
        name = name_of(number)
        told = site.website.replace("ORIGIN", f"http://{name}:{self.port}")
        return told.replace("HOST", name).replace("PORT", str(self.port))

    def fetcher(self, **options: object) -> Fetcher:
        """Every name leads to the one server, and no request waits for the one before."""
        given = {"agent": "Rounds/1.0 (+https://rounds.example)", "pause": 0.0, "seconds": 10.0, **options}
        allows = [("127.0.0.1", self.port)]
        return Fetcher(allows=allows, resolve=_resolved, **given)


@contextmanager
def neighbourhood(sites: Sequence[Site]) -> Iterator[Neighbourhood]:
    server = _Server(
        {"elsewhere.example": ELSEWHERE} | {name_of(number): site for number, site in enumerate(sites)}
    )
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Neighbourhood(server)
    finally:
        server.closing.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _resolved(host: str, port: int) -> list[str]:
    return [] if host == NOBODY else ["127.0.0.1"]


def name_of(number: int) -> str:
    return f"site-{number:03d}.example"


def _label_and_name(host: str) -> tuple[str, str]:
    labels = host.split(".")
    return ".".join(labels[:-2]), ".".join(labels[-2:])


def _packed(body: bytes, how: str) -> bytes:
    if how == "gzip":
        return gzip.compress(body, mtime=0)
    if how == "deflate":
        return zlib.compress(body)
    if how == "bare-deflate":
        squeezer = zlib.compressobj(wbits=-15)
        return squeezer.compress(body) + squeezer.flush()
    return body
