"""Asking the service as programs do; every answer is held against its schema."""

import json
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from rounds.reconciliation.tests import schemas

ROOT = "/reconcile"
FORM = "application/x-www-form-urlencoded"


def post(client: Client, field: str, sent: object, **headers: str) -> HttpResponse:
    """As OpenRefine sends it: a form of one field that holds JSON."""
    text = sent if isinstance(sent, str) else json.dumps(sent)
    body = urlencode({field: text.encode("utf-8", "surrogatepass")})
    return client.post(ROOT, body, content_type=FORM, headers=headers)


def results(client: Client, batch: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    response = post(client, "queries", batch)
    assert response.status_code == 200, response.content
    answer = response.json()
    schemas.check(answer, schemas.RESULTS)
    assert list(answer) == list(batch)
    for one in answer.values():
        scores = [candidate["score"] for candidate in one["result"]]
        assert scores == sorted(scores, reverse=True)
        assert [candidate["match"] for candidate in one["result"][1:]].count(True) == 0
    return {key: one["result"] for key, one in answer.items()}


def candidates(client: Client, text: str = "", **properties: Any) -> list[dict[str, Any]]:
    query: dict[str, Any] = {"query": text} if text else {}
    listed = [{"pid": pid.replace("_", "-"), "v": value} for pid, value in properties.items()]
    if listed:
        query["properties"] = listed
    return results(client, {"q0": query})["q0"]


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [one["id"] for one in found]


def matched(found: list[dict[str, Any]]) -> str:
    """The id of the one that is matched without asking anybody; "" for none."""
    return next((one["id"] for one in found if one["match"]), "")


def extended(client: Client, ids: list[str], *properties: Any) -> dict[str, Any]:
    columns = [one if isinstance(one, dict) else {"id": one} for one in properties]
    response = post(client, "extend", {"ids": ids, "properties": columns})
    assert response.status_code == 200, response.content
    answer = response.json()
    schemas.check(answer, schemas.EXTENSION)
    assert [one["id"] for one in answer["meta"]] == [one["id"] for one in columns]
    return answer
