"""Every list that can be read in the back office. Higher contexts add theirs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rounds.organizations.importing.registers import import_register
from rounds.organizations.models import ImportRun
from rounds.organizations.sources import SOURCES
from rounds.organizations.sources.record import Edition


@dataclass(frozen=True, slots=True)
class Importable:
    source: Edition
    read: Callable[[Path], Iterator[Any]]  # its rows, as a first look at a file
    import_: Callable[..., ImportRun]  # the verb


catalog: dict[str, Importable] = {}


def add(source: Any, import_: Callable[..., ImportRun]) -> None:
    catalog[source.slug] = Importable(source, source.read, import_)


for _source in SOURCES.values():
    add(_source, import_register)
