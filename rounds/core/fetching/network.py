"""Connections, opened only to addresses that were checked, and read only within a time and a size.

httpcore speaks HTTP over the stream that it is handed and can open none itself, so nothing gets round the check.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from functools import cache
from typing import Self

import httpcore

from rounds.core.fetching.addresses import IPAddress, is_public, parse
from rounds.core.fetching.answers import Unfetched
from rounds.core.fetching.deadline import Deadline
from rounds.core.fetching.names import Names
from rounds.core.fetching.urls import Allowances, Place

Resolver = Callable[[str, int], list[str]]  # host and port to IP addresses

HEAD = 64 * 1024  # bytes of status line and headers, with all that comes before them
AT_ONCE = 16 * 1024  # bytes that are read before the time and the size are looked at again
MOST_TRIED = 4  # of a name's addresses


class Stream(httpcore.NetworkStream):
    """A connection that ends at the deadline and after `room` bytes, however they drip in.

    The timeouts that httpcore passes are not used: they are for each single read, and a server could stretch them.
    """

    def __init__(self, connection: socket.socket, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline
        self.room = HEAD

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._connection.settimeout(self._deadline.left())
        if self.room <= 0:
            raise Unfetched("too-large")
        try:
            data = self._connection.recv(min(max_bytes, AT_ONCE))
        except OSError as failed:
            raise _unfetched(failed) from failed
        self.room -= len(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if not buffer:  # sending nothing would swallow the news of a reset
            return
        self._connection.settimeout(self._deadline.left())
        try:
            self._connection.sendall(buffer)
        except OSError as failed:
            raise httpcore.WriteError from failed  # an answer may be there all the same

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Network:
    def __init__(
        self, *, resolve: Resolver | None, names: Names, allows: Allowances, tls: ssl.SSLContext | None
    ) -> None:
        self._resolve = resolve
        self._names = names
        self._allows = allows
        if tls and (not tls.check_hostname or tls.verify_mode != ssl.CERT_REQUIRED):
            raise ValueError("A context that does not verify certificates and names.")
        self._tls = tls

    def open(self, place: Place, deadline: Deadline) -> Stream:
        """Resolve once, check every address, connect to one of those; the name stays in `Host` and in TLS."""
        addresses = self._checked(self._addresses(place, deadline), place)
        connection = _connect(addresses, place.port, deadline)
        if place.scheme == "https":
            connection = self._secure(connection, place.host, deadline)
        return Stream(connection, deadline)

    def _addresses(self, place: Place, deadline: Deadline) -> list[str]:
        if place.literal:
            return [place.host]
        if self._resolve is None:
            return self._names.addresses(place.host, seconds=deadline.left())
        return self._resolve(place.host, place.port)

    def _checked(self, texts: Iterable[str], place: Place) -> list[IPAddress]:
        """All of them or none: a name with one address of the inside is hostile, or wrong."""
        addresses = []
        for text in texts:
            address = parse(text)
            if address is None or not self._may_reach(address, place):
                raise Unfetched("refused-address")
            addresses.append(address)
        if not addresses:
            raise Unfetched("dns")
        return addresses

    def _may_reach(self, address: IPAddress, place: Place) -> bool:
        is_allowed = (str(address), place.port) in self._allows
        return is_allowed or (place.is_at_ordinary_port and is_public(address))

    def _secure(self, connection: socket.socket, host: str, deadline: Deadline) -> socket.socket:
        try:
            connection.settimeout(deadline.left())  # of the whole handshake
            context = self._tls or usual_authorities()
            return context.wrap_socket(connection, server_hostname=host)
        except TimeoutError:
            connection.close()
            raise Unfetched("timeout") from None
        except OSError as failed:
            connection.close()
            raise Unfetched("tls") from failed


@cache
def usual_authorities() -> ssl.SSLContext:
    """The system's certificate authorities and certifi's. Takes a while to read, so it is read once."""
    context = httpcore.default_ssl_context()
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.set_alpn_protocols(["http/1.1"])
    return context


def _connect(addresses: list[IPAddress], port: int, deadline: Deadline) -> socket.socket:
    """To the first that answers. Each gets its share of the time, so that one dead address does not take it all."""
    tried = addresses[:MOST_TRIED]
    failure = Unfetched("connection")
    for position, address in enumerate(tried):
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(deadline.left() / (len(tried) - position))
            connection.connect((str(address), port))
        except OSError as failed:
            connection.close()
            failure = _unfetched(failed)
        except Unfetched:
            connection.close()
            raise
        else:
            return connection
    raise failure


def _unfetched(failed: OSError) -> Unfetched:
    if isinstance(failed, TimeoutError):
        return Unfetched("timeout")
    return Unfetched("tls" if isinstance(failed, ssl.SSLError) else "connection")
