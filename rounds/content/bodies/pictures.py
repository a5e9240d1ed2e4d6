"""Pictures in the text."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.safestring import SafeString

from rounds.content.pictures.markup import picture


class Shown(NamedTuple):
    picture: SafeString | str
    caption: str
    credit: str


def pictures(values: list[Any], request: HttpRequest | None) -> Iterable[Shown | None]:
    """A picture that was taken away is left out, and its caption with it."""
    there = [value["picture"] for value in values if value.get("picture")]
    prefetch_related_objects(there, "renditions")
    for value in values:
        image = value.get("picture")
        alt = "" if value.get("is_decoration") else value.get("alt") or (image and image.description) or ""
        drawn = picture(image, "body", alt=alt)
        credit = value.get("credit") or (image and image.credit) or ""
        yield Shown(drawn, value.get("caption") or "", credit) if drawn else None
