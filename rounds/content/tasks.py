"""Work that publishing starts, and what the clock does for editors."""

from datetime import datetime, timedelta

from django_tasks import task

from rounds.content import publishing
from rounds.content.models import Picture
from rounds.content.pictures import sizes
from rounds.core.clock import due


@task()
def make_sizes(pk: int, roles: list[str]) -> None:
    """Those of a picture that are missing: the modern formats take seconds, which no reader waits for."""
    if picture := Picture.objects.filter(pk=pk).first():
        sizes.make(picture, roles)


@due(every=timedelta(minutes=1))
def publish_and_take_down(at: datetime) -> None:
    publishing.take_down_expired(at=at)
    publishing.publish_scheduled(at=at)
