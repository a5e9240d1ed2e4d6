"""An example of every mail of the residency."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds
from rounds.residency import topics

APPLICANT = ("received", "waiting", "declined", "reopened", "placed", "left", "cancelled")


def enter() -> None:
    for kind in APPLICANT:
        kinds.enter(f"residency/mail/{kind}", _to_applicant)
    kinds.enter("residency/mail/chief", _to_chief)
    kinds.enter("residency/mail/begins", _begins, topic=topics.REMINDERS)
    kinds.enter("residency/mail/posts", _posts, topic=topics.GROUP)
    kinds.enter("residency/mail/completed", _completed)


def _to_applicant() -> dict[str, Any]:
    invoice = SimpleNamespace(due_on=date(2027, 2, 20), get_absolute_url="/invoices/sample/")
    return {
        "cohort": _cohort(),
        "application": SimpleNamespace(reason="This cohort is for teams of rural hospitals."),
        "fee": SimpleNamespace(cents=45_000, invoice=invoice, points=None, given_back_at=None),
        "url": f"{settings.PUBLIC_URL}/residency/cohorts/spring-2027/apply/",
    }


def _to_chief() -> dict[str, Any]:
    url = f"{settings.PUBLIC_URL}/residency/social-media-residency/"
    return {"cohort": _cohort(), "chief": SimpleNamespace(group=2), "url": url}


def _cohort() -> SimpleNamespace:
    return SimpleNamespace(
        title="Residency, spring 2027",
        begins_on=date(2027, 3, 1),
        time_zone="America/Chicago",
        cancelled_why="Both chief residents fell ill.",
    )


URL = f"{settings.PUBLIC_URL}/residency/cohorts/spring/"
COHORT = SimpleNamespace(title="Spring cohort", mode="online", location="", time_zone="America/Chicago")


def _begins() -> dict[str, Any]:
    first = SimpleNamespace(title="Welcome", begins_at=datetime(2027, 3, 9, 14, tzinfo=UTC))
    return {"cohort": COHORT, "first": first, "days": 7, "url": URL}


def _posts() -> dict[str, Any]:
    return {"cohort": COHORT, "count": 3, "writers": ["Ana Ruiz", "Sam Lee"], "url": f"{URL}group/"}


def _completed() -> dict[str, Any]:
    return {"cohort": COHORT, "program": SimpleNamespace(title="Social media residency"), "url": URL}
