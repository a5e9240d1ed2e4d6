"""An example of every mail of the residency."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds

APPLICANT = ("received", "waiting", "declined", "reopened", "placed", "left", "cancelled")


def enter() -> None:
    for kind in APPLICANT:
        kinds.enter(f"residency/mail/{kind}", _to_applicant)
    kinds.enter("residency/mail/chief", _to_chief)


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
