"""Our badges against the official JSON Schema of 1EdTech. Its license does not let us keep it here: see .ci/schemas."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft201909Validator

from rounds.badges.credentials import Evidence
from rounds.badges.tests.factories import achievement, awarded
from rounds.users.tests.factories import person
from tests.plugins.left_out import leave_out

pytestmark = pytest.mark.django_db
SCHEMA = Path(settings.BASE_DIR) / "var" / "schemas" / "ob_v3p0_achievementcredential_schema.json"
DIGEST = "b7358e895f492e74055dc6bfc7ffc420d0e497f90c4579fb83d9519b86d393ea"


@pytest.fixture
def schema() -> Draft201909Validator:
    if not SCHEMA.exists():
        leave_out("the JSON Schema of Open Badges is not there (.ci/schemas)")
    content = SCHEMA.read_bytes()
    assert sha256(content).hexdigest() == DIGEST
    return Draft201909Validator(json.loads(content))


def test_a_badge_is_what_the_schema_asks_for(schema):
    evidence = [Evidence("All checks", "Passed."), Evidence("A plan", url="https://rounds.example.org/1/")]
    for credits in (0, 100, 125):
        made = awarded(person(f"p{credits}@example.org"), credits=credits, evidence=evidence)
        assert [one.message for one in schema.iter_errors(json.loads(made.credential))] == []


def test_one_without_a_code_too(schema):
    made = awarded(person(), achievement(kind="other", code=""))
    assert [one.message for one in schema.iter_errors(json.loads(made.credential))] == []


def test_the_schema_refuses_what_is_none(schema):
    made = json.loads(awarded(person()).credential)
    del made["credentialSubject"]["achievement"]["criteria"]
    assert [one.message for one in schema.iter_errors(made)]
