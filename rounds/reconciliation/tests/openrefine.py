"""OpenRefine's client, as its code does it (3.9): what it sends, in which order, and what it needs back."""

import json
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from rounds.reconciliation.tests import schemas

ORIGIN = "http://127.0.0.1:3333"  # where OpenRefine runs


class OpenRefine:
    """Its client: the browser asks by CORS, the program behind it posts forms of one field."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.manifest = self.get(service)
        schemas.check(self.manifest, schemas.MANIFEST)

    def get(self, address: str, **parameters: Any) -> Any:
        """From the browser, in five seconds: refused by it unless the answer is for every site."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        request = Request(  # noqa: S310 - our own server
            address + query,
            headers={"Origin": ORIGIN, "Accept": "application/json, text/javascript, */*; q=0.01"},
        )
        with urlopen(request, timeout=5) as response:  # noqa: S310
            assert response.url == address + query, "no redirect"
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert response.headers["Set-Cookie"] is None
            return json.load(response)

    def post(self, name: str, value: object) -> dict[str, Any]:
        body = urlencode({name: json.dumps(value)}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
        request = Request(self.service, body, headers)  # noqa: S310
        with urlopen(request, timeout=60) as response:  # noqa: S310
            return json.load(response)

    def guess_types(self, cells: list[str]) -> list[str]:
        """Ten different cells, three candidates each; the types by how many candidates have them."""
        answer = self.post(
            "queries", {f"q{n}": {"query": cell, "limit": 3} for n, cell in enumerate(cells[:10])}
        )
        counted: dict[str, list[float]] = {}
        for one in answer.values():
            for rank, candidate in enumerate(one["result"]):
                types = candidate["type"]
                for place, type in enumerate(types):
                    score = 1 / (1 + rank) * (len(types) - place) / len(types)
                    counted.setdefault(type["id"], []).append(score)
        found = sorted(
            counted, key=lambda id: (-min(10, len(counted[id])), -sum(counted[id]) / len(counted[id]))
        )
        return found + [one["id"] for one in self.manifest["defaultTypes"] if one["id"] not in found]

    def reconcile(
        self, rows: list[dict[str, str]], type: str, columns: list[str]
    ) -> list[tuple[str, list[str]]]:
        """For each row the id it was matched to ("" for none), and the ids of the candidates."""
        size = min(max(len(rows) // 10, 10), self.manifest["batchSize"])
        found: list[tuple[str, list[str]]] = []
        for start in range(0, len(rows), size):
            batch = rows[start : start + size]
            answer = self.post(
                "queries", {f"q{n}": self._query(row, type, columns) for n, row in enumerate(batch)}
            )
            schemas.check(answer, schemas.RESULTS)
            for number in range(len(batch)):
                candidates = sorted(answer[f"q{number}"]["result"], key=lambda one: -one["score"])
                first = candidates[0]["id"] if candidates and candidates[0]["match"] else ""
                found.append((first, [one["id"] for one in candidates]))
        return found

    def _query(self, row: dict[str, str], type: str, columns: list[str]) -> dict[str, Any]:
        properties = [{"pid": column, "v": row[column]} for column in columns if row.get(column)]
        query: dict[str, Any] = {"query": row["name"]}
        if type:
            query |= {"type": type, "type_strict": "should"}
        return query | ({"properties": properties} if properties else {})

    def proposed(self, type: str) -> list[str]:
        place = self.manifest["extend"]["propose_properties"]
        answer = self.get(place["service_url"] + place["service_path"] + "?type=" + type)
        schemas.check(answer, schemas.PROPOSAL)
        return [one["id"] for one in answer["properties"]]

    def extend(self, ids: list[str], properties: list[dict[str, Any]]) -> dict[str, list[Any]]:
        """Every cell: the first value of each property. A property that is missing in a row shifts those behind it."""
        answer = self.post("extend", {"ids": ids, "properties": properties})
        schemas.check(answer, schemas.EXTENSION)
        assert [one["id"] for one in answer["meta"]] == [one["id"] for one in properties]
        for row in answer["rows"].values():
            assert list(row) == [one["id"] for one in properties]
        return {
            id: [next(iter(cell[0].values()), None) if cell else None for cell in answer["rows"][id].values()]
            for id in ids
        }

    def suggest(self, kind: str, prefix: str, **more: int) -> list[str]:
        place = self.manifest["suggest"][kind]
        answer = self.get(place["service_url"] + place["service_path"], prefix=prefix, **more)
        return [one["id"] for one in answer["result"]]
