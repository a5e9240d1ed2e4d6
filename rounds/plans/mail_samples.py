"""An example of every mail about plans and their review."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds
from rounds.plans import topics

PLAN = SimpleNamespace(
    title="A voice for Harbor View", organization_name="Harbor View Clinic", code="k7m2p9qrst"
)


def enter() -> None:
    kinds.enter("plans/mail/invitation", _invitation)
    kinds.enter("plans/mail/comments", _comments, topic=topics.COMMENTS)
    for name, more in MAILS.items():
        kinds.enter(f"plans/mail/{name}", _with(more))


def _invitation() -> dict[str, Any]:
    return {"plan": PLAN, "who": "Dr. Ada Example", "url": f"{settings.PUBLIC_URL}/plans/joining/a-secret/"}


def _comments() -> dict[str, Any]:
    return {"plan": PLAN, "count": 3, "url": f"{settings.PUBLIC_URL}/plans/{PLAN.code}/comments/"}


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


def _with(more: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    return lambda: {**ABOUT, **more}
