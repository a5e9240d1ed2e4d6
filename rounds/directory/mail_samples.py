"""An example of every mail of the List."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from rounds.directory.models import Account, Asking, Listing, Submission
from rounds.mail import kinds
from rounds.organizations.models import Organization

_AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
_CLAIMS = ("claim_declined", "claim_expired", "claim_made", "claim_objected", "claim_proven")
_REPRESENTATIVES = ("invitation", "removal_asked", "representative_new", "representative_removed")
_ASKINGS = ("lapsed", "odd", "reminder", "yearly")
_SUBMISSIONS = ("confirm", "question", "accepted", "declined")


def enter() -> None:
    for name in (*_CLAIMS, *_REPRESENTATIVES):
        kinds.enter(f"directory/mail/{name}", _about_speaking)
    for name in _ASKINGS:
        kinds.enter(f"directory/mail/asking_{name}", _asking)
    for name in _SUBMISSIONS:
        kinds.enter(f"directory/mail/{name}", _submission)
    kinds.enter("directory/mail/disputed", _disputed)


def _clinic() -> Organization:
    return Organization(pk=1, name="Harbor View Clinic & Sons", slug="harbor-view-clinic")


def _about_speaking() -> dict[str, Any]:
    return {
        "organization": _clinic(),
        "name": "Ada Lovelace",
        "method": "an e-mail address at its domain",
        "reason": "The letterhead that you sent is that of another clinic.",
        "url": settings.PUBLIC_URL + reverse("directory:mine"),
        "until": _AT,
    }


def _asking() -> dict[str, Any]:
    account = {
        "name": "YouTube: @harborview",
        "address": "https://www.youtube.com/@harborview",
        "proof": "On your word",
        "until": _AT,
        "organization": "",
    }
    return {
        "asking": Asking(organization=_clinic(), asked_at=_AT, reminders=2),
        "organization": _clinic(),
        "odd": ["X: @harborview: somebody else may stand behind it now."],
        "accounts": [account, account | {"name": "Facebook: harborview"}],
        "apart": [account | {"name": "X: @harborview", "proof": "Disputed"}],
        "answer_url": f"{settings.PUBLIC_URL}/askings/an-example/",
        "page_url": settings.PUBLIC_URL + _clinic().get_absolute_url(),
        "desk_url": settings.PUBLIC_URL + reverse("directory:keep", args=[_clinic().slug]),
    }


def _submission() -> dict[str, Any]:
    submission = Submission(
        organization=_clinic(), kind=next(iter(Submission.Kind)), reason="Welcome among the others."
    )
    return {
        "submission": submission,
        "listed_organization": _clinic(),
        "question": "Is the second channel the one of your foundation?",
        "listed": ["YouTube https://www.youtube.com/@harborview"],
        "not_listed": ["X https://x.com/harborview"],
        "confirm_url": f"{settings.PUBLIC_URL}/submissions/confirm/an-example/",
        "status_url": f"{settings.PUBLIC_URL}/submissions/an-example/",
        "page_url": settings.PUBLIC_URL + _clinic().get_absolute_url(),
    }


def _disputed() -> dict[str, Any]:
    account = Account(platform="youtube", address="https://www.youtube.com/@harborview", key="harborview")
    return {
        "listing": Listing(organization=_clinic(), account=account),
        "account": "YouTube: @harborview",
        "reason": "The website of the organization names another channel now.",
        "page_url": settings.PUBLIC_URL + _clinic().get_absolute_url(),
    }
