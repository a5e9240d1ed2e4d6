"""Work that publishing starts."""

from django_tasks import task

from rounds.content.models import Picture
from rounds.content.pictures import sizes


@task()
def make_sizes(pk: int, roles: list[str]) -> None:
    """Those of a picture that are missing: the modern formats take seconds, which no reader waits for."""
    if picture := Picture.objects.filter(pk=pk).first():
        sizes.make(picture, roles)
