"""An example of every mail about courses."""

from typing import Any

from django.conf import settings

from rounds.courses import topics
from rounds.mail import kinds


def enter() -> None:
    kinds.enter("courses/mail/cards_wait", _cards_wait, topic=topics.REVIEW)


def _cards_wait() -> dict[str, Any]:
    return {
        "count": 14,
        "minutes": 2,
        "courses": ["Professionalism, risk and compliance", "Find good information"],
        "url": f"{settings.PUBLIC_URL}/me/review/",
    }
