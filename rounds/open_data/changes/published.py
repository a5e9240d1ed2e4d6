"""A line of the log as plain values, for programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings

from rounds.directory.models import Statement
from rounds.directory.proof import Proof
from rounds.open_data.changes.reading import others_in
from rounds.open_data.changes.whom import Whom, whom
from rounds.open_data.changes.words import sentence
from rounds.open_data.models import LoggedChange
from rounds.open_data.public import without_mail
from rounds.organizations.models import Change, Organization

_LINKS = ("parent", "merged_into")


def published(lines: Iterable[LoggedChange]) -> list[dict[str, Any]]:
    lines = list(lines)
    others = others_in(lines)
    return [_published(line, others) for line in lines]


def _published(line: LoggedChange, others: Mapping[int, Organization]) -> dict[str, Any]:
    return {
        "cursor": str(line.pk),
        "kind": line.kind,
        "happened_at": line.happened_at,
        "logged_at": line.logged_at,
        "organization": _organization(whom(line)),
        "account": _account(line),
        "proof": _proof(line),
        "fact": _fact(line.change, others) if line.change else None,
        "summary": sentence(line, others),
    }


def _organization(one: Whom) -> dict[str, str]:
    return {
        "slug": one.slug,
        "name": one.name,
        "type": one.type,
        "country": one.country,
        "region": one.region,
        "url": settings.PUBLIC_URL + one.path if one.path else "",
    }


def _account(line: LoggedChange) -> dict[str, Any] | None:
    """As the List said it from then on, and until then where it said something else."""
    if line.listing is None:
        return None
    account = line.listing.account
    now = line.statement or line.previous
    return {
        "id": account.pk,
        "platform": account.platform,
        "permanent_id": account.native_id,
        **_said(now, account.handle, account.address),
        "before": _said(line.previous, "", "") if line.previous and line.statement else None,
        "ended_reason": without_mail(line.listing.ended_reason)
        if line.kind == LoggedChange.Kind.ENDED
        else "",
    }


def _said(said: Statement | None, handle: str, address: str) -> dict[str, str]:
    return {
        "handle": said.handle if said else handle,
        "address": said.address if said else address,
        "purpose": said.purpose if said else "",
        "language": said.language if said else "",
        "audience": without_mail(said.audience) if said else "",
    }


def _proof(line: LoggedChange) -> dict[str, str | None] | None:
    if line.kind not in (LoggedChange.Kind.LISTED, LoggedChange.Kind.PROOF):
        return None
    return {
        "old": line.previous.proof if line.previous else None,
        "new": line.statement.proof if line.statement else Proof.STALE.value,
    }


def _fact(change: Change, others: Mapping[int, Organization]) -> dict[str, Any]:
    """An organization is told by its name in addresses."""
    old, new = change.old, change.new
    if change.field in _LINKS:
        old, new = _slug(old, others), _slug(new, others)
    return {
        "field": change.field,
        "old": without_mail(old),
        "new": without_mail(new),
        "source": change.source,
        "as_of": change.as_of,
    }


def _slug(number: str, others: Mapping[int, Organization]) -> str:
    one = others.get(int(number)) if number.isascii() and number.isdigit() else None
    return one.slug if one else ""
