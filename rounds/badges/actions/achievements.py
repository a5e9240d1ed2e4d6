"""What can be earned, and how it is described."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from rounds.activity.actions import record
from rounds.badges import drawing
from rounds.badges.models import RESERVED, Achievement, Picture
from rounds.users.models import User

WORDS = ("code", "name", "description", "criteria", "language")
_PICTURED = ("code", "name", "language")


@transaction.atomic
def make_achievement(
    *, kind: str, key: str, words: Mapping[str, Any], by: User | None, at: datetime
) -> Achievement:
    """Of this kind and key there is one: where it is there it is described anew. `words`: those of WORDS."""
    there = Achievement.objects.filter(kind=kind, key=key).first()
    if there:
        return describe_achievement(achievement=there, words=words, by=by, at=at)
    made, is_new = Achievement.objects.get_or_create(
        kind=kind, key=key, defaults={**words, "slug": _free_slug(key), "created_at": at}
    )
    if is_new:
        record(verb="achievement.made", about=made, by=by, at=at)
    return made


@transaction.atomic
def describe_achievement(
    *, achievement: Achievement, words: Mapping[str, Any], by: User | None, at: datetime
) -> Achievement:
    """For the badges to come: those that were signed stay as they are."""
    held = Achievement.objects.select_for_update().get(pk=achievement.pk)
    changed = sorted(name for name, value in words.items() if getattr(held, name) != value)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, words[name])
    held.save(update_fields=changed)
    if set(changed) & set(_PICTURED):
        Picture.objects.filter(achievement=held).delete()
    record(verb="achievement.described", about=held, by=by, at=at, changed=changed)
    return held


@transaction.atomic
def picture_of(*, achievement: Achievement) -> Picture:
    """Drawn when it is first asked for. Raises NotInTime."""
    held = Achievement.objects.select_for_update().get(pk=achievement.pk)
    there = Picture.objects.filter(achievement=held).first()
    if there:
        return there
    svg, png = drawing.drawn(held)
    return Picture.objects.create(achievement=held, svg=svg, png=png)


def _free_slug(key: str) -> str:
    stem = slugify(key)[:74].strip("-") or "badge"
    taken = {*RESERVED, *Achievement.objects.filter(slug__startswith=stem).values_list("slug", flat=True)}
    return next(one for one in (stem, *(f"{stem}-{n}" for n in range(2, 9_999))) if one not in taken)
