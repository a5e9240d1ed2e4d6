"""Mails to people who leave, written in the transaction of what causes them."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.mail.models import Message
from rounds.users.leaving.links import link_back
from rounds.users.models import Closing, TakeOut


def tell_ready(take_out: TakeOut, *, at: datetime) -> None:
    _write(
        "ready",
        f"take-out-ready:{take_out.pk}",
        take_out.user.email,
        at,
        url=settings.PUBLIC_URL + reverse("leaving:data"),
        take_out=take_out,
    )


def tell_closing(closing: Closing, *, at: datetime) -> None:
    url = settings.PUBLIC_URL + link_back(closing)
    key = f"closing:{closing.pk}:{closing.asked_at.timestamp()}"
    _write("closing", key, closing.user.email, at, closing=closing, url=url)


def say_goodbye(closing: Closing, email: str, *, at: datetime) -> Message:
    """The last mail to an address that we are about to forget."""
    return _write("closed", f"closed:{closing.pk}", email, at)


def _write(template: str, key: str, to: str, at: datetime, **context: object) -> Message:
    return write(key=key, to=to, template=f"users/mail/{template}", context=context, at=at)
