"""A server in a process of its own, for as long as it is asked."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

PATIENCE = 60  # seconds until it must answer
HOME = Path(__file__).resolve().parents[3]


class Server(NamedTuple):
    port: int
    group: int  # of its processes

    def worked(self) -> float:
        """Seconds of a processor that it has used so far: on a busy machine they say more than the clock."""
        mine = (parts for parts in _stats() if int(parts[2]) == self.group)
        return sum(int(parts[11]) + int(parts[12]) for parts in mine) / os.sysconf("SC_CLK_TCK")


def _stats() -> Iterator[list[str]]:
    """Of every process what stands behind its name. Linux says it here; elsewhere nothing does."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            yield path.read_text().rpartition(")")[2].split()


@contextlib.contextmanager
def ours(database: Path) -> Iterator[Server]:
    """The web server that `manage.py run` starts, with one worker."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--no-ws", "--log-level", "warning", "--workers", "1"]
    command += ["--blocking-threads", "4", "config.wsgi:application"]
    settings = {"DATABASE_URL": f"sqlite:///{database}", "PORT": str(port), "LOG_LEVEL": "ERROR"}
    with running(command, port, HOME, settings) as process:
        yield Server(port, process.pid)


@contextlib.contextmanager
def running(
    command: list[str], port: int, folder: Path, more: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=os.environ | more,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
