"""An API fuzzer, schemathesis, against the API's own description, on a live server with rows of every kind.

`make fuzz` asks longer and with a fresh seed; a fault that it finds is asked again with `make fuzz FUZZ_SEED=…`.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from rounds.directory.actions.api_keys import issue_key
from rounds.directory.models import SubList
from rounds.directory.sample import make_example_hospital
from rounds.directory.tests.factories import put_in_list
from rounds.open_data.actions.changes import log_changes
from rounds.organizations import search, versions
from rounds.organizations.tests.factories import (
    IdentifierFactory,
    NameFactory,
    OrganizationFactory,
    RegisterFactory,
    RegisterRowFactory,
)
from rounds.users.models import User
from rounds.website.api import api

SEED = os.environ.get("FUZZ_SEED", "2026")
EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "12")  # of each operation, in each phase that draws them
MOST_SECONDS = 600
SETTINGS = Path(__file__).with_name("schemathesis.toml")
NOW = timezone.now()


def fill() -> str:
    """Some of everything that can be asked about; the key to ask with."""
    mona = User.objects.create_superuser("mona@example.org", "long-enough-words", name="Mona")
    User.objects.create_user("representative@example.org", "long-enough-words", name="Remy")
    hospital = make_example_hospital(at=NOW)
    assert hospital is not None
    register = RegisterFactory(slug="cms-2026-06", family="cms", url="https://data.example.org/")
    made = [hospital]
    for number in range(130):  # more than a page
        one = OrganizationFactory(
            name=f"Mercy Hospital {number}",
            slug=f"mercy-{number}",
            parent=hospital if number % 5 == 0 else None,
            country=("US", "CA")[number % 2],
            region=("US-MN", "CA-ON")[number % 2],
            beds=number * 7 or None,
            created_at=NOW - timedelta(days=90),
        )
        IdentifierFactory(organization=one, scheme="ccn", value=f"{240_000 + number}")
        RegisterRowFactory(organization=one, register=register)
        if number % 3 == 0:
            NameFactory(organization=one)
            put_in_list(one, f"https://x.com/mercy{number}", at=NOW - timedelta(days=60))
        made.append(one)
    heir, gone = made[1], made[2]
    gone.status, gone.merged_into = "merged", heir
    gone.save(update_fields=["status", "merged_into"])
    SubList.objects.create(slug="us-hospitals", name="US hospitals", rule="country=US&type=hospital")
    SubList.objects.create(slug="friends", name="Friends").organizations.add(hospital, *made[3:9])
    search.index([one.pk for one in made])
    versions.bump()
    log_changes(at=NOW)
    _kept, key = issue_key(name="Fuzzer", per_minute=10_000_000, by=mona, at=NOW)
    return key


@pytest.mark.django_db(transaction=True)
def test_the_fuzzer_finds_no_fault(
    live_server: Any, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("ERROR", logger="django.request")  # thousands are refused, as they must be
    settings.PUBLIC_URL = live_server.url
    key = fill()
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(SETTINGS), "run"),
        f"{live_server.url}/api/v1/openapi.json",
        *("--header", f"Authorization: Bearer {key}", "--seed", SEED, "--max-examples", EXAMPLES),
        *("--generation-database", "none", "--no-color"),
        *("--report", "har", "--report-har-path", str(tmp_path / "asked.har")),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, cwd=tmp_path)
    told = ran.stdout.replace(key, "…")
    assert ran.returncode == 0, f"{told[-12_000:]}\n{ran.stderr[-4_000:]}\nSeed: {SEED}"
    assert _never_answered(tmp_path / "asked.har") == []


def _never_answered(file: Path) -> list[str]:
    """The operations that were never answered with what they are for: there the fuzzer has seen nothing."""
    answered: Counter[str] = Counter()
    for entry in json.loads(file.read_text())["log"]["entries"]:
        path = urlsplit(entry["request"]["url"]).path
        answered[f"{entry['request']['method']} {path}"] += entry["response"]["status"] == 200
    return [
        f"{method.upper()} {path}"
        for path, operations in api.get_openapi_schema()["paths"].items()
        for method in operations
        if not any(
            n and re.fullmatch(f"{method.upper()} {re.sub('{[^}]+}', '[^/]+', path)}", asked)
            for asked, n in answered.items()
        )
    ]
