"""Mails about the ladder: each once, on commit, to whom it is about."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from rounds.fellows.models import Opinion, Step
from rounds.mail.actions import write
from rounds.users.models import User


def tell_of_award(step: Step, *, at: datetime) -> None:
    _to_fellow(step, "awarded", at)


def tell_of_return(step: Step, *, at: datetime) -> None:
    _to_fellow(step, "returned", at)


def tell_of_taking_back(step: Step, *, at: datetime) -> None:
    _to_fellow(step, "taken_back", at)


def tell_of_nomination(step: Step, *, at: datetime) -> None:
    _to_fellow(step, "nominated", at)


def tell_of_clock(step: Step, *, at: datetime) -> None:
    """Once, when the six months are over."""
    assert step.earliest_at
    key = f"fellow-clock:{step.pk}:{step.earliest_at:%Y-%m-%d}"
    _write(key, step.fellow.user, "clock", _about(step, step.fellow.user), at)


def ask_reviewer(opinion: Opinion, *, at: datetime) -> None:
    step, reviewer = opinion.step, opinion.reviewer
    context = _about(step, reviewer) | {
        "fellow": str(step.fellow.user),
        "url": settings.PUBLIC_URL + reverse("fellows:judge", args=[step.pk]),
    }
    _write(f"fellow-review:{opinion.pk}", reviewer, "review", context, at)


def _to_fellow(step: Step, name: str, at: datetime) -> None:
    key = f"fellow-{name}:{step.pk}:{step.round}:{at:%Y-%m-%dT%H:%M:%S}"
    _write(key, step.fellow.user, name, _about(step, step.fellow.user), at)


def _about(step: Step, reader: User) -> dict[str, Any]:
    with override(reader.language):
        level = str(step.get_level_display())
    return {
        "level": level,
        "reason": step.taken_back_why,
        "url": settings.PUBLIC_URL + reverse("fellows:mine"),
    }


def _write(key: str, to: User, name: str, context: dict[str, Any], at: datetime) -> None:
    write(
        key=key,
        to=to.email,
        template=f"fellows/mail/{name}",
        context=context,
        at=at,
        language=to.language,
    )
