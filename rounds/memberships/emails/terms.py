"""Mails about a term: it began, will end, has ended. To the holder, or to each leader of the organization."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.memberships.models import Membership, Order, Term
from rounds.memberships.people import who_answers
from rounds.memberships.topics import REMINDERS


def tell_begun(term: Term, membership: Membership, *, at: datetime) -> None:
    _write("begun", f"term-begun:{term.pk}", term, membership, at)


def tell_upgraded(term: Term, membership: Membership, *, at: datetime) -> None:
    _write("upgraded", f"term-begun:{term.pk}", term, membership, at)


def tell_refunded(term: Term, membership: Membership, cents: int, *, at: datetime) -> None:
    _write("refunded", f"refunded:{term.pk}", term, membership, at, cents=cents)


def remind(term: Term, membership: Membership, kind: str, *, at: datetime) -> None:
    """With the invoice of the next year, where it is written already."""
    assert term.ends_on is not None
    days = (term.ends_on - at.date()).days
    key, order = f"reminder:{term.pk}:{kind}", _renewal(term)
    _write("reminder", key, term, membership, at, topic=REMINDERS, days=days, order=order)


def tell_grace(term: Term, membership: Membership, until: date | None, *, at: datetime) -> None:
    unpaid = term.invoice if term.invoice and not term.invoice.settled_at else None
    key = f"grace:{term.pk}:{at.date()}"
    _write("grace", key, term, membership, at, until=until, order=_renewal(term), unpaid=unpaid)


def tell_lapsed(term: Term, membership: Membership, *, at: datetime) -> None:
    _write("lapsed", f"lapsed:{term.pk}:{at.date()}", term, membership, at, order=_renewal(term))


def _renewal(term: Term) -> Order | None:
    waiting = term.orders.filter(kind=Order.Kind.RENEW, delivered_at=None, called_off_at=None)
    return waiting.select_related("invoice").first()


def _write(
    template: str,
    key: str,
    term: Term,
    membership: Membership,
    at: datetime,
    *,
    topic: str = "",
    **more: Any,
) -> None:
    for user in who_answers(membership):
        write(
            key=f"{key}:{user.pk}",
            to=user.email,
            template=f"memberships/mail/{template}",
            context={
                "term": term,
                "membership": membership,
                "organization": membership.organization,
                "url": settings.PUBLIC_URL + reverse("memberships:mine"),
                **more,
            },
            at=at,
            topic=topic,
            language=user.language,
        )
