"""What editors bring: pictures and files. A file is looked at before anything of it is kept."""

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from rounds.content.actions import carried_anew, drawn_anew
from rounds.content.pictures.field import Bare
from rounds.media import file_types
from rounds.media.pictures import take_in


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("description"):
            field.label = _("What is to be seen")
            field.help_text = _("For people who do not see it. A page may say it otherwise.")

    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        return Bare(take_in(file, file.name))

    def save(self, commit: bool = True) -> Any:
        picture = super().save(commit=commit)
        if commit and self.instance.pk and self.changed_data:
            drawn_anew(picture=picture)
        return picture


class FileForm(BaseDocumentForm):
    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            file_types.check(file, file.name)
        return file

    def save(self, commit: bool = True) -> Any:
        document = super().save(commit=commit)
        if commit and self.changed_data:
            carried_anew()
        return document
