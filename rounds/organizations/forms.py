"""Sending in a register's file."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rounds.organizations.importing.catalog import Importable, catalog
from rounds.organizations.importing.runs import reading
from rounds.organizations.importing.uploads import LARGEST
from rounds.organizations.sources.record import SourceError


class ImportForm(forms.Form):
    register = forms.ChoiceField(label=gettext_lazy("Register"))
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("As its publisher gives it, plain or compressed (.gz)."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = sorted(catalog.values(), key=lambda one: (one.source.name, one.source.as_of))
        choices = [(one.source.slug, f"{one.source.name} ({one.source.as_of:%Y-%m})") for one in listed]
        field = self.fields["register"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose one")), *choices]

    @property
    def importable(self) -> Importable:
        return catalog[self.cleaned_data["register"]]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if file.size and file.size > LARGEST:
            raise forms.ValidationError(
                _("The file has %(size)s; the most is %(most)s.")
                % {"size": filesizeformat(file.size), "most": filesizeformat(LARGEST)}
            )
        return file

    def clean(self) -> dict[str, Any]:
        """A first look, so that the wrong file is refused at once and not by the worker."""
        cleaned = super().clean() or {}
        if "register" in cleaned and "file" in cleaned:
            self.digest = _digest(cleaned["file"])
            try:
                _look(self.importable, cleaned["file"])
            except SourceError as wrong:
                self.add_error("file", str(wrong))
        return cleaned


def _digest(file: UploadedFile) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()


def _look(listed: Importable, file: UploadedFile) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / _short(Path(file.name or "").name)
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        next(reading(listed.read, path), None)
    file.seek(0)


def _short(name: str) -> str:
    """The end of a file's name, as much of it as every file system takes (255 bytes)."""
    return name.encode()[-200:].decode(errors="ignore") or "file"
