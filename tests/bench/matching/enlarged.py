"""A made-up corpus as large as wanted: names put together from the words of real ones, in real towns."""

import random
from collections.abc import Iterator
from itertools import islice

from django.utils import timezone

from rounds.organizations import search, versions
from rounds.organizations.models import Organization
from rounds.organizations.names import fold
from tests.bench.matching.pairs import records

_REGISTERS = ("cms-2026-06", "hifld-2023", "ror-2026")


def enlarge(to: int, seed: int = 11) -> None:
    """Add organizations until there are `to`."""
    missing = to - Organization.objects.count()
    made = _organizations(random.Random(seed), missing)
    while batch := list(islice(made, 5_000)):
        kept = Organization.objects.bulk_create(batch)
        search.index([one.pk for one in kept])
        print(f"{Organization.objects.count():,} organizations", flush=True)
    versions.bump()


def _organizations(chance: random.Random, count: int) -> Iterator[Organization]:
    known = [record for register in _REGISTERS for record in records(register)]
    words = sorted({word for record in known for word in record.name.split() if word[:1].isupper()})
    at = timezone.now()
    start = Organization.objects.count()
    for number in range(start, start + count):
        pattern, place = chance.choice(known), chance.choice(known)
        parts = pattern.name.split()
        for _ in range(chance.randint(1, 2)):
            parts[chance.randrange(len(parts))] = chance.choice(words)
        name = " ".join(parts)[:300]
        yield Organization(
            slug=f"made-{number}",
            name=name,
            sort_name=fold(name)[:300],
            type=pattern.type,
            city=place.city,
            region=place.region,
            country=place.country,
            created_at=at,
            changed_at=at,
        )
