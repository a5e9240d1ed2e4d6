"""The client: one connection, one batch after another, as OpenRefine asks."""

import http.client
import json
import time
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

Candidates = list[dict[str, Any]]


class Run(NamedTuple):
    answers: list[Candidates]
    seconds: list[float]  # of each request

    @property
    def rate(self) -> float:
        """Queries a second."""
        return len(self.answers) / sum(self.seconds)


def ask(port: int, queries: Sequence[dict[str, Any]], *, at_once: int, key: str = "") -> Run:
    """Every answer, in order. Raises where one is missing."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    answers: list[Candidates] = []
    seconds: list[float] = []
    for start in range(0, len(queries), at_once):
        batch = {f"q{number}": one for number, one in enumerate(queries[start : start + at_once])}
        body = urlencode({"queries": json.dumps(batch)})
        began = time.perf_counter()
        connection.request("POST", "/reconcile", body, headers)
        response = connection.getresponse()
        text = response.read()
        seconds.append(time.perf_counter() - began)
        if response.status != 200:
            raise RuntimeError(f"{response.status}: {text[:300]!r}")
        told = json.loads(text)
        answers += [told[name]["result"] for name in batch]
    connection.close()
    return Run(answers, seconds)
