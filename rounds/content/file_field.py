"""The field that a file lies in. Whatever is written into it is checked first, through whichever door it came."""

from django.core.files.base import File
from django.db import models
from django.db.models.fields.files import FieldFile

from rounds.media.file_types import check


class CheckedFile(FieldFile):
    def save(self, name: str, content: File, save: bool = True) -> None:
        check(content, name)
        super().save(name, content, save)


class CheckedField(models.FileField):
    attr_class = CheckedFile
