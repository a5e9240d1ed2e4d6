"""The database that is measured on."""

from pathlib import Path

from django.core.management import call_command
from django.db import connection

from rounds.organizations.models import Organization
from tests.bench.seed import ORGANIZATIONS, seed


def tables(path: Path, *, fresh: bool) -> None:
    """`path`: of the file that is made anew; a database that is no file is left as it is."""
    if fresh:
        connection.close()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def database(path: Path, *, fresh: bool) -> None:
    tables(path, fresh=fresh)
    if Organization.objects.count() != ORGANIZATIONS:
        print(f"Making {ORGANIZATIONS:,} organizations …", flush=True)
        seed()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
