"""Accounts of US health agencies from the first code of the US Digital Registry: a file with or without a header.

Columns: information page, organization, agency, address, language, tags. Rows of other agencies are passed over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rounds.directory.sources.agencies import speaker
from rounds.directory.sources.record import AccountRecord, AccountSource, Said
from rounds.organizations.sources.lines import read_lines
from rounds.organizations.sources.record import (
    OtherName,
    Record,
    Reject,
    SourceError,
)

_AGENCIES = frozenset({"hhs"})
_HEALTH_OF_VA = re.compile(r"veterans (affairs|health administration)", re.I)
_LANGUAGES = {"english": "en", "spanish": "es"}
_COLUMNS = 5


def _read(path: Path) -> Iterator[AccountRecord | Reject]:
    rows = 0
    for entry in read_lines(path):
        if isinstance(entry, Reject):
            yield entry
            continue
        line, raw = entry
        found = _row(line, raw)
        if line == 1 and _is_header(raw):
            continue
        if line == 1 and isinstance(found, Reject):
            raise SourceError(f"{path.name}: line 1 is not of the registry: {found.reason}")
        rows += isinstance(found, AccountRecord)
        if found is not None:
            yield found
    if rows == 0:
        raise SourceError(f"{path.name}: no line is about an account of a health agency")


def _row(line: int, raw: bytes) -> AccountRecord | Reject | None:
    text = raw.decode("utf-8", "replace")
    if not text.strip():
        return None
    if "\x00" in text or "\ufffd" in text:
        return Reject.of(line, "it holds characters that are no UTF-8 text", text)
    cells = [" ".join(cell.split()) for cell in next(csv.reader([text]), [])]
    if len(cells) < _COLUMNS:
        return Reject.of(line, f"{len(cells)} columns, not the five or six of the registry", text)
    page, name, agencies, address, language = cells[:_COLUMNS]
    if not _is_health(name, agencies):
        return None
    if not name or not address:
        return Reject.of(line, "the organization or the address is empty", text)
    who = speaker(name)
    website = who.website or (page if page.startswith(("http://", "https://")) else "")
    record = Record(
        key=f"{address.casefold()} {name.casefold()}"[:120],
        line=line,
        name=who.name,
        source_name=name[:300],
        type=who.type,
        country="US",
        website=website,
        ownership="public",
        names=(OtherName("acronym", who.acronym),) if who.acronym else (),
    )
    told = Said(address, purpose=who.purpose, language=_LANGUAGES.get(language.casefold(), ""))
    return AccountRecord(about=record, accounts=(told,))


def _is_health(name: str, agencies: str) -> bool:
    told = {agency.strip() for agency in agencies.casefold().split(",")}
    return bool(told & _AGENCIES) or ("va" in told and bool(_HEALTH_OF_VA.fullmatch(name)))


def _is_header(raw: bytes) -> bool:
    return b"organization" in raw.lower() and b"://" not in raw


SOURCE = AccountSource(
    slug="digital-registry-2012",
    family="digital-registry",
    name="US Digital Registry, first code: accounts of health agencies",
    publisher="US General Services Administration",
    licence="Public domain (US government work), MIT",
    licence_url="https://github.com/GSA/ringsail",
    attribution="US General Services Administration, Digital Registry.",
    as_of=date(2012, 1, 1),  # the year is known from what it links to, the day is not
    url="https://github.com/GSA/ringsail",
    read=_read,
)
