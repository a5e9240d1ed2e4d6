"""Servers on loopback that answer as they are told, well or badly."""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

CERTIFICATES = Path(__file__).parent / "certificates"

Answering = Callable[[socket.socket], None]


class Server:
    """Counts who connects."""

    def __init__(self, answering: Answering, *, address: str = "127.0.0.1", port: int = 0) -> None:
        self.connections = 0
        self.done = Event()
        self._answering = answering
        self._listening = socket.create_server((address, port), backlog=64)
        self.address, self.port = self._listening.getsockname()[:2]
        self._thread = Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self.done.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _accept(self) -> None:
        while not self.done.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection:
            self._answering(connection)


@contextmanager
def serving(answering: Answering, *, address: str = "127.0.0.1", port: int = 0) -> Iterator[Server]:
    server = Server(answering, address=address, port=port)
    try:
        yield server
    finally:
        server.close()


def asked(connection: socket.socket) -> bytes:
    """The request, read to the end of its headers."""
    request = b""
    while b"\r\n\r\n" not in request and (more := connection.recv(65_536)):
        request += more
    return request


def target(request: bytes) -> str:
    return request.split(b" ", 2)[1].decode()


def saying(*parts: bytes, heard: list[bytes] | None = None) -> Answering:
    """Read the request, send these, close."""

    def answer(connection: socket.socket) -> None:
        request = asked(connection)
        if heard is not None:
            heard.append(request)
        for part in parts:
            connection.sendall(part)

    return answer


def for_ever(beginning: bytes, again: bytes) -> Answering:
    """Send the beginning, then the rest until the other side has had enough."""

    def answer(connection: socket.socket) -> None:
        asked(connection)
        connection.sendall(beginning)
        while True:
            connection.sendall(again)

    return answer


def dripping(beginning: bytes, drops: bytes) -> Answering:
    """One byte at a time, each soon enough for any limit on a single read."""

    def answer(connection: socket.socket) -> None:
        asked(connection)
        connection.sendall(beginning)
        pause = Event()
        while True:
            for drop in drops:
                connection.sendall(bytes([drop]))
                pause.wait(0.02)

    return answer


def secured(answering: Answering, certificate: str) -> Answering:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")

    def answer(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as inner:
            answering(inner)

    return answer


def page(body: bytes = b"hello", *, status: str = "200 OK", headers: Iterable[str] = ()) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
