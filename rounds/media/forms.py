"""What editors bring, read: the file's bytes, the words, the chapters, the picture."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.media import chapters, languages, posters, taking_in, vtt
from rounds.media.models import Recording, Track
from rounds.media.words_wanted import EXAMPLE

SOUND_AND_PICTURES = ".mp3,.m4a,.opus,.ogg,.mp4,.m4v,.webm,audio/*,video/*"


class LanguageField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        words = gettext_lazy("A tag of BCP 47: “en”, “es-MX”.")
        super().__init__(
            label=gettext_lazy("Language"), max_length=35, initial="en", help_text=words, **options
        )

    def clean(self, value: Any) -> str:
        tag = super().clean(value)
        if not languages.TAG.fullmatch(tag):
            raise forms.ValidationError(
                _("This is no tag of a language. English is “en”, Spanish of Mexico “es-MX”.")
            )
        return tag


class ReplaceForm(forms.Form):
    """`cleaned_data["found"]`: what the file is."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("MP3, M4A or Opus; MP4 or WebM."),
        widget=forms.FileInput(attrs={"accept": SOUND_AND_PICTURES}),
        allow_empty_file=True,  # it is told what is wrong with it below
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if isinstance(file := told.get("file"), UploadedFile):
            told |= _found(self, file)
        return told


class FileForm(ReplaceForm):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    language = LanguageField()
    field_order = ["title", "language", "file"]


def _found(form: forms.Form, file: UploadedFile) -> dict[str, Any]:
    try:
        return {"found": taking_in.look(file, file.size or 0)}
    except taking_in.Refused as refused:
        form.add_error("file", str(refused))
        return {}


class ElsewhereForm(forms.Form):
    address = forms.URLField(
        label=gettext_lazy("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Of its page at YouTube, Vimeo, PeerTube, a podcast’s host …"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=Recording.Kind.choices, initial="video"
    )
    language = LanguageField()
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Left empty, the other host is asked for it, and for its picture."),
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if not address.startswith(("https://", "http://")):
            raise forms.ValidationError(_("An address begins with https://."))
        return address


class DetailsForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    language = LanguageField()


class WordsForm(forms.Form):
    """`cleaned_data["read"]`: the cues, and what was mended."""

    kind = forms.ChoiceField(label=gettext_lazy("What they are"), choices=Track.Kind.choices)
    language = LanguageField()
    file = forms.FileField(
        label=gettext_lazy("A file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("WebVTT (.vtt) or SubRip (.srt). It takes the place of the text below."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
    )
    text = forms.CharField(
        label=gettext_lazy("Or the words, with their times"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true", "placeholder": EXAMPLE}),
    )

    def __init__(self, *given: Any, seconds: int | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.seconds = seconds

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        file = told.get("file")
        name = "file" if file else "text"
        try:
            text = _text(file) if file else told.get("text", "")
            told["read"] = vtt.read(text, seconds=self.seconds)
        except vtt.Malformed as malformed:
            self.add_error(name, str(malformed))
        return told


def _text(file: UploadedFile) -> str:
    if (file.size or 0) > vtt.MOST_BYTES:
        raise vtt.Malformed(
            _("The file is %(size)s large: captions of a whole day are smaller. Is it another file?")
            % {"size": filesizeformat(file.size or 0)}
        )
    return vtt.decode(file.read())


class ChaptersForm(forms.Form):
    """`cleaned_data["chapters"]`."""

    text = forms.CharField(
        label=gettext_lazy("Chapters"),
        required=False,
        max_length=100_000,
        help_text=gettext_lazy(
            "One a line: “1:05 What a page is for”, with an address behind it if there is more to read."
        ),
        widget=forms.Textarea(attrs={"rows": 12, "placeholder": "0:00 Welcome\n1:05 What a page is for"}),
    )

    def __init__(self, *given: Any, seconds: int | None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.seconds = seconds

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        try:
            told["chapters"] = chapters.read(told.get("text", ""), seconds=self.seconds)
        except chapters.Unclear as unclear:
            self.add_error("text", str(unclear))
        return told


class PosterForm(forms.Form):
    """`cleaned_data["webp"]`: b"" where the picture stays as it is."""

    picture = forms.FileField(
        label=gettext_lazy("Still picture"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG or WebP, 1280 by 720 pixels or so."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        max_length=250,
        required=False,
        help_text=gettext_lazy("For people who do not see it."),
    )

    def __init__(self, *given: Any, has_one: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        self.has_one = has_one

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["webp"] = b""
        if picture := told.get("picture"):
            try:
                told["webp"] = posters.take_in(picture, picture.size)
            except posters.Refused as refused:
                self.add_error("picture", str(refused))
        elif not self.has_one:
            self.add_error("picture", _("Please choose a picture."))
        if not told.get("alt", "").strip():
            self.add_error("alt", _("Say what the picture shows, for people who do not see it."))
        return told
