"""Mails to the sender of a submission, written in the transaction of what causes them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.directory.models import Remark, Submission
from rounds.directory.platforms import PLATFORMS
from rounds.mail.actions import write


def ask_to_confirm(submission: Submission, *, at: datetime, again: int = 0) -> None:
    """The address may be a stranger's, so this mail holds nothing that the sender typed."""
    path = reverse("directory:submission_confirm", args=[submission.confirmation])
    _write(
        "confirm",
        f"submission-confirm:{submission.pk}:{again}",
        submission,
        at,
        listed_organization=submission.organization,
        confirm_url=settings.PUBLIC_URL + path,
    )


def tell_question(submission: Submission, remark: Remark, *, at: datetime) -> None:
    _write("question", f"submission-question:{remark.pk}", submission, at, question=remark.text)


def tell_decision(submission: Submission, *, at: datetime) -> None:
    template = "accepted" if submission.state == Submission.State.ACCEPTED else "declined"
    accounts = [
        {"name": f"{PLATFORMS[account.platform].name} {account.address}", "is_listed": account.accepted}
        for account in submission.accounts.order_by("position")
    ]
    page = settings.PUBLIC_URL + submission.organization.get_absolute_url() if submission.organization else ""
    _write(
        template,
        f"submission-decided:{submission.pk}",
        submission,
        at,
        listed=[account["name"] for account in accounts if account["is_listed"]],
        not_listed=[account["name"] for account in accounts if not account["is_listed"]],
        page_url=page,
    )


def _write(template: str, key: str, submission: Submission, at: datetime, **context: Any) -> None:
    path = reverse("directory:submission", args=[submission.token])
    write(
        key=key,
        to=submission.sender_email,
        template=f"directory/mail/{template}",
        context={"submission": submission, "status_url": settings.PUBLIC_URL + path, **context},
        at=at,
    )
