"""Sending, started by a page (as soon as the mail is written) or by the clock (what could not be sent then)."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import task

from rounds.core.clock import due
from rounds.mail import delivery


@task()
def send(message_id: int) -> None:
    delivery.send(message_id, at=timezone.now())


@due(every=timedelta(minutes=1))
def send_due_mail(at: datetime) -> None:
    delivery.send_due(at=at)
