"""An example of every mail about the days of a residency."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds
from rounds.residency import working_topics as topics

URL = f"{settings.PUBLIC_URL}/residency/cohorts/spring/"
COHORT = SimpleNamespace(title="Spring cohort", mode="online", location="", time_zone="America/Chicago")


def enter() -> None:
    kinds.enter("residency/mail/begins", _begins, topic=topics.REMINDERS)
    kinds.enter("residency/mail/posts", _posts, topic=topics.GROUP)
    kinds.enter("residency/mail/completed", _completed)


def _begins() -> dict[str, Any]:
    first = SimpleNamespace(title="Welcome", begins_at=datetime(2027, 3, 9, 14, tzinfo=UTC))
    return {"cohort": COHORT, "first": first, "days": 7, "url": URL}


def _posts() -> dict[str, Any]:
    return {"cohort": COHORT, "count": 3, "writers": ["Ana Ruiz", "Sam Lee"], "url": f"{URL}group/"}


def _completed() -> dict[str, Any]:
    return {"cohort": COHORT, "program": SimpleNamespace(title="Social media residency"), "url": URL}
