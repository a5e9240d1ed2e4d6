"""Pictures of a report: drawn anew from whatever file was brought, never without words."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.crypto import get_random_string

from rounds.activity.actions import record
from rounds.fellows.actions.holding import hold_own
from rounds.fellows.models import Picture, Step
from rounds.fellows.refusing import Refused
from rounds.media.pictures import Taken
from rounds.users.models import User


@transaction.atomic
def add_picture(*, step: Step, taken: Taken, caption: str, alt: str, by: User, at: datetime) -> Picture:
    held = hold_own(step, by)
    last = list(held.pictures.order_by("-position").values_list("position", flat=True))
    if len(last) >= Picture.MOST:
        raise Refused(Refused.FULL)
    made = Picture(
        step=held,
        caption=caption,
        alt=alt,
        width=taken.width,
        height=taken.height,
        position=(last[0] if last else 0) + 1,
    )
    ending = taken.name.rpartition(".")[2]
    made.file.save(f"{get_random_string(20)}.{ending}", ContentFile(taken.content), save=False)
    made.save(force_insert=True)
    record(verb="fellow.picture_added", about=held, by=by, at=at)
    return made


@transaction.atomic
def describe_picture(*, picture: Picture, caption: str, alt: str, by: User, at: datetime) -> Picture:
    held = hold_own(picture.step, by)
    here = held.pictures.get(pk=picture.pk)
    here.caption, here.alt = caption, alt
    here.save(update_fields=["caption", "alt"])
    record(verb="fellow.picture_described", about=held, by=by, at=at)
    return here


@transaction.atomic
def take_picture_out(*, picture: Picture, by: User, at: datetime) -> None:
    held = hold_own(picture.step, by)
    here = held.pictures.get(pk=picture.pk)
    file = here.file
    here.delete()
    transaction.on_commit(lambda: file.storage.delete(file.name))
    record(verb="fellow.picture_taken_out", about=held, by=by, at=at)
