"""An example of every mail about the ladder."""

from typing import Any

from django.conf import settings

from rounds.mail import kinds


def enter() -> None:
    for name in ("awarded", "returned", "nominated", "clock"):
        kinds.enter(f"fellows/mail/{name}", _mine)
    kinds.enter("fellows/mail/taken_back", _taken_back)
    kinds.enter("fellows/mail/review", _review)


def _mine() -> dict[str, Any]:
    return {"level": "Silver", "reason": "", "url": f"{settings.PUBLIC_URL}/me/fellowship/"}


def _taken_back() -> dict[str, Any]:
    return _mine() | {"reason": "The report described a plan that was not carried out."}


def _review() -> dict[str, Any]:
    return _mine() | {"fellow": "Ada Lovelace", "url": f"{settings.PUBLIC_URL}/me/fellow-reviews/1/"}
