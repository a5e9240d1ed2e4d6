"""Real processes that die at the worst moments, with a database and a mail server of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rounds.mail.tests.mail_server import MailServer

ROOT = Path(__file__).parents[3]
AT = "datetime(2026, 5, 4, 12, tzinfo=UTC)"
BEGIN = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from rounds.mail import delivery
from rounds.mail.models import Message
"""
WRITE = """
from django.core.management import call_command
call_command("migrate", "mail", verbosity=0)
for n in (1, 2):
    Message.objects.create(
        key=f"key-{n}", to="ada@example.org", subject=f"Mail {n}", text="x",
        created_at=%(at)s, next_try_at=%(at)s,
    )
"""
LINE = "print(Message.objects.exclude(sent_at=None).count())"


@pytest.fixture
def server():
    server = MailServer()
    yield server
    server.close()


def worker(tmp_path: Path, server: MailServer, words: str) -> subprocess.Popen[str]:
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'outbox.sqlite3'}",
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "VAR_DIR": str(tmp_path),
    }
    code = BEGIN + words % {"at": AT}
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
    )


def test_whatever_dies_no_mail_is_lost_and_one_that_was_taken_is_recognized_when_it_comes_again(
    tmp_path, server
) -> None:
    assert worker(tmp_path, server, WRITE).wait() == 0

    first = worker(tmp_path, server, "delivery.send(1, at=%(at)s)")
    server.before_taking = first.kill  # claimed, not sent
    assert first.wait() == -signal.SIGKILL
    server.before_taking = lambda: None

    second = worker(tmp_path, server, "delivery.send(2, at=%(at)s)")
    server.before_saying_so = second.kill  # sent, not written down
    assert second.wait() == -signal.SIGKILL
    server.before_saying_so = lambda: None
    assert [mail["Subject"] for mail in server.taken] == ["Mail 2"]

    again = "delivery.send_due(at=%(at)s); delivery.send_due(at=%(at)s + delivery.CLAIM);" + LINE
    said, _ = worker(tmp_path, server, again).communicate()
    assert said.strip() == "2"
    assert [mail["Subject"] for mail in server.taken] == ["Mail 2", "Mail 1", "Mail 2"]
    assert server.taken[0]["Message-ID"] == server.taken[2]["Message-ID"] != server.taken[1]["Message-ID"]
