"""Who may do what: every address of the platform, asked for as each role, against one readable file.

A failure prints the lines as they are now. Read them; if they are right, they go into tests/access/matrix.txt.
"""

import logging
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.access import asking, matrix, things
from tests.access.roles import NAMES, clients, people
from tests.access.routes import Route, routes

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
NOT_ALLOWED = "405"
HIDDEN = ("→", "403", "404", "405")  # what whoever may not see anything there gets


class World:
    def __init__(self) -> None:
        self.people = people()
        self.paths = things.make(self.people)
        self.clients = clients(self.people)


@pytest.fixture
def world(settings, tmp_path: Path) -> Iterator[World]:
    file_system = "django.core.files.storage.FileSystemStorage"
    kept = {"BACKEND": file_system, "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": kept, "private": kept, "dumps": kept}
    settings.SAMPLE = False
    settings.STAFF_NEED_MFA = False
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    logging.disable(logging.WARNING)  # every refusal would be a line
    yield World()
    logging.disable(logging.NOTSET)


def exact() -> list[matrix.Line]:
    return [line for line in matrix.lines() if not line.address.endswith("**")]


def groups() -> list[matrix.Line]:
    return [line for line in matrix.lines() if line.address.endswith("**")]


def test_every_address_gives_each_role_what_the_matrix_says(world) -> None:
    listed = {(line.method, line.address): line.cells for line in exact()}
    found = {(line.method, line.address): line.cells for line in _asked(world)}
    differing = [
        matrix.written(matrix.Line(*key, cells)) for key, cells in found.items() if listed.get(key) != cells
    ]
    gone = [" ".join(key) for key in listed.keys() - found.keys()]
    assert not differing, "\n" + "\n".join(differing)
    assert not gone, "\n" + "\n".join(gone)


def test_below_the_offices_own_addresses_nobody_sees_what_their_role_does_not_open(world) -> None:
    seen = []
    for route in _grouped():
        for line in groups():
            if fnmatchcase(route.pattern, line.address):
                refused = [name for name, cell in zip(NAMES, line.cells, strict=True) if cell == "✗"]
                path = things.anything(route.pattern)
                cells = dict(zip(refused, asking.row(world.clients, refused, "GET", path), strict=True))
                seen += [f"{name} {cell} {path}" for name, cell in cells.items() if cell not in HIDDEN]
                break
    assert not seen, "\n" + "\n".join(seen)


def test_every_group_of_the_matrix_has_addresses() -> None:
    patterns = [route.pattern for route in _grouped()]
    assert [one.address for one in groups() if not any(fnmatchcase(p, one.address) for p in patterns)] == []


def test_every_operation_that_the_api_describes_has_a_line(client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    operations = {
        (method.upper(), path.lstrip("/"))
        for path, methods in described["paths"].items()
        for method in methods.keys() & {"get", "post", "put", "patch", "delete"}
    }
    listed = {(line.method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", line.address)) for line in exact()}
    assert len(operations) > 10
    assert {(method, path) for method, path in operations - listed} == set()


def _asked(world: World) -> list[matrix.Line]:
    """Every address that belongs to no group, and those of somebody else's things."""
    grouped = {route.pattern for route in _grouped()}
    patterns = [route.pattern for route in routes() if route.pattern not in grouped]
    patterns += [key for key in world.paths if " @" in key]
    nameless = [pattern for pattern in patterns if things.path_of(pattern, world.paths) is None]
    assert not nameless, f"tests/access/things.py has nothing to put in: {nameless}"
    return [line for pattern in patterns for line in _lines(world, pattern)]


def _lines(world: World, pattern: str) -> list[matrix.Line]:
    """Of posting nothing where that is no way to ask."""
    path = things.path_of(pattern, world.paths) or ""
    made = [
        matrix.Line(method, pattern, asking.row(world.clients, NAMES, method, path)) for method in METHODS
    ]
    return [line for line in made if set(line.cells) != {NOT_ALLOWED}] or made[:1]


def _grouped() -> list[Route]:
    """Of the back office's own pages, those without a line. Ours have one each."""
    listed = {line.address for line in exact()}
    patterns = [line.address for line in groups()]
    return [
        route
        for route in routes()
        if not route.view.__module__.startswith("rounds.")
        and route.pattern not in listed
        and any(fnmatchcase(route.pattern, one) for one in patterns)
    ]
