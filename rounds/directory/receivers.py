"""What the List does when something is decided in moderation."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from rounds.directory.actions import reports
from rounds.directory.reportable import LISTING, ORGANIZATION
from rounds.moderation.models import Case
from rounds.moderation.signals import case_decided, decision_changed
from rounds.users.models import User


@receiver([case_decided, decision_changed], dispatch_uid="directory.reports")
def follow_decision(
    sender: Any, *, case: Case, measure: str, before: str, by: User, at: datetime, **more: Any
) -> None:
    if case.object_type in (LISTING, ORGANIZATION) and measure != before:
        reports.carry_out(case=case, before=before, by=by, at=at)
