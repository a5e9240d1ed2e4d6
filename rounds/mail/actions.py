"""What can happen to a mail: it is written in the transaction of what caused it, then sent."""

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template

from rounds.mail import tasks
from rounds.mail.models import Message


def write(*, key: str, to: str, template: str, context: dict[str, Any], at: datetime) -> Message:
    """Write a mail from `<template>.subject.txt`, `<template>.txt` and, where there is one, `<template>.html`.

    `key` names the cause: the same cause gets back the mail that was already written. Templates also know
    `public_url` (without a slash at its end) and `site_name`.
    """
    if written := Message.objects.filter(key=key).first():
        return written
    everything = {"public_url": settings.PUBLIC_URL, "site_name": settings.WAGTAIL_SITE_NAME, **context}
    return put(
        key=key,
        to=to,
        subject=_plain(f"{template}.subject.txt", everything),
        text=_plain(f"{template}.txt", everything),
        html=_html(f"{template}.html", everything),
        at=at,
    )


@transaction.atomic
def put(*, key: str, to: str, subject: str, text: str, html: str = "", at: datetime) -> Message:
    """Put a mail that is written already into the outbox; it is sent when the caller's transaction ends."""
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": _one_line(subject),
            "text": text.strip() + "\n",
            "html": html.strip(),
            "created_at": at,
            "next_try_at": at,
        },
    )
    if is_new:
        transaction.on_commit(partial(tasks.send.enqueue, message.pk))
    return message


def _plain(template: str, context: dict[str, Any]) -> str:
    """Plain text is not HTML: an ampersand stays an ampersand."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def _html(template: str, context: dict[str, Any]) -> str:
    try:
        return get_template(template).render(context)
    except TemplateDoesNotExist as missing:
        if missing.args[0] != template:
            raise
        return ""


def _one_line(subject: str) -> str:
    """A line break in a subject would begin a header of the sender's choice."""
    printable = "".join(character if character.isprintable() else " " for character in subject)
    return " ".join(printable.split())[:200]
