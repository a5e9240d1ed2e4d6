"""The database that is measured on."""

from pathlib import Path

from django.core.management import call_command
from django.db import connection

from rounds.organizations.models import Organization
from tests.bench.seed import ORGANIZATIONS, seed


def database(path: Path, *, fresh: bool) -> None:
    if fresh:
        connection.close()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if Organization.objects.count() != ORGANIZATIONS:
        print(f"Making {ORGANIZATIONS:,} organizations …", flush=True)
        seed()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
