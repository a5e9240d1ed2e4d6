"""An example of every mail about the review of a plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings

from rounds.mail import kinds

ABOUT = {
    "name": "Ada Author",
    "plan": "Born here, working here",
    "organization": "Cedar Bend Community Hospital",
    "url": f"{settings.PUBLIC_URL}/plans/abcdefghjk/review/",
}
MAILS: dict[str, dict[str, Any]] = {
    "review_named": {"is_again": False, "due_on": date(2026, 5, 4)},
    "review_over": {"is_taken_back": True},
    "review_declined": {"who": "Rita Reviewer", "why": "I have worked with two of the authors."},
    "review_begun": {"who": "Rita Reviewer", "due_on": date(2026, 5, 4)},
    "review_decided": {
        "is_accepted": False,
        "summary": "The goals are clear. Two measures have no baseline yet.",
        "count": 2,
    },
}


def enter() -> None:
    for name, more in MAILS.items():
        kinds.enter(f"plans/mail/{name}", _with(more))


def _with(more: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    return lambda: {**ABOUT, **more}
