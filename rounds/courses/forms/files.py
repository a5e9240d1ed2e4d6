"""What authors bring: files of lessons, and whole courses."""

from dataclasses import dataclass
from mimetypes import guess_type
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.core import plain_text
from rounds.core.text_fields import text_field
from rounds.courses.folders.unpacking import MB, MOST_OF_ONE
from rounds.courses.forms.typed import Typing
from rounds.courses.models import LessonFile
from rounds.media import file_types, pictures

MOST_MB = MOST_OF_ONE // MB
LONGEST_NAME = 120
PICTURES = frozenset({"avif", "gif", "jpeg", "jpg", "png", "webp"})
HELP = gettext_lazy(
    "What it is called in the list of files. Of a picture: what it shows, for those who cannot see it."
)


@dataclass(frozen=True, slots=True)
class Brought:
    """`content_type`: as its bytes say."""

    name: str
    content: bytes
    content_type: str

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


class FileForm(Typing):
    """Pictures are drawn anew; whatever else it is, it is what its name says. Both are looked into here."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("A picture, a PDF, an office file, a text or a ZIP, of at most 50 MB."),
    )
    title = text_field(gettext_lazy("Title"), most=150, check=plain_text.line, help_text=HELP)
    is_shown = forms.BooleanField(
        label=gettext_lazy("A picture: show it at the end of the text"), required=False, initial=True
    )

    def clean_file(self) -> Brought:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_OF_ONE:
            raise ValidationError(_("The file is larger than %(most)d MB.") % {"most": MOST_MB})
        name = get_valid_filename(sent.name)
        if file_types.ending(name) in PICTURES:
            taken = pictures.take_in(sent, name)
            return Brought(taken.name, taken.content, guess_type(taken.name)[0] or "image/png")
        file_types.check(sent, name)
        stem, _dot, ending = name.rpartition(".")
        short = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
        return Brought(short, sent.read(), guess_type(short)[0] or "application/octet-stream")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        brought: Brought | None = cleaned.get("file")
        if brought and brought.is_picture and not cleaned.get("title"):
            self.add_error(
                "title",
                _(
                    "Please say what the picture shows, for those who cannot see it, and choose the file again."
                ),
            )
        return cleaned


class FileNameForm(Typing):
    title = text_field(gettext_lazy("Title"), most=150, check=plain_text.line, help_text=HELP)

    def __init__(self, data: Any = None, *, file: LessonFile) -> None:
        super().__init__(data, initial={"title": file.title})
        self.is_picture = file.content_type.startswith("image/")

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if self.is_picture and not title:
            raise ValidationError(_("Please say what the picture shows, for those who cannot see it."))
        return title


class FolderForm(Typing):
    folder = forms.FileField(
        label=gettext_lazy("Course as a ZIP"),
        help_text=gettext_lazy(
            "The folder of a course: course.toml, a folder for each module, in it a Markdown file for each"
            " lesson. It becomes a draft: nothing is published, and nothing that is published changes."
        ),
    )
