import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from rounds.users.sample import PEOPLE
from rounds.website.management.commands.run import banner
from rounds.website.processes import ProcessDied, Processes, is_free

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def test_processes_end_together():
    with Processes({"one": SLEEP, "two": SLEEP}) as running:
        started = list(running.running.values())
        assert [process.poll() for process in started] == [None, None]
    assert [process.poll() for process in started] == [-signal.SIGTERM] * 2


def test_when_one_dies_it_is_said_which_and_the_others_are_stopped():
    running = Processes({"web server": SLEEP, "worker": [sys.executable, "-c", "raise SystemExit(3)"]})
    with pytest.raises(ProcessDied, match=r"The worker ended by itself \(exit code 3\)\."), running:
        running.wait()
    assert running.running["web server"].poll() == -signal.SIGTERM


def test_a_port_that_is_taken_is_noticed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert not is_free("127.0.0.1", taken.getsockname()[1])
    assert is_free("127.0.0.1", free_port())


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def test_the_banner_names_the_address_the_sign_ins_and_the_mail(settings):
    settings.PUBLIC_URL, settings.SAMPLE = "http://127.0.0.1:8123", True
    lines = banner().splitlines()
    assert lines[1] == "  Rounds is at     http://127.0.0.1:8123"
    assert lines[3] == "  Guest            visitor@example.org"
    assert lines[-6:] == [
        "  Their password   rounds-sample",
        "",
        "  Sign in          http://127.0.0.1:8123/people/login/",
        "  Back office      http://127.0.0.1:8123/office/  (moderator, membership team, treasurer, editor, "
        "administrator)",
        "  Mail             http://127.0.0.1:8123/mail/  (none leaves this machine)",
        "  Stop             Ctrl-C",
    ]
    assert [line.split()[-1] for line in lines[3:-6]] == [person.email for person in PEOPLE]


def test_the_banner_of_a_real_installation_names_no_passwords(settings):
    settings.PUBLIC_URL, settings.SAMPLE = "https://rounds.example", False
    assert banner() == "\n  Rounds is at     https://rounds.example\n  Stop             Ctrl-C\n"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="runs on SQLite")
def test_one_command_runs_the_site_and_ends_with_everything_it_started(tmp_path):
    database = tmp_path / "site.sqlite3"
    connection.close()
    shutil.copy(connection.settings_dict["NAME"], database)
    port = str(free_port())
    ours = {"DATABASE_URL": f"sqlite:///{database}", "PORT": port, "SAMPLE": "0", "WEB_WORKERS": "1"}
    site = subprocess.Popen(
        [sys.executable, "manage.py", "run"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **ours},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert site.stdout
    said = ""
    while line := site.stdout.readline():
        said += line
        if line.startswith("  Stop "):
            break
    children = children_of(site.pid)
    site.terminate()
    site.communicate(timeout=60)
    assert f"http://127.0.0.1:{port}" in said
    assert len(children) == 3
    assert [child for child in children if Path(f"/proc/{child}").exists()] == []


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
