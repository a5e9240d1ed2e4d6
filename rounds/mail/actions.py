"""What can happen to a mail: it is written in the transaction of what caused it, then sent; or its reader said no."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from rounds.mail import composing, tasks
from rounds.mail.models import Message, Refusal
from rounds.mail.unsubscribing import digest


def write(
    *,
    key: str,
    to: str,
    template: str,
    context: dict[str, Any],
    at: datetime,
    topic: str = "",
    language: str = "",
) -> Message:
    """Write a mail from `<template>.subject.txt`, `<template>.txt` and, where there is one, `<template>.html`.

    `key` names the cause: the same cause gets back the mail that was already written. Templates also know
    `public_url` (without a slash at its end), `site_name` and, where there is a topic, `why` and `stop_url`.
    `topic`: one of `mail.topics`, which people may refuse; "" is for what they must be told.
    `language`: the reader's; "" is that of whatever is going on.
    """
    if written := Message.objects.filter(key=key).first():
        return written
    words = composing.from_templates(template, context, to=to, topic=topic, language=language)
    return _put(key, to, words, at, topic, language)


def put(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    at: datetime,
    topic: str = "",
    language: str = "",
) -> Message:
    """Put a mail that is written already into the outbox; it is sent when the caller's transaction ends."""
    words = composing.from_text(subject, text, html, to=to, topic=topic, language=language)
    return _put(key, to, words, at, topic, language)


@transaction.atomic
def refuse(*, address: str, topic: str, at: datetime) -> Refusal:
    """No more mail of that topic to that address. What was written and has not left does not leave."""
    refusal, _is_new = Refusal.objects.get_or_create(
        address_digest=digest(address), topic=topic, defaults={"at": at}
    )
    Message.objects.unsent().filter(to__iexact=address, topic=topic).update(refused_at=at, text="", html="")
    return refusal


def take_back_refusal(*, address: str, topic: str) -> None:
    Refusal.objects.filter(address_digest=digest(address), topic=topic).delete()


@transaction.atomic
def _put(key: str, to: str, words: composing.Words, at: datetime, topic: str, language: str) -> Message:
    message, is_new = Message.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "topic": topic,
            "language": language,
            "created_at": at,
            "next_try_at": at,
            **_as_wanted(words, to, topic, at),
        },
    )
    if is_new and not message.refused_at:
        transaction.on_commit(partial(tasks.send.enqueue, message.pk))
    return message


def _as_wanted(words: composing.Words, to: str, topic: str, at: datetime) -> dict[str, Any]:
    """Of a mail that its reader refused, the record alone."""
    if topic and Refusal.objects.of(to, topic).exists():
        return {"subject": words.subject, "text": "", "html": "", "refused_at": at}
    return words._asdict()
