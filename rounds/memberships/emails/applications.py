"""Mails about an application, to whoever applied; and to leaders, when a colleague would like a seat."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.memberships.models import Application, ApplicationMessage, Membership, Order
from rounds.memberships.people import who_answers
from rounds.users.models import User


def tell_received(application: Application, *, at: datetime) -> None:
    _write("application_received", f"application-received:{application.pk}", application, at)


def ask(message: ApplicationMessage, application: Application, *, at: datetime) -> None:
    key = f"application-asked:{message.pk}"
    _write("application_asked", key, application, at, message=message)


def tell_declined(application: Application, *, at: datetime) -> None:
    _write("application_declined", f"application-declined:{application.pk}", application, at)


def tell_approved(application: Application, order: Order, *, at: datetime) -> None:
    key = f"application-approved:{application.pk}"
    _write("application_approved", key, application, at, order=order)


def ask_for_seat(membership: Membership, asker: User, *, at: datetime) -> None:
    """The leaders read who asks: whoever asks was told so. Nobody learns who the leaders are."""
    for leader in who_answers(membership):
        write(
            key=f"seat-wanted:{membership.pk}:{asker.pk}:{leader.pk}:{at.date()}",
            to=leader.email,
            template="memberships/mail/seat_wanted",
            context={
                "membership": membership,
                "asker": asker,
                "url": f"{settings.PUBLIC_URL}/network/{membership.pk}/invitations/",
            },
            at=at,
            language=leader.language,
        )


def _write(template: str, key: str, application: Application, at: datetime, **more: Any) -> None:
    path = reverse("memberships:application", args=[application.key])
    write(
        key=key,
        to=application.user.email,
        template=f"memberships/mail/{template}",
        context={"application": application, "url": settings.PUBLIC_URL + path, **more},
        at=at,
        language=application.user.language,
    )
