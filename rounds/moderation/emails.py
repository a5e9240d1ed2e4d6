"""Mails to both sides of a case, written in the transaction of what causes them.

The affected are never told who reported, nor what the reporter wrote: words, too, give people away.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.moderation.models import Appeal, Case, Side


def ask_to_confirm(case: Case, *, at: datetime, again: int = 0) -> None:
    """The address may be a stranger's, so this mail holds nothing that the reporter typed."""
    path = reverse("moderation:confirm", args=[case.confirmation])
    _write(
        "confirm",
        f"report-confirm:{case.pk}:{again}",
        case,
        at,
        confirm_url=settings.PUBLIC_URL + path,
    )


def tell_received(case: Case, *, at: datetime) -> None:
    _write("received", f"report-received:{case.pk}", case, at)


def tell_decision(case: Case, *, at: datetime) -> None:
    """To the reporter, and to the affected where something is done."""
    _write("decided", f"report-decided:{case.pk}", case, at)
    if case.measure:
        _write_affected("decided", f"report-decided:{case.pk}", case, at)


def tell_appeal_decided(appeal: Appeal, *, concerned: bool, at: datetime) -> None:
    """`concerned`: something is done to the thing now, or was until now."""
    key = f"report-appeal-decided:{appeal.pk}"
    _write("appeal_decided", key, appeal.case, at, appeal=appeal)
    if concerned:
        _write_affected("appeal_decided", key, appeal.case, at, appeal=appeal)


def _write_affected(template: str, key: str, case: Case, at: datetime, **context: Any) -> None:
    addresses: Iterable[str] = sorted({address.casefold() for address in case.subject.affected(case)})
    for address in addresses:
        whom = sha256(address.encode()).hexdigest()[:16]
        _write(template, f"{key}:{whom}", case, at, side=Side.AFFECTED, to=address, **context)


def _write(
    template: str,
    key: str,
    case: Case,
    at: datetime,
    *,
    side: Side = Side.REPORTER,
    to: str = "",
    **context: Any,
) -> None:
    if not (to or case.reporter_email):
        return  # the reporter has left, and taken the address along
    token = case.token if side == Side.REPORTER else case.affected_token
    write(
        key=key,
        to=to or case.reporter_email,
        template=f"moderation/mail/{template}",
        context={
            "case": case,
            "is_reporter": side == Side.REPORTER,
            "may_appeal": case.may_appeal(side, at=at),
            "case_url": settings.PUBLIC_URL + reverse("moderation:case", args=[token]),
            "thing_url": settings.PUBLIC_URL + case.path,
            **context,
        },
        at=at,
    )
