"""An example of every mail about plans."""

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


def _invitation() -> dict[str, Any]:
    return {"plan": PLAN, "who": "Dr. Ada Example", "url": f"{settings.PUBLIC_URL}/plans/joining/a-secret/"}


def _comments() -> dict[str, Any]:
    return {"plan": PLAN, "count": 3, "url": f"{settings.PUBLIC_URL}/plans/{PLAN.code}/comments/"}
