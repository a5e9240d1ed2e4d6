"""Mails about signing in that are ours; the others are the library's."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from rounds.mail.actions import write
from rounds.users.models import User


def tell_second_step_reset(user: User, *, at: datetime) -> None:
    write(
        key=f"second-step-reset:{user.pk}:{at.isoformat()}",
        to=user.email,
        template="users/mail/second_step_reset",
        context={"url": settings.PUBLIC_URL + reverse("sign_in_overview")},
        at=at,
        language=user.language,
    )
