import sqlite3

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from rounds.users.models import User

only_embedded = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the embedded database only")


@only_embedded
@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_what_the_database_holds_and_is_whole(tmp_path, capsys):
    User.objects.create_user("ada@example.org")
    call_command("backup", str(tmp_path / "new" / "copy.sqlite3"))
    copy = sqlite3.connect(tmp_path / "new" / "copy.sqlite3")
    assert copy.execute("SELECT email FROM users_user").fetchall() == [("ada@example.org",)]
    assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@only_embedded
@pytest.mark.django_db
def test_a_backup_overwrites_nothing(tmp_path):
    (tmp_path / "copy.sqlite3").write_text("precious")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(tmp_path / "copy.sqlite3"))
    assert (tmp_path / "copy.sqlite3").read_text() == "precious"


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="another database only")
@pytest.mark.django_db
def test_where_the_database_is_not_embedded_the_command_says_what_to_use(tmp_path):
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", str(tmp_path / "copy.sqlite3"))
    assert connection.vendor == "postgresql"
