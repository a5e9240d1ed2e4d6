"""Reading a list of accounts: each is listed as "reported" by that list, for whom it is said to be of."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from rounds.activity.actions import record
from rounds.directory.actions.listings import Row, list_accounts
from rounds.directory.importing.owners import Owners
from rounds.directory.platforms import Address, Kind, Refusal, parse
from rounds.directory.sources import SOURCES
from rounds.directory.sources.record import AccountRecord, AccountSource, Said
from rounds.organizations.importing import batches, catalog, runs
from rounds.organizations.importing.checking import checked_once, writable
from rounds.organizations.importing.merging import Teller
from rounds.organizations.models import ImportRun, Register
from rounds.organizations.names import fold
from rounds.organizations.precedence import Origin
from rounds.organizations.sources.record import Record, Reject, SourceError
from rounds.users.models import User


def import_accounts(
    *,
    source: AccountSource,
    path: Path,
    by: User | None,
    at: datetime,
    file_name: str = "",
    progress: runs.Progress | None = None,
) -> ImportRun:
    """Read a list's file into the List. `added` counts accounts of organizations that were not listed before.

    Raises SourceError where the file is not this list (nothing is written then) and Overtaken where another process
    took the reading over.
    """
    begun = time.monotonic()
    run = runs.begin(
        source=source, file_name=file_name or path.name, digest=runs.digest_of(path), by=by, at=at
    )
    try:
        survey = runs.survey(source.read, path)
    except SourceError as wrong:
        runs.fail(run, str(wrong), at=at)
        raise
    runs.expect(run, survey.lines)
    families = dict(Register.objects.values_list("slug", "family"))
    teller = Teller(Origin(source.slug, source.family, source.as_of), families, None)
    owners = Owners()
    for batch in runs.batches(runs.reading(source.read, path), behind=run.line):
        _store(batch, run=run, owners=owners, teller=teller, repeated=survey.repeated, at=at)
        runs.refresh(run)
        if progress:
            progress(run)
    _finish(run, source, at + timedelta(seconds=time.monotonic() - begun))
    return run


@transaction.atomic
def _store(
    batch: Sequence[AccountRecord | Reject],
    *,
    run: ImportRun,
    owners: Owners,
    teller: Teller,
    repeated: Mapping[int, str],
    at: datetime,
) -> None:
    runs.hold(run)
    read = [_read(row, repeated) for row in batch]
    found = [pair for pair in read if not isinstance(pair, Reject)]
    rejects = [row for row in read if isinstance(row, Reject)]
    rejects += [
        _refused(told, answer) for told, answers in found for answer in answers if not _is_account(answer)
    ]
    tally = runs.Tally(rejected=runs.reject(run, rejects))
    own = batches.own_rows(run.register, [told.about for told, _ in found])
    changed = [pair for pair in found if not batches.is_known(pair[0].about, own, _salt(pair[0]))]
    tally.unchanged = len(found) - len(changed)
    if changed:
        known = {key: row.organization_id for key, row in own.items()}
        _list(changed, known, run=run, owners=owners, teller=teller, tally=tally, at=at)
    runs.advance(run, line=batch[-1].line, tally=tally)


def _list(
    changed: Sequence[tuple[AccountRecord, list[Address | Refusal]]],
    known: Mapping[str, int],
    *,
    run: ImportRun,
    owners: Owners,
    teller: Teller,
    tally: runs.Tally,
    at: datetime,
) -> None:
    several = owners.of([told for told, _ in changed], known)
    organizations = runs.Tally()
    brought = _bring_in(
        [told for told, _ in changed],
        {key: ids[0] for key, ids in several.items()},
        run=run,
        teller=teller,
        tally=organizations,
        at=at,
    )
    rows = [
        Row(pk, answer, said.purpose, said.language, told.source_url)
        for told, answers in changed
        for pk in several.get(told.key) or [brought[told.key]]
        for said, answer in zip(told.accounts, answers, strict=True)
        if isinstance(answer, Address) and _is_account(answer)
    ]
    tally.added = list_accounts(rows, register=run.register, by=run.by, at=at)
    tally.changed = organizations.changed
    tally.unchanged += len(changed) - organizations.added - organizations.changed


def _bring_in(
    told: Sequence[AccountRecord],
    found: Mapping[str, int],
    *,
    run: ImportRun,
    teller: Teller,
    tally: runs.Tally,
    at: datetime,
) -> dict[str, int]:
    """Add the organizations that were not found, each once however many records speak of it."""
    first: dict[tuple[str, str], Record] = {}
    for one in told:
        if one.key not in found:
            first.setdefault(_called(one.about), one.about)
    salts = {one.key: _salt(one) for one in told}
    brought = batches.bring_in(
        list(first.values()), {}, run=run, teller=teller, tally=tally, at=at, salts=salts
    )
    rest = [one.about for one in told if one.key not in brought]
    placed = {
        record.key: found[record.key] if record.key in found else brought[first[_called(record)].key]
        for record in rest
    }
    return brought | batches.bring_in(rest, placed, run=run, teller=teller, tally=tally, at=at, salts=salts)


def _salt(told: AccountRecord) -> str:
    """What a list says beside the organization; it is part of what must be equal for nothing to be done."""
    return repr((told.accounts, told.source_url))


def _called(record: Record) -> tuple[str, str]:
    return fold(record.name), record.country


def _read(
    row: AccountRecord | Reject, repeated: Mapping[int, str]
) -> tuple[AccountRecord, list[Address | Refusal]] | Reject:
    if isinstance(row, Reject):
        return row
    about = checked_once(row.about, repeated)
    if isinstance(about, Reject):
        return about
    answers = [_address(said) for said in row.accounts]
    if not any(map(_is_account, answers)):
        reasons = "; ".join(dict.fromkeys(_reason(answer) for answer in answers))
        return Reject(row.line, reasons, " ".join(said.text for said in row.accounts)[:500])
    return replace(row, about=about), answers


def _address(said: Said) -> Address | Refusal:
    return parse(writable(said.text), said.platform)


def _is_account(answer: Address | Refusal) -> bool:
    return isinstance(answer, Address) and answer.kind == Kind.ACCOUNT


def _reason(answer: Address | Refusal) -> str:
    if isinstance(answer, Refusal):
        return str(answer.message)
    return "This is the address of a post or a page, not of an account."


def _refused(told: AccountRecord, answer: Address | Refusal) -> Reject:
    return Reject(told.line, f"{answer.submitted[:100]}: {_reason(answer)}", told.about.source_name)


@transaction.atomic
def _finish(run: ImportRun, source: AccountSource, at: datetime) -> None:
    runs.hold(run)
    runs.finish(run, tally=runs.Tally(), at=at)
    runs.refresh(run)
    record(verb="register.imported", about=run, by=run.by, at=at, register=source.slug)


for _source in SOURCES.values():
    catalog.add(_source, import_accounts)
