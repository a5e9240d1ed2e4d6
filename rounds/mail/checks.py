"""Says at the start when mail has nowhere to go."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register


@register()
def mail_has_somewhere_to_go(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.MAIL_LEAVES:
        return []
    return [
        Warning(
            "No mail leaves this installation: it waits in the outbox.",
            hint="Set EMAIL_URL, for example smtp+tls://user:password@mail.example.org:587.",
            id="mail.W001",
        )
    ]
