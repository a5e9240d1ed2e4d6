"""Achievements and badges for tests. What happens to them goes through the actions."""

from datetime import UTC, datetime
from typing import Any

from rounds.badges.actions.achievements import make_achievement
from rounds.badges.actions.awarding import award
from rounds.badges.models import Achievement, Award
from rounds.users.models import User

AT = datetime(2026, 3, 10, 9, tzinfo=UTC)
WORDS = {
    "code": "PRO 101",
    "name": "Professionalism online",
    "description": "Three violations, and how to stay clear of them.",
    "criteria": "Pass the check of every lesson.",
    "language": "en",
}


def achievement(key: str = "pro-101", kind: str = "course", **words: Any) -> Achievement:
    return make_achievement(kind=kind, key=key, words=WORDS | words, by=None, at=AT)


def awarded(user: User, of: Achievement | None = None, **more: Any) -> Award:
    return award(user=user, achievement=of or achievement(), **({"at": AT} | more))
