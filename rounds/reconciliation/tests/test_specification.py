"""The specification's own examples and schemas, where a copy of them lies beside: nothing of them is ours to keep.

RECONCILIATION_SCHEMAS=…/specs/0.2/schemas, from https://github.com/reconciliation-api/specs. With it, every answer in
the other tests is held against the schemas as well (`schemas.check`).
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from jsonschema import ValidationError

from rounds.organizations.models import Organization
from rounds.reconciliation.tests import schemas
from rounds.reconciliation.tests.asking import ROOT, post

Hospitals = dict[str, Organization]


def examples(name: str, kind: str = "valid") -> list[tuple[str, Any]]:
    if not schemas.FOLDER:
        pytest.skip("RECONCILIATION_SCHEMAS names no folder with the specification's schemas")
    folder = Path(schemas.FOLDER).parent / "examples" / name / kind
    return [(path.name, json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]


def test_every_batch_of_the_specification_is_answered(client: Client, hospitals: Hospitals) -> None:
    batches = [*examples("reconciliation-query-batch"), *examples("reconciliation-query-batch", "invalid")]
    assert batches
    for name, batch in batches:
        response = post(client, "queries", batch)
        assert response.status_code == 200, name
        assert set(response.json()) == set(batch), name
        schemas.check_theirs(response.json(), "reconciliation-result-batch.json")


def test_every_extension_of_the_specification_is_answered(client: Client, hospitals: Hospitals) -> None:
    for name, extension in examples("data-extension-query"):
        response = post(client, "extend", extension)
        assert response.status_code == 200, name
        schemas.check_theirs(response.json(), "data-extension-response.json")


def test_the_manifest_says_all_that_the_specification_asks_for(client: Client, db: None) -> None:
    manifest = client.get(ROOT).json()
    assert examples("manifest", "invalid")
    schemas.check_theirs(manifest, "manifest.json")
    for part in ("versions", "name", "identifierSpace", "schemaSpace"):
        lacking = {key: value for key, value in manifest.items() if key != part}
        with pytest.raises(ValidationError):
            schemas.check_theirs(lacking, "manifest.json")
