"""The OpenAPI document as tables for people. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

Json = dict[str, Any]

MOST_VALUES = 12  # of an enumeration that are named


class Parameter(NamedTuple):
    name: str
    type: str
    values: list[str]  # all that there are, where these are few
    is_needed: bool
    meaning: str


class Operation(NamedTuple):
    id: str
    method: str
    path: str
    summary: str
    text: str
    parameters: list[Parameter]
    shape: str  # the name of what it answers with


class Group(NamedTuple):
    name: str
    operations: list[Operation]


class Field(NamedTuple):
    name: str
    type: str
    shape: str  # the name of the shape that it holds; "" for none
    values: list[str]
    meaning: str


class Shape(NamedTuple):
    name: str
    text: str
    fields: list[Field]


def groups_of(schema: Json) -> list[Group]:
    """The operations by their first tag, in the order in which they stand."""
    found: defaultdict[str, list[Operation]] = defaultdict(list)
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            [tag] = operation.get("tags", [""])[:1]
            found[tag].append(_operation(path, method, operation))
    return [Group(name, operations) for name, operations in found.items()]


def shapes_of(schema: Json) -> list[Shape]:
    return [
        Shape(name, one.get("description", ""), _fields(one))
        for name, one in schema["components"]["schemas"].items()
        if "properties" in one
    ]


def _operation(path: str, method: str, operation: Json) -> Operation:
    answer = operation["responses"]["200"].get("content", {})
    [schema] = [one["schema"] for one in answer.values()][:1] or [{}]
    return Operation(
        operation["operationId"],
        method.upper(),
        path,
        operation["summary"],
        re.sub(r"(?<!\n)\n(?!\n)", " ", operation.get("description", "")),  # lines as a file folds them
        [_parameter(one) for one in operation["parameters"]] + _body(operation),
        _shape_in(schema),
    )


def _parameter(one: Json) -> Parameter:
    schema = one["schema"]
    values = _values(schema)
    return Parameter(one["name"], type_of(schema), values, one["required"], one.get("description", ""))


def _body(operation: Json) -> list[Parameter]:
    contents: Iterable[Json] = operation.get("requestBody", {}).get("content", {}).values()
    return [
        Parameter(_("the body"), shape, [], True, _("A JSON object."))
        for content in contents
        if (shape := _shape_in(content["schema"]))
    ]


def _fields(shape: Json) -> list[Field]:
    return [
        Field(name, type_of(one), _shape_in(one), _values(one), one.get("description", ""))
        for name, one in shape["properties"].items()
    ]


def type_of(schema: Json) -> str:
    if "anyOf" in schema:
        return _(" or ").join(type_of(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return _name(schema)
    if schema.get("type") == "array":
        return _("list of %(what)s") % {"what": type_of(schema["items"])}
    return str(schema.get("format") or schema.get("type", ""))


def _values(schema: Json) -> list[str]:
    values = schema.get("enum") or schema.get("items", {}).get("enum") or []
    told = [str(value) for value in values if value != ""]
    return told if len(told) <= MOST_VALUES else []


def _shape_in(schema: Json) -> str:
    if "$ref" in schema:
        return _name(schema)
    inner = [*schema.get("anyOf", []), *([schema["items"]] if "items" in schema else [])]
    return next((name for one in inner if (name := _shape_in(one))), "")


def _name(schema: Json) -> str:
    return str(schema["$ref"].rpartition("/")[2])
