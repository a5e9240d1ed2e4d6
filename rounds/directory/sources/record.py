"""What every list of accounts gives: the accounts of one organization, and what it says of that organization."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rounds.organizations.sources.record import Edition, Record, Reject


@dataclass(frozen=True, slots=True)
class Said:
    """An address as the list has it. `platform` is what its column says, "" where the address must tell."""

    text: str
    platform: str = ""
    purpose: str = "main"
    language: str = ""  # BCP 47


@dataclass(frozen=True, slots=True)
class AccountRecord:
    about: Record  # the organization, as far as the list knows it
    accounts: tuple[Said, ...]
    source_url: str = ""  # where the list says so, if every organization has a page of its own
    hints: tuple[str, ...] = ()  # other words that tell the place: "houston" from the page "houstonvamc"

    @property
    def key(self) -> str:
        return self.about.key

    @property
    def line(self) -> int:
        return self.about.line


@dataclass(frozen=True, slots=True)
class AccountSource(Edition):
    """An edition of a list of accounts, with its reader."""

    read: Callable[[Path], Iterator[AccountRecord | Reject]]
