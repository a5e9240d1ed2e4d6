"""An example of every mail about signing in. Their words are those of the sign-in library, or ours in place of them."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import allauth
from allauth.account.adapter import get_adapter
from django.conf import settings

from rounds.mail import composing, kinds
from rounds.mail.kinds import READER
from rounds.users.credentials.topics import REMINDERS
from rounds.users.models import User

_LIBRARY = Path(allauth.__file__).parent / "templates"
_HERE = Path(__file__).parent / "templates"
_AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
_PARTS = ("account", "mfa", "usersessions", "socialaccount")


def enter() -> None:
    for name in names():
        kinds.enter_composed(name, partial(_compose, name))
    for name in ("closed", "closing", "ready"):
        kinds.enter(f"users/mail/{name}", _leaving)
    kinds.enter("users/mail/second_step_reset", _leaving)
    for name in ("checked", "ran_out", "refused", "runs_out"):
        topic = REMINDERS if name == "runs_out" else ""
        kinds.enter(f"users/mail/credential_{name}", _credential, topic=topic)


def names() -> list[str]:
    """Of the library's own templates and of ours: "account/email/password_changed"."""
    found = {
        str(path.relative_to(root)).removesuffix("_subject.txt")
        for root in (_LIBRARY, _HERE)
        for part in _PARTS
        for path in (root / part / "email").glob("*_subject.txt")
    }
    return sorted(found)


def _compose(name: str) -> composing.Words:
    mail = get_adapter().render_mail(name, READER, _context())
    return composing.from_text(str(mail.subject), str(mail.body), to=READER)


def _context() -> dict[str, Any]:
    here = f"{settings.PUBLIC_URL}/people"
    return {
        "user": User(email=READER, name="Ada Lovelace"),
        "email": READER,
        "current_site": SimpleNamespace(name=settings.WAGTAIL_SITE_NAME, domain=settings.PUBLIC_URL),
        "activate_url": f"{here}/confirm-email/an-example/",
        "password_reset_url": f"{here}/password/reset/key/an-example/",
        "signup_url": f"{here}/signup/",
        "code": "K7QX4M",
        "key": "an-example",
        "from_email": READER,
        "to_email": "ada.lovelace@example.org",
        "deleted_email": READER,
        "provider": "Example Health",
        "timestamp": _AT,
        "ip": "192.0.2.7",
        "user_agent": "Firefox",
    }


def _leaving() -> dict[str, Any]:
    return {
        "closing": SimpleNamespace(erase_at=_AT),
        "take_out": SimpleNamespace(expires_at=_AT),
        "url": f"{settings.PUBLIC_URL}/me/data/",
    }


def _credential() -> dict[str, Any]:
    return {
        "credential": SimpleNamespace(
            abbreviation="RN", until_on=_AT.date(), reason="The register of nurses does not list this number."
        ),
        "released": True,
        "profile_url": f"{settings.PUBLIC_URL}/me/profile/",
        "credentials_url": f"{settings.PUBLIC_URL}/me/credentials/",
    }
