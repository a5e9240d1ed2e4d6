"""The databases that are asked: made once, kept in var/; `--fresh` makes them anew."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from rounds.organizations import search
from rounds.organizations.importing.registers import import_register
from rounds.organizations.models import Identifier, Name, Organization
from rounds.organizations.names import fold
from rounds.organizations.sources import SOURCES
from tests.bench.matching.enlarged import enlarge
from tests.bench.matching.pairs import DATA, FILES, held_out, records

# The corpus, the register it begins with, the scheme of its keys, and how many organizations it is enlarged to.
CORPORA = {
    "us": ("cms-2026-06", "ccn", 0),
    "ror": ("ror-2026", "ror", 0),
    "us-50000": ("cms-2026-06", "ccn", 50_000),
    "us-200000": ("cms-2026-06", "ccn", 200_000),
}


def path_of(corpus: str) -> Path:
    return Path(settings.BASE_DIR) / "var" / f"bench-matching-{corpus}.sqlite3"


def make(corpus: str) -> None:
    """In the database at hand, where it is not made yet."""
    register, _scheme, size = CORPORA[corpus]
    call_command("migrate", verbosity=0)
    if not Organization.objects.exists():
        print(f"Making {corpus} …", flush=True)
        source = SOURCES[register]
        import_register(source=source, path=DATA / FILES[register], by=None, at=timezone.now())
        if corpus == "ror":
            _hold_out()
    if size > Organization.objects.count():
        enlarge(size)


def keys(corpus: str) -> dict[str, int]:
    """A register's key to the organization."""
    scheme = CORPORA[corpus][1]
    return dict(Identifier.objects.filter(scheme=scheme).values_list("value", "organization_id"))


def _hold_out() -> None:
    """Take the names away that will be asked for, in whatever case they stand."""
    ids = keys("ror")
    changed = []
    for record in records("ror-2026"):
        if asked := held_out(record):
            names = Name.objects.filter(organization=ids[record.key])
            gone = [name.pk for name in names if fold(name.text) == fold(asked)]
            Name.objects.filter(pk__in=gone).delete()
            changed.append(ids[record.key])
    search.index(changed)
