"""Taking mails from the outbox to the mail server.

A mail is claimed by one conditional update before it is sent, so that two workers never send it twice and no
transaction stays open while the mail server thinks. A claim that is not settled within CLAIM (its worker died) is void.

What that promises: a mail that was written leaves, whatever dies. It leaves twice only where a worker dies after the
mail server has taken the mail and before "sent" is written down: SMTP has no way to ask afterwards. Both then have one
Message-ID, by which mail programs show them as one.
"""

import logging
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.utils import timezone

from rounds.mail import unsubscribing
from rounds.mail.layout import folded
from rounds.mail.models import Message

CLAIM = timedelta(minutes=10)
TRIES = 8
FIRST_PAUSE = timedelta(minutes=1)  # then 4, 16, 64 minutes ...: about four days until TRIES are used up

log = logging.getLogger(__name__)


def send(message_id: int, *, at: datetime) -> bool:
    """Send one mail if it is due and nobody else is sending it. Returns whether it left."""
    if not settings.MAIL_LEAVES or not _claim(message_id, at):
        return False
    message = Message.objects.get(pk=message_id)
    try:
        _transport(message).send()
    except Exception as fault:  # whatever the mail server or the way to it does
        _put_off(message, fault, timezone.now())
        return False
    Message.objects.filter(pk=message.pk).update(sent_at=timezone.now(), error="")
    return True


def send_due(*, at: datetime, most: int = 200) -> int:
    """Send what waits and is due, oldest first. Returns how many left."""
    ids = list(Message.objects.due(at).values_list("pk", flat=True)[:most])
    return sum(send(pk, at=at) for pk in ids)


def _claim(message_id: int, at: datetime) -> bool:
    claimed = Message.objects.due(at).filter(pk=message_id).order_by()
    return claimed.update(next_try_at=at + CLAIM, tries=F("tries") + 1) == 1


def _put_off(message: Message, fault: Exception, now: datetime) -> None:
    # What a mail server says often repeats the address, which is no matter for a log.
    log.warning("Mail %s was not sent (try %s): %s", message.pk, message.tries, type(fault).__name__)
    message.error = f"{type(fault).__name__}: {fault}"[:2000]
    message.next_try_at = now + FIRST_PAUSE * 4 ** (message.tries - 1)
    message.given_up_at = now if message.tries >= TRIES else None
    message.save(update_fields=["error", "next_try_at", "given_up_at"])


def _transport(message: Message) -> EmailMultiAlternatives:
    mail = EmailMultiAlternatives(
        subject=message.subject, body=folded(message.text), to=[message.to], headers=_headers(message)
    )
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail


def _headers(message: Message) -> dict[str, str]:
    """The same mail always has the same Message-ID, so a mail that left twice shows as one."""
    host = settings.PUBLIC_URL.split("//")[-1].split(":")[0]
    headers = {
        "Message-ID": f"<{sha256(message.key.encode()).hexdigest()[:32]}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    if message.language:
        headers["Content-Language"] = message.language
    if message.topic:  # RFC 8058: the mail program shows its own button
        headers["List-Id"] = f"<{message.topic}.{host}>"
        headers["List-Unsubscribe"] = f"<{unsubscribing.url(message.to, message.topic)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
