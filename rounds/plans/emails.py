"""Mails about writing a plan. One to somebody who asked for nothing names who invites only where that is a name."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from rounds.directory.emails.representatives import plain_name
from rounds.mail.actions import write
from rounds.plans.models import Author, Invitation
from rounds.plans.topics import COMMENTS
from rounds.users.addresses import language_of


def invite(invitation: Invitation, token: str, *, at: datetime) -> None:
    """`token`: only this mail has it."""
    write(
        key=f"plan-invitation:{invitation.pk}",
        to=invitation.email,
        template="plans/mail/invitation",
        context={
            "plan": invitation.plan,
            "who": plain_name(invitation.invited_by),
            "url": settings.PUBLIC_URL + reverse("plans:joining", args=[token]),
        },
        at=at,
        language=language_of(invitation.email),
    )


def tell_of_comments(author: Author, count: int, hour: datetime, *, at: datetime) -> None:
    """`count`: those of others, in one hour."""
    write(
        key=f"plan-comments:{author.pk}:{hour.isoformat()}",
        to=author.user.email,
        template="plans/mail/comments",
        context={
            "plan": author.plan,
            "count": count,
            "url": settings.PUBLIC_URL + reverse("plans:comments", args=[author.plan.code]),
        },
        at=at,
        topic=COMMENTS,
        language=author.user.language,
    )
