"""Mails about courses."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from rounds.courses.deck import SITTING, Deck
from rounds.courses.topics import REVIEW
from rounds.mail.actions import write
from rounds.users.models import User

SECONDS = 12  # that a card takes


def tell_of_cards(user: User, deck: Deck, *, at: datetime) -> None:
    """Neither the subject nor the text holds a word of a card: many are for members alone."""
    count = len(deck.waiting)
    write(
        key=f"courses-review:{user.pk}:{deck.today.isoformat()}",
        to=user.email,
        template="courses/mail/cards_wait",
        context={
            "count": count,
            "minutes": minutes(min(count, SITTING)),
            "courses": deck.courses,
            "url": settings.PUBLIC_URL + reverse("courses:review"),
        },
        at=at,
        topic=REVIEW,
        language=user.language,
    )


def minutes(count: int) -> int:
    return max(1, round(count * SECONDS / 60))
