"""A migrated database, made once for each state of the migrations and copied for each test process.

A test in a transaction is rolled back. A test that commits (`transaction=True`, `live_server`) is followed by a fresh
copy instead of a flush, so that it leaves what the migrations put there. The cache is the real one, in the database.
"""

import fcntl
import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from time import time
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

ROOT = Path(settings.BASE_DIR)
KEPT = ROOT / "var" / "test"
OLD = 24 * 3600  # seconds after which a copy for another state of the migrations goes


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    is_sqlite = connection.vendor == "sqlite"
    database = Sqlite(tmp_path_factory.mktemp("database")) if is_sqlite else Postgres()
    with django_db_blocker.unblock():
        database.begin()
        _know_content_types()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _restore_with(database.restore))
        yield
    with django_db_blocker.unblock():
        database.end()


class Sqlite:
    def __init__(self, folder: Path) -> None:
        self.template = KEPT / f"{_state()}.sqlite3"
        self.name = str(folder / "test.sqlite3")
        options = connection.settings_dict["OPTIONS"]
        options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

    def begin(self) -> None:
        with _one_at_a_time():
            if not self.template.exists():
                self._make_template()
        _use(self.name)
        self.restore()

    def restore(self) -> None:
        connection.ensure_connection()
        kept = sqlite3.connect(self.template)
        kept.backup(connection.connection)
        kept.close()

    def end(self) -> None:
        connection.close()

    def _make_template(self) -> None:
        for old in KEPT.glob("*.sqlite3"):
            if time() - old.stat().st_mtime > OLD:
                old.unlink(missing_ok=True)
        unfinished = self.template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _use(str(unfinished))
        _migrate()
        unfinished.rename(self.template)


class Postgres:
    def __init__(self) -> None:
        base = f"test_{connection.settings_dict['NAME']}"
        self.template = f"{base}_{_state()}"
        self.name = f"{base}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        connection.settings_dict["CONN_MAX_AGE"] = 0

    def begin(self) -> None:
        with _one_at_a_time():
            if not self._exists(self.template):
                self._make_template()
            self._copy()
        _use(self.name)

    def restore(self) -> None:
        with _one_at_a_time():
            self._copy()

    def end(self) -> None:
        connection.close()
        self._drop(self.name)

    def _make_template(self) -> None:
        unfinished = f"{self.template}_unfinished"
        for old in (unfinished, *self._other_templates()):
            self._drop(old)
        self._execute(f'CREATE DATABASE "{unfinished}"')
        _use(unfinished)
        _migrate()
        self._execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')

    def _other_templates(self) -> list[str]:
        pattern = re.escape(self.template[:-16]) + "[0-9a-f]{16}$"
        with connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern])
            return [name for (name,) in cursor.fetchall()]

    def _copy(self) -> None:
        connection.close()
        self._drop(self.name)
        self._execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')

    def _exists(self, name: str) -> bool:
        return self._execute("SELECT 1 FROM pg_database WHERE datname = %s", name) is not None

    def _drop(self, name: str) -> None:
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _execute(self, sql: str, *values: str) -> Any:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchone() if cursor.description else None


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connection.close()


def _restore_with(restore: Callable[[], None]) -> Callable[[TransactionTestCase], None]:
    def teardown(case: TransactionTestCase) -> None:
        restore()
        _know_content_types()

    return teardown


def _know_content_types() -> None:
    """Django asks for each once a process: a test that counts queries would else count what ran before it."""
    ContentType.objects.get_for_models(*apps.get_models())


def _state() -> str:
    """A word for everything that shapes a migrated database: our migrations, those of our packages, who may do what."""
    patterns = ("rounds/*/migrations/*.py", "rounds/*/receivers.py", "rounds/*/apps.py", "uv.lock")
    files = sorted(file for pattern in patterns for file in ROOT.glob(pattern))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
