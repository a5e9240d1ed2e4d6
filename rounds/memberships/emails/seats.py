"""Mails about who takes part: invited, seated, without a seat, leading.

A mail to somebody who asked for nothing names who invites only where the name is plainly one.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.directory.emails.representatives import plain_name
from rounds.mail.actions import write
from rounds.memberships.models import Invitation, Leadership, Membership, Seat
from rounds.users.addresses import language_of


def invite(invitation: Invitation, token: str, membership: Membership, *, at: datetime) -> None:
    """`token`: only this mail has it; we keep its digest."""
    _write(
        "seat_invitation",
        f"seat-invitation:{invitation.pk}:{at.isoformat()}",
        invitation.email,
        membership,
        at,
        who=plain_name(invitation.invited_by) if invitation.invited_by else "",
        url=_at("memberships:joining", token),
        until=invitation.expires_at,
    )


def tell_given(seat: Seat, membership: Membership, *, at: datetime) -> None:
    _write(
        "seat_given",
        f"seat-given:{seat.pk}",
        seat.user.email,
        membership,
        at,
        url=f"{settings.PUBLIC_URL}/me/",
    )


def tell_taken_back(seat: Seat, membership: Membership, returned: int, *, at: datetime) -> None:
    key = f"seat-taken-back:{seat.pk}"
    _write("seat_taken_back", key, seat.user.email, membership, at, points=returned)


def tell_leads(leadership: Leadership, membership: Membership, *, at: datetime) -> None:
    key = f"leads:{leadership.pk}"
    url = _at("memberships:network", membership.pk)
    _write("leads", key, leadership.user.email, membership, at, url=url)


def _at(name: str, *args: Any) -> str:
    return settings.PUBLIC_URL + reverse(name, args=args)


def _write(template: str, key: str, to: str, membership: Membership, at: datetime, **more: Any) -> None:
    write(
        key=key,
        to=to,
        template=f"memberships/mail/{template}",
        context={"organization": membership.organization, **more},
        at=at,
        language=language_of(to),
    )
