"""A spreadsheet of 500 hospitals as people write them, reconciled from end to end by OpenRefine's client."""

import csv
import gzip
import random
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.utils import timezone

from rounds.core.countries import region_name
from rounds.organizations.importing.registers import import_register
from rounds.organizations.models import Identifier
from rounds.organizations.sources import SOURCES
from rounds.reconciliation.tests.openrefine import OpenRefine
from tests.bench.messy_names import line, strangers

REGISTER = Path(project.BASE_DIR) / "data" / "us_hospitals_cms_2026-06.csv.gz"
IMPORTED, ASKED, STRANGERS = 1_200, 500, 60
# A working engine does better (tests/bench/reconciliation); one that is broken does much worse.
RIGHT_FIRST, AUTOMATIC, AUTOMATIC_RIGHT = 0.97, 0.8, 0.99
Row = dict[str, str]


def register(chance: random.Random, path: Path) -> list[Row]:
    """So many rows of the US register, written to a file of the same form."""
    with gzip.open(REGISTER, "rt", newline="") as file:
        rows = chance.sample(list(csv.DictReader(file)), IMPORTED)
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return rows


def told_apart(rows: list[Row]) -> list[Row]:
    """Without those that bear one name in one town."""
    named = [(row["Facility Name"], row["City/Town"], row["State"]) for row in rows]
    return [row for row, name in zip(rows, named, strict=True) if named.count(name) == 1]


def as_people_write(row: Row, chance: random.Random) -> Row:
    state = row["State"]
    name, city, written = line(
        row["Facility Name"], row["City/Town"], state, region_name(f"US-{state}"), chance
    )
    return {"name": name, "city": city, "region": written}


@pytest.mark.django_db(transaction=True)
def test_a_messy_spreadsheet_is_reconciled(live_server: Any, settings: Any, tmp_path: Path) -> None:
    settings.PUBLIC_URL = live_server.url
    chance = random.Random(2026)
    rows = told_apart(register(chance, tmp_path / "register.csv"))
    import_register(source=SOURCES["cms-2026-06"], path=tmp_path / "register.csv", by=None, at=timezone.now())
    ids = dict(Identifier.objects.filter(scheme="ccn").values_list("value", "organization__slug"))

    asked = chance.sample(rows, ASKED)
    places = [(row["City/Town"], row["State"]) for row in rows]
    unknown = strangers([row["Facility Name"] for row in rows], places, STRANGERS, chance)
    sheet = [as_people_write(row, chance) for row in asked]
    sheet += [{"name": one.name, "city": one.city, "region": one.state} for one in unknown]

    refine = OpenRefine(f"{live_server.url}/reconcile")
    assert refine.guess_types([row["name"] for row in sheet])[0] == "hospital"
    found = refine.reconcile(sheet, "hospital", ["city", "region"])

    right = [ids[row["Facility ID"]] for row in asked]
    of_known = found[:ASKED]
    first = [candidates[:1] == [id] for id, (_match, candidates) in zip(right, of_known, strict=True)]
    automatic = [(id, match) for id, (match, _candidates) in zip(right, of_known, strict=True) if match]
    automatic_right = [match == id for id, match in automatic]
    assert sum(first) / ASKED >= RIGHT_FIRST
    assert len(automatic) / ASKED >= AUTOMATIC
    assert sum(automatic_right) / len(automatic) >= AUTOMATIC_RIGHT
    assert [match for match, _candidates in found[ASKED:] if match] == []

    matched = [match for match, _candidates in found if match][:50]
    cells = refine.extend(matched, [{"id": "ccn"}, {"id": "region", "settings": {"form": "codes"}}])
    assert all(ids[ccn] == id and region.startswith("US-") for id, (ccn, region) in cells.items())
