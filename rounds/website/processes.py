"""Several processes that live and die together."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

Commands = dict[str, list[str]]

PATIENCE = 60  # seconds in which the site has to answer
GRACE = 10  # seconds that a process has for ending what it does


class ProcessDied(Exception):
    """One of the processes ended although nobody stopped it."""


def site(host: str, port: int, workers: int) -> Commands:
    """What a site consists of. A few threads in each web worker, so that a slow visitor holds up nobody else."""
    manage = [sys.executable, "manage.py"]
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    quietly = ["--no-ws", "--log-level", "warning", "--workers-kill-timeout", "5"]
    return {
        "web server": [
            *web,
            *quietly,
            "--workers",
            str(workers),
            "--blocking-threads",
            "4",
            "config.wsgi:application",
        ],
        "worker": [*manage, "db_worker", "--interval", "1", "--no-reload", "--verbosity", "0"],
        "clock": [*manage, "clock", "--loop", "20", "--verbosity", "0"],
    }


def is_free(host: str, port: int) -> bool:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError:
            return False
    return True


class Processes:
    """Runs commands side by side; when the block ends, all of them have ended."""

    def __init__(self, commands: Commands) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        for name, command in self.commands.items():
            # A session of its own: Ctrl-C comes to us alone, and each is asked once.
            self.running[name] = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self.running.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def wait(self) -> None:
        """Until one of them ends."""
        while True:
            self._raise_if_one_died()
            time.sleep(0.5)

    def wait_until_it_answers(self, host: str, port: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while not _answers(host, port):
            self._raise_if_one_died()
            if time.monotonic() > deadline:
                raise ProcessDied(f"The web server did not answer within {PATIENCE} seconds.")
            time.sleep(0.2)

    def _raise_if_one_died(self) -> None:
        for name, process in self.running.items():
            if process.poll() is not None:
                raise ProcessDied(f"The {name} ended by itself (exit code {process.returncode}).")


def _answers(host: str, port: int) -> bool:
    """Any answer will do: whether it is content with the host name is not the question."""
    door = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
    try:
        door.request("GET", "/healthz")
        door.getresponse()
    except OSError:
        return False
    finally:
        door.close()
    return True
