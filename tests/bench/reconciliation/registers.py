"""The databases that are asked: the US register as it is, and the same among 50,000 organizations."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from django.core.management import call_command
from django.db import connections, transaction
from django.utils import timezone

from rounds.core.countries import region_name
from rounds.directory.actions.api_keys import issue_key
from rounds.organizations import search, versions
from rounds.organizations.importing.registers import import_register
from rounds.organizations.models import Organization
from rounds.organizations.names import fold
from rounds.organizations.sources import SOURCES
from rounds.users.models import User
from tests.bench.reconciliation.lines import Hospital
from tests.bench.seed import _organization as made_up

DATA = Path(__file__).resolve().parents[3] / "data" / "us_hospitals_cms_2026-06.csv.gz"
PER_MINUTE = 10_000_000  # so that the limit is passed on every request and met by none


def template(path: Path, *, organizations: int) -> None:
    """The register, and so many made-up organizations that there are `organizations` in all. Kept between runs."""
    connect(path)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not Organization.objects.exists():
        import_register(source=SOURCES["cms-2026-06"], path=DATA, by=None, at=timezone.now())
    missing = organizations - Organization.objects.count()
    if missing > 0:
        _fill(missing)
    connections["default"].close()


def copied(path: Path, to: Path) -> None:
    """A database of this run alone, in one file."""
    for old in to.parent.glob(f"{to.name}*"):
        old.unlink()
    with sqlite3.connect(path) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(path, to)
    connect(to)


def hospitals() -> list[Hospital]:
    """Those of the register that name and place tell from every other."""
    rows = Organization.objects.current().filter(country="US", register_rows__isnull=False).distinct()
    found = [
        Hospital(*row, region_name(row[3]))
        for row in rows.order_by("pk").values_list("slug", "name", "city", "region")
    ]
    told = Counter(_told(one) for one in found)
    return [one for one in found if told[_told(one)] == 1]


@transaction.atomic
def take_out(held_out: Sequence[Hospital]) -> None:
    """As if they had never been known: nothing of them stays, in no index either."""
    gone = Organization.objects.filter(slug__in=[one.slug for one in held_out])
    pks = list(gone.values_list("pk", flat=True))
    Organization.objects.filter(parent__in=pks).update(parent=None)
    gone.delete()
    search.index(pks)
    versions.bump()


def key() -> str:
    user, _made = User.objects.get_or_create(email="bench@example.org", defaults={"name": "Bench"})
    _kept, key = issue_key(name="bench", per_minute=PER_MINUTE, by=user, at=timezone.now())
    connections["default"].close()
    return key


def connect(path: Path) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)


@transaction.atomic
def _fill(count: int) -> None:
    chance = random.Random(2010)
    made = Organization.objects.bulk_create(
        (made_up(number, chance) for number in range(count)), batch_size=2_000
    )
    search.index(one.pk for one in made)
    versions.bump()


def _told(one: Hospital) -> tuple[str, str, str]:
    return fold(one.name), fold(one.city), one.region
