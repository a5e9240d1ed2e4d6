"""Mails about credentials, written in the transaction of what causes them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.users.credentials.topics import REMINDERS
from rounds.users.models import Credential


def tell_checked(credential: Credential, released: Sequence[str], *, at: datetime) -> None:
    """`released`: parts of the profile that waited for it."""
    _write("credential_checked", credential, at, released=released)


def tell_refused(credential: Credential, *, at: datetime) -> None:
    _write("credential_refused", credential, at)


def remind(credential: Credential, *, at: datetime) -> None:
    _write("credential_runs_out", credential, at, topic=REMINDERS)


def tell_ran_out(credential: Credential, *, at: datetime) -> None:
    _write("credential_ran_out", credential, at)


def _write(template: str, credential: Credential, at: datetime, *, topic: str = "", **more: Any) -> None:
    write(
        key=f"{template}:{credential.pk}:{at:%Y%m%d%H%M%S}",
        to=credential.user.email,
        template=f"users/mail/{template}",
        context={
            "credential": credential,
            "credentials_url": settings.PUBLIC_URL + reverse("users:credentials"),
            "profile_url": settings.PUBLIC_URL + reverse("users:profile"),
            **more,
        },
        at=at,
        topic=topic,
        language=credential.user.language,
    )
