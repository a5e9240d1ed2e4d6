"""What the sample people remember: they reviewed for some days, and something waits today. Made once."""

from datetime import datetime, timedelta

from django.db import transaction

from rounds.courses.actions import reviewing
from rounds.courses.days import today_of
from rounds.courses.deck import SITTING, deck
from rounds.courses.memory import Rated
from rounds.courses.models import Review, Rhythm

DAY = timedelta(days=1)
PATTERN = (Rated.GOOD, Rated.GOOD, Rated.EASY, Rated.GOOD, Rated.HARD, Rated.FORGOTTEN, Rated.GOOD)


@transaction.atomic
def make_sample_reviews(*, at: datetime, days: int = 10) -> int:
    """A sitting on every other day, until the day before yesterday. Returns how many answers were given."""
    if Review.objects.exists():
        return 0
    given = 0
    for rhythm in Rhythm.objects.select_related("user").order_by("pk"):
        for back in range(days, 1, -2):
            when = at - back * DAY
            for card in deck(rhythm.user, today_of(rhythm.user, when)).waiting[:SITTING]:
                rating = PATTERN[given % len(PATTERN)]
                reviewing.rate(card=card.pk, rating=rating, times=card.times, by=rhythm.user, at=when)
                given += 1
    return given
