"""What chiefs write down about a resident, for chiefs and those who run the residency."""

from datetime import datetime

from django.db import transaction

from rounds.activity.actions import record
from rounds.residency.access import must_lead
from rounds.residency.models import Note, Place
from rounds.users.models import User


@transaction.atomic
def note(*, place: Place, text: str, by: User, at: datetime) -> Note:
    """The record says that there is one, and not what it says. Raises NotDone."""
    must_lead(place.cohort, by, place.chief_id or 0)
    made = Note.objects.create(place=place, text=text, by=by, at=at)
    record(verb="residency.noted", about=place, by=by, at=at)
    return made
