"""An example of every mail about policies."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds
from rounds.policies import topics


def enter() -> None:
    kinds.enter("policies/mail/update", _update, topic=topics.UPDATES)


def _update() -> dict[str, Any]:
    return {
        "organization": SimpleNamespace(name="Harbor View Clinic"),
        "policy": SimpleNamespace(title="Social media policy"),
        "edition": SimpleNamespace(number=2, what_changed="A clause about artificial intelligence is new."),
        "count": 3,
        "url": f"{settings.PUBLIC_URL}/me/policies/1/update/",
    }
