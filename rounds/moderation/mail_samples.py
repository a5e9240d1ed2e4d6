"""An example of every mail of moderation."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from rounds.mail import kinds
from rounds.moderation.models import Appeal, Case

_AT = datetime(2026, 5, 4, 12, tzinfo=UTC)


def enter() -> None:
    for name in ("confirm", "received", "decided", "appeal_decided"):
        kinds.enter(f"moderation/mail/{name}", _case)


def _case() -> dict[str, Any]:
    appeal = SimpleNamespace(
        get_outcome_display=Appeal.Outcome.UPHELD.label,
        effect="The account is no longer listed.",
        reasons="The organization confirmed that it is not theirs.",
    )
    case = SimpleNamespace(
        title="YouTube: @harborview of Harbor View Clinic",
        address="https://www.youtube.com/@harborview",
        get_decision_display=Case.Decision.UPHELD.label,
        effect="The account is no longer listed.",
        facts="The website of the organization names another channel.",
        rule="The List holds official accounts only.",
        automated=False,
        appeal_until_at=_AT,
    )
    return {
        "case": case,
        "appeal": appeal,
        "is_reporter": True,
        "may_appeal": True,
        "case_url": f"{settings.PUBLIC_URL}/reports/an-example/",
        "confirm_url": f"{settings.PUBLIC_URL}/reports/confirm/an-example/",
        "thing_url": f"{settings.PUBLIC_URL}/organizations/harbor-view-clinic/",
    }
