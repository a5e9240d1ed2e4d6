"""A mail server that does what it is told at the moments that matter."""

import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes
from email.message import Message

Moment = Callable[[], None]


class MailServer:
    """Enough SMTP for one mail at a time. Calls back before it takes a mail, and between taking it and saying so."""

    def __init__(self) -> None:
        self.taken: list[Message] = []
        self.before_taking: Moment = lambda: None
        self.before_saying_so: Moment = lambda: None
        server = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with suppress(ConnectionError):  # the sender is gone: that is what these tests are about
                    server._talk(self)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _talk(self, line: socketserver.StreamRequestHandler) -> None:
        def say(words: str) -> None:
            line.wfile.write(words.encode() + b"\r\n")

        say("220 here")
        while word := line.rfile.readline().strip().upper():
            if word == b"DATA":
                self.before_taking()
                say("354 go on")
                if (body := _body(line)) is None:
                    return
                self.taken.append(message_from_bytes(body))
                self.before_saying_so()
            if word == b"QUIT":
                say("221 bye")
                return
            say("250 good")


def _body(line: socketserver.StreamRequestHandler) -> bytes | None:
    """None where the sender is gone before the end."""
    read: list[bytes] = []
    while part := line.rfile.readline():
        if part == b".\r\n":
            return b"".join(read)
        read.append(part)
    return None
