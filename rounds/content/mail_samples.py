"""An example of the mail about a page."""

from typing import Any

from django.conf import settings

from rounds.mail import kinds


def enter() -> None:
    kinds.enter("content/mail/named", _named)


def _named() -> dict[str, Any]:
    return {
        "title": "A page is like a puppy",
        "url": f"{settings.PUBLIC_URL}/news/a-page-is-like-a-puppy/",
        "names_url": f"{settings.PUBLIC_URL}/me/named/",
    }
