"""The field that a picture lies in. Whatever is written into it is taken in first, through whichever door it came."""

from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from rounds.media.pictures import Taken, take_in


class Bare(ContentFile):
    """What was taken in already, so that it is not drawn twice."""

    def __init__(self, taken: Taken) -> None:
        super().__init__(taken.content, name=taken.name)


class OriginalFile(ImageFieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        bare = content if isinstance(content, Bare) else Bare(take_in(content, name))
        super().save(bare.name or name, bare, save)


class OriginalField(models.ImageField):
    attr_class = OriginalFile
