"""Cases for tests, about the organizations of the moderation's own register of subjects: a made one, "test.thing"."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from rounds.moderation.models import Case

A_MOMENT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class CaseFactory(DjangoModelFactory[Case]):
    """One that waits for a moderator."""

    class Meta:
        model = Case

    object_type = "test.thing"
    object_id = 7
    title = "A thing of Mercy Hospital"
    path = "/things/7/"
    state = Case.State.OPEN
    ground = "fake"
    text = "I, Ada, work there and it is not ours."
    reporter_name = "Ada Reyes"
    reporter_email = factory.Sequence(lambda n: f"ada{n}@example.com")
    solved = True
    sent_at = A_MOMENT
    confirmed_at = A_MOMENT
