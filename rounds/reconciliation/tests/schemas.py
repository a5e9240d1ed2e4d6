"""JSON Schemas of our own, from the words of the specification (Reconciliation Service API 0.2); stricter where we are.

Where RECONCILIATION_SCHEMAS names a folder with the schemas of the specification, each answer is held against them too.
"""

import json
import os
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

_TEXT = {"type": "string", "minLength": 1}
_URL = {"type": "string", "pattern": "^https?://[^ ]+$"}
_ID = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}  # nothing that an address takes apart


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _template(url: dict[str, Any]) -> dict[str, Any]:
    return url | {"allOf": [{"pattern": r"\{\{id\}\}"}]}


_TYPE = _object({"id": _ID, "name": _TEXT}, {"broader": {"type": "array", "items": {"$ref": "#/$defs/type"}}})
_TYPE_DEFS = {"type": _object({"id": _ID, "name": _TEXT})}
_SERVICE = _object({"service_url": _URL, "service_path": {"type": "string", "pattern": "^/"}})
_SETTING = {
    "type": "object",
    "properties": {"type": {"enum": ["number", "text", "checkbox", "select"]}, "label": _TEXT, "name": _ID},
    "required": ["type", "label", "name", "default"],
    "allOf": [
        {
            "if": {"properties": {"type": {"const": kind}}},
            "then": {"properties": {"default": {"type": default}}, "required": more},
        }
        for kind, default, more in (
            ("number", "number", []),
            ("checkbox", "boolean", []),
            ("text", "string", []),
            ("select", "string", ["choices"]),
        )
    ],
}
MANIFEST = _object(
    {
        "versions": {"type": "array", "items": _TEXT, "contains": {"const": "0.2"}},
        "name": _TEXT,
        "identifierSpace": _URL,
        "schemaSpace": _URL,
        "defaultTypes": {"type": "array", "items": _TYPE, "minItems": 1, "uniqueItems": True},
        "documentation": _URL,
        "logo": _URL,
        "serviceVersion": _TEXT,
        "batchSize": {"type": "integer", "minimum": 10},
        "view": _object({"url": _template(_URL)}),
        "feature_view": _object({"url": _template(_URL)}),
        "preview": _object(
            {"url": _template(_URL), "width": {"type": "integer"}, "height": {"type": "integer"}}
        ),
        "suggest": _object({"entity": _SERVICE, "property": _SERVICE, "type": _SERVICE}),
        "extend": _object(
            {"propose_properties": _SERVICE, "property_settings": {"type": "array", "items": _SETTING}}
        ),
    }
)
_FEATURE = _object({"id": _ID, "value": {"type": ["number", "boolean"]}})
_CANDIDATE = _object(
    {
        "id": _ID,
        "name": _TEXT,
        "description": _TEXT,
        "type": {"type": "array", "items": _TYPE, "minItems": 1},
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": {"type": "array", "items": _FEATURE},
    }
)
RESULTS = {
    "type": "object",
    "additionalProperties": _object({"result": {"type": "array", "items": _CANDIDATE}}),
}
_CELL = {
    "oneOf": [
        _object({"str": _TEXT}),
        _object({"int": {"type": "integer"}}),
        _object({"float": {"type": "number"}}),
        _object({"date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}}),
        _object({"id": _ID, "name": _TEXT}, {"description": _TEXT}),
    ]
}
EXTENSION = _object(
    {
        "meta": {"type": "array", "items": _object({"id": _TEXT, "name": _TEXT}, {"type": _TYPE})},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": _CELL},
            },
        },
    }
)
_LISTED = _object({"id": _ID, "name": _TEXT, "description": _TEXT})
PROPOSAL = _object(
    {"type": {"type": "string"}, "properties": {"type": "array", "items": _LISTED}},
    {"limit": {"type": "integer", "minimum": 1}},
)


def _suggested(item: dict[str, Any]) -> dict[str, Any]:
    return _object(
        {"result": {"type": "array", "items": item}}, {"cursor": {"type": "integer", "minimum": 1}}
    )


SUGGESTED_ENTITIES = _suggested(
    _object({"id": _ID, "name": _TEXT, "description": _TEXT, "notable": {"type": "array", "items": _TYPE}})
)
SUGGESTED_TYPES = _suggested(_object({"id": _ID, "name": _TEXT}))
SUGGESTED_PROPERTIES = _suggested(_LISTED)

# Ours, and the file of the specification's that says the same.
_THEIRS = {
    "manifest.json": MANIFEST,
    "reconciliation-result-batch.json": RESULTS,
    "data-extension-response.json": EXTENSION,
    "data-extension-property-proposal.json": PROPOSAL,
    "suggest-entities-response.json": SUGGESTED_ENTITIES,
    "suggest-types-response.json": SUGGESTED_TYPES,
    "suggest-properties-response.json": SUGGESTED_PROPERTIES,
}
FOLDER = os.environ.get("RECONCILIATION_SCHEMAS", "")


def check(answer: Any, schema: dict[str, Any]) -> None:
    """Raises ValidationError where the answer is not of that shape."""
    Draft202012Validator(schema | {"$defs": _TYPE_DEFS}).validate(answer)
    if FOLDER:
        [name] = [name for name, ours in _THEIRS.items() if ours is schema]
        check_theirs(answer, name)


def check_theirs(answer: Any, name: str) -> None:
    files = {path.name: json.loads(path.read_text()) for path in Path(FOLDER).glob("*.json")}
    theirs = files[name]
    registry = Registry().with_resources(
        (one["$id"], Resource.from_contents(one, default_specification=DRAFT7))
        for one in files.values()
        if "$id" in one
    )
    registry = registry.with_resource(
        "http://swagger.io/v2/schema.json", Resource.from_contents({}, default_specification=DRAFT7)
    )
    Draft7Validator(theirs, registry=registry).validate(answer)
