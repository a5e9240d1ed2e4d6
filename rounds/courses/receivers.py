"""What follows from a lesson that is done, and from an edition that is out."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from rounds.courses import tasks
from rounds.courses.actions import cards
from rounds.courses.models import Edition, Enrolment
from rounds.courses.signals import edition_published, lesson_done


@receiver(lesson_done, dispatch_uid="courses.take_up_cards")
def take_up_cards(enrolment: Enrolment, lesson_key: str, at: datetime, **_signal: Any) -> None:
    cards.taken_up(enrolment=enrolment, lesson_key=lesson_key, at=at)


@receiver(edition_published, dispatch_uid="courses.follow_edition")
def follow_edition(edition: Edition, **_signal: Any) -> None:
    if edition.number > 1:
        transaction.on_commit(partial(tasks.follow_edition.enqueue, edition.pk))
